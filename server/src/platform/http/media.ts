import type { Context, NextFunction } from '@midwayjs/koa';
import send from 'send';
import { findMedia } from '../mediaStore';

const PREFIX = '/media/';
const CACHE = 'public, max-age=604800, immutable';

/** Serves lesson videos in pieces (Range), so that a player can go on where it stopped. Lessons are no secret; hours are earned elsewhere. */
export function mediaMiddleware(mediaDir: string) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    if (!ctx.path.startsWith(PREFIX) || !['GET', 'HEAD'].includes(ctx.method)) return next() as Promise<void>;
    if (await sendStored(ctx, ctx.path.slice(PREFIX.length))) return undefined;
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

/** What officers uploaded; false for a name that is not theirs. */
async function sendStored(ctx: Context, name: string): Promise<boolean> {
  const file = await findMedia(name);
  if (!file) return false;
  ctx.set({ 'Accept-Ranges': 'bytes', 'Cache-Control': CACHE, ETag: `"${name}"`, 'X-Content-Type-Options': 'nosniff' });
  ctx.type = file.contentType;
  const asked = rangeOf(ctx.get('range'), file.bytes);
  if (asked === 'BEYOND') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${file.bytes}`);
    return true;
  }
  const { start, end } = asked ?? { start: 0, end: file.bytes };
  ctx.status = asked ? 206 : 200;
  if (asked) ctx.set('Content-Range', `bytes ${start}-${end - 1}/${file.bytes}`);
  ctx.length = end - start;
  if (ctx.method === 'GET') ctx.body = file.open(start, end);
  else ctx.res.setHeader('Content-Length', end - start);
  return true;
}

/** The one range that players ask for; of anything else the whole file is sent, as the protocol allows. `end` is behind the last byte. */
function rangeOf(header: string, bytes: number): { start: number; end: number } | 'BEYOND' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (!from && !to) return undefined;
  const start = from ? Number(from) : Math.max(0, bytes - Number(to));
  const end = from && to ? Math.min(bytes, Number(to) + 1) : bytes;
  return start >= bytes || start >= end ? 'BEYOND' : { start, end };
}
