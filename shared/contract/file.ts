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
    access: ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'],
    upload: true,
    summary: '上传近照：本人的，或者单位、基地代为办理的人的',
    response: z.object({ fileId: Id, width: z.int(), height: z.int() }),
    errors: refused,
  }),
  uploadEvidence: route({
    id: 'file.uploadEvidence',
    method: 'POST',
    path: '/api/files/evidence',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    upload: true,
    summary: '上传证据材料的照片或扫描件：认定作废、暂扣、吊销等处理用；本省主管部门和持证人能看',
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
