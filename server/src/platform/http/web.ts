import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, NextFunction } from '@midwayjs/koa';
import serve from 'koa-static';

const DAY_MS = 24 * 3600_000;
/** Addresses of the API and of operators; everything else is the H5's. */
const OURS = /^\/(api(\/|$)|api-docs$|healthz$|readyz$|metrics$|openapi\.json$)/;

/** Serves the built H5: hashed assets for a long time, the page itself never from a cache, deep links and /v/ codes answered with the page. */
export function webMiddleware(webDir: string) {
  const index = join(webDir, 'index.html');
  const files = serve(webDir, {
    maxage: 30 * DAY_MS,
    index: false,
    gzip: true,
    setHeaders: (res, path) => void (path.endsWith('.html') && res.setHeader('Cache-Control', 'no-cache')),
  });
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    if (OURS.test(ctx.path) || !['GET', 'HEAD'].includes(ctx.method)) return next() as Promise<void>;
    await files(ctx as never, async () => undefined);
    if (ctx.body !== undefined || ctx.status !== 404) return;
    if (/\.\w{2,5}$/.test(ctx.path) || !existsSync(index)) return;
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'html';
    ctx.body = createReadStream(index);
  };
}
