import type { Context, NextFunction } from '@midwayjs/koa';
import send from 'send';

const PREFIX = '/media/';

/** Serves lesson videos in pieces (Range), so that a player can go on where it stopped. Lessons are no secret; hours are earned elsewhere. */
export function mediaMiddleware(mediaDir: string) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    if (!ctx.path.startsWith(PREFIX) || !['GET', 'HEAD'].includes(ctx.method)) return next() as Promise<void>;
    ctx.respond = false;
    ctx.res.statusCode = 200;
    await new Promise<void>((done) => {
      send(ctx.req, ctx.path.slice(PREFIX.length), { root: mediaDir, index: false, maxAge: '7d', immutable: true })
        .on('error', (error: { status?: number }) => {
          ctx.res.statusCode = error.status ?? 500;
          ctx.res.end();
        })
        .pipe(ctx.res)
        .once('close', done);
    });
  };
}
