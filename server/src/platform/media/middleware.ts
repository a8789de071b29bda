import { pipeline, Transform } from 'node:stream';
import type { Context, NextFunction } from '@midwayjs/koa';
import { notFound } from '../errors';
import { MEDIA_PREFIX, viewingKey, type MediaAddresses } from './addresses';
import type { ServedMedia } from './served';
import { findMedia, type MediaFile } from './store';

/** Posters and captions are no secret and never change. */
const OPEN = /^[0-9a-f]{24}\.(jpg|vtt)$/;

/**
 * Serves what lessons are made of. A video goes out in pieces (Range) to whom its address was signed for, and it is noted which bytes: nothing is to
 * be kept by a browser, so that a page that is loaded again asks again, and finds what it needs counted.
 */
export function mediaMiddleware(mediaDir: string, addresses: MediaAddresses, served: ServedMedia) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    if (!ctx.path.startsWith(MEDIA_PREFIX) || !['GET', 'HEAD'].includes(ctx.method)) return next() as Promise<void>;
    const name = ctx.path.slice(MEDIA_PREFIX.length);
    if (OPEN.test(name)) {
      ctx.set({ 'Cache-Control': 'public, max-age=604800, immutable', ETag: `"${name}"` });
      return answer(ctx, await findMedia(name));
    }
    const viewing = await addresses.read(ctx.path);
    const key = viewingKey(viewing);
    ctx.set('Cache-Control', 'private, no-store');
    return answer(ctx, await findMedia(viewing.video, mediaDir), (from, to) => served.note(key, from, to));
  };
}

function answer(ctx: Context, file: MediaFile | undefined, note?: (from: number, to: number) => void): void {
  if (!file) throw notFound('没有找到这个课件');
  ctx.set({ 'Accept-Ranges': 'bytes', 'X-Content-Type-Options': 'nosniff' });
  const asked = rangeOf(ctx.get('range'), file.bytes);
  if (asked === 'BEYOND') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${file.bytes}`);
    return;
  }
  const { start, end } = asked ?? { start: 0, end: file.bytes };
  ctx.status = asked ? 206 : 200;
  ctx.type = file.contentType;
  if (asked) ctx.set('Content-Range', `bytes ${start}-${end - 1}/${file.bytes}`);
  if (ctx.method === 'HEAD') {
    ctx.res.setHeader('Content-Length', end - start);
    return;
  }
  // A viewer who goes away ends the reading with it.
  ctx.body = pipeline(file.open(start, end), counting(start, note), () => undefined);
  ctx.length = end - start;
}

function counting(from: number, note: (from: number, to: number) => void = () => undefined): Transform {
  let at = from;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      note(at, at + piece.length);
      at += piece.length;
      done(null, piece);
    },
  });
}

/** The one range that players ask for; of anything else the whole file is sent, as the protocol allows. `end` is behind the last byte. */
function rangeOf(header: string, bytes: number): { start: number; end: number } | 'BEYOND' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (!from && !to) return undefined;
  const start = from ? Number(from) : Math.max(0, bytes - Number(to));
  const end = from && to ? Math.min(bytes, Number(to) + 1) : bytes;
  return start >= bytes || start >= end ? 'BEYOND' : { start, end };
}
