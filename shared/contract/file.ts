import * as z from 'zod/mini';
import { Id, IdParams } from './common';
import { route } from './route';

const refused = [
  'FILE_NOT_IMAGE',
  'FILE_TOO_LARGE',
  'IMAGE_TOO_LARGE_PIXELS',
  'FILE_CORRUPT',
  'FILE_REQUIRED',
  'DISK_FULL',
  'PHOTO_TOO_OFTEN',
] as const;

export const fileRoutes = {
  uploadPortrait: route({
    id: 'file.uploadPortrait',
    method: 'POST',
    path: '/api/files/portraits',
    access: ['WORKER'],
    upload: true,
    summary: '上传本人近照',
    response: z.object({ fileId: Id, width: z.int(), height: z.int() }),
    errors: refused,
  }),
  view: route({
    id: 'file.view',
    method: 'GET',
    path: '/api/files/:id',
    access: 'SIGNED_IN',
    summary: '查看照片：本人，或正在办理其业务的工作人员；身份证照片每次查看都留痕，并带查看人水印',
    params: IdParams,
    binary: ['image/jpeg'],
    errors: ['LOOKS_TOO_OFTEN'],
  }),
};
