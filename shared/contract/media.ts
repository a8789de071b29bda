import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { Id, IdParams, text } from './common';
import { route } from './route';

/** How much of a video goes in one piece; only the last one is shorter. */
export const PIECE_BYTES = 4 * 1024 * 1024;
export const MOST_VIDEO_BYTES = 2 * 1024 * 1024 * 1024;

/** A video on its way: which pieces are there, counted from 0; when READY, what a lesson names. */
export const MediaUpload = z.object({
  id: Id,
  name: z.string(),
  bytes: z.int(),
  pieces: z.int(),
  received: z.array(z.int()),
  status: z.enum(['UPLOADING', 'READY']),
  /** Read from the file, whole seconds. */
  seconds: z.optional(z.int()),
  /** Of `/media/…`. */
  file: z.optional(z.string()),
});
export type MediaUpload = z.output<typeof MediaUpload>;

const full = ['DISK_FULL', 'MEDIA_QUOTA'] as const;

export const mediaRoutes = {
  begin: route({
    id: 'media.begin',
    method: 'POST',
    path: '/api/authority/media',
    access: ACTS.EDIT_COURSE,
    summary: '开始上传一段课件视频：分片传，断了接着传',
    idempotent: true,
    body: z.object({
      name: text(1, 100, '请填写文件名'),
      bytes: z.int().check(z.minimum(1, '这个文件是空的'), z.maximum(MOST_VIDEO_BYTES, '一段视频最大2GB，请压缩或分成几节')),
    }),
    response: MediaUpload,
    errors: [...full, 'MEDIA_TOO_MANY'],
  }),
  view: route({
    id: 'media.view',
    method: 'GET',
    path: '/api/authority/media/:id',
    access: ACTS.EDIT_COURSE,
    summary: '上传到哪里了：断线后从缺的片接着传',
    params: IdParams,
    response: MediaUpload,
  }),
  piece: route({
    id: 'media.piece',
    method: 'POST',
    path: '/api/authority/media/:id/pieces',
    access: ACTS.EDIT_COURSE,
    summary: '传一片（4MB，最后一片为余下的）；同一片再传，以后一次为准',
    params: IdParams,
    query: z.object({ at: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(600))) }),
    upload: true,
    response: MediaUpload,
    errors: ['PIECE_WRONG', 'MEDIA_READY', 'FILE_REQUIRED', 'FILE_TOO_LARGE', 'DISK_FULL'],
  }),
  finish: route({
    id: 'media.finish',
    method: 'POST',
    path: '/api/authority/media/:id/finish',
    access: ACTS.EDIT_COURSE,
    summary: '传完：按内容检查视频，从文件读出时长',
    params: IdParams,
    response: MediaUpload,
    errors: ['MEDIA_MISSING_PIECES', 'MEDIA_NOT_VIDEO', 'MEDIA_CUT', 'MEDIA_CODEC', 'MEDIA_STILL', 'DISK_FULL'],
  }),
  poster: route({
    id: 'media.poster',
    method: 'POST',
    path: '/api/authority/media-posters',
    access: ACTS.EDIT_COURSE,
    summary: '上传一节课的封面图',
    upload: true,
    response: z.object({ file: z.string() }),
    errors: ['FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED', ...full],
  }),
  captions: route({
    id: 'media.captions',
    method: 'POST',
    path: '/api/authority/media-captions',
    access: ACTS.EDIT_COURSE,
    summary: '上传一节课的字幕（WebVTT）；写错的说出是第几行',
    upload: true,
    response: z.object({ file: z.string(), cues: z.int(), seconds: z.number() }),
    errors: ['CAPTIONS_WRONG', 'CAPTIONS_EMPTY', 'FILE_REQUIRED', 'FILE_TOO_LARGE', ...full],
  }),
};
