import type { ReadStream } from 'node:fs';
import type { Context, NextFunction } from '@midwayjs/koa';
import send from 'send';
import { MEDIA_PREFIX, viewingKey, type MediaAddresses } from './addresses';
import type { ServedMedia } from './served';

/**
 * Serves lesson videos in pieces (Range) to whom the address was signed for, and notes which bytes went out. Nothing is to be kept by a
 * browser: a page that is loaded again asks again, and finds what it needs counted.
 */
export function mediaMiddleware(mediaDir: string, addresses: MediaAddresses, served: ServedMedia) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    if (!ctx.path.startsWith(MEDIA_PREFIX) || !['GET', 'HEAD'].includes(ctx.method)) return next() as Promise<void>;
    const viewing = await addresses.read(ctx.path);
    const key = viewingKey(viewing);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.respond = false;
    ctx.res.statusCode = 200;
    await new Promise<void>((done) => {
      send(ctx.req, `/${encodeURIComponent(viewing.video)}`, { root: mediaDir, index: false, cacheControl: false })
        .on('error', (error: { status?: number }) => {
          ctx.res.statusCode = error.status ?? 500;
          ctx.res.end();
        })
        .on('stream', (stream: ReadStream & { start?: number }) => {
          let at = stream.start ?? 0;
          stream.on('data', ({ length }) => {
            served.note(key, at, at + length);
            at += length;
          });
        })
        .pipe(ctx.res)
        .once('close', done);
    });
  };
}
