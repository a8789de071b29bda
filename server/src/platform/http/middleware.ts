import { randomUUID } from 'node:crypto';
import type { Context, NextFunction } from '@midwayjs/koa';
import type { ApiErrorBody } from '@jzt/shared/contract/common';
import { isDatabaseAway } from '../database';
import { diskFull } from '../diskRoom';
import { outsideDown, Refusal } from '../errors';
import { requestScope, type Logger } from '../logger';
import { requestSeconds } from './metrics';

/** Outermost: the request id, the one error shape, one access line without query string or body, and the figures. */
export function requestMiddleware(logger: Logger, headers: Record<string, string>) {
  return async (ctx: Context, next: NextFunction): Promise<void> => {
    const requestId = randomUUID();
    const started = process.hrtime.bigint();
    ctx.set('X-Request-Id', requestId);
    ctx.set(headers);
    await requestScope.run({ requestId }, async () => {
      try {
        await next();
        if (ctx.status === 404 && ctx.body === undefined && ctx.path.startsWith('/api'))
          throw new Refusal(404, 'ROUTE_NOT_FOUND', '没有这个页面或服务');
      } catch (error) {
        answerError(ctx, error, requestId, logger);
      }
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = String((ctx as { _matchedRoute?: unknown })._matchedRoute ?? (ctx.path.startsWith('/api') ? 'unmatched' : 'static'));
      requestSeconds.observe({ method: ctx.method, route, status: String(ctx.status) }, seconds);
      if (route !== 'static') logger.info({ method: ctx.method, route, status: ctx.status, ms: Math.round(seconds * 1000) }, 'request');
    });
  };
}

function answerError(ctx: Context, error: unknown, requestId: string, logger: Logger): void {
  const refusal = error instanceof Refusal ? error : foreign(error);
  if (!refusal) logger.error({ err: error }, 'request failed');
  const known = refusal ?? new Refusal(500, 'INTERNAL', '系统出了点问题，您填写的内容没有丢失，请稍后再试');
  ctx.status = known.status;
  if (known.detail.retryAfterSeconds) ctx.set('Retry-After', String(known.detail.retryAfterSeconds));
  const { ruleId, fields, refusals } = known.detail;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { code: known.code, message: known.message, ruleId, fields, refusals, requestId } satisfies ApiErrorBody;
}

/** MongoDB's own code. */
const OUT_OF_DISK_SPACE = 14031;

/** Errors of the body parser and the router, which carry only a status or a code, and of a database that is away. */
function foreign(error: unknown): Refusal | undefined {
  const { status = 0, code } = error as { status?: number; code?: unknown };
  if (status === 413) return new Refusal(413, 'BODY_TOO_LARGE', '提交的内容太大');
  if (status === 404) return new Refusal(404, 'ROUTE_NOT_FOUND', '没有这个页面或服务');
  const unreadable = error instanceof SyntaxError || error instanceof URIError || String(code).startsWith('Z_');
  if (unreadable || (status >= 400 && status < 500)) return new Refusal(400, 'BODY_INVALID', '提交的内容格式不正确');
  if (code === 'ENOSPC' || code === OUT_OF_DISK_SPACE) return diskFull();
  if (isDatabaseAway(error)) return outsideDown('DATABASE_AWAY', '系统正在恢复，请过半分钟再试。您填写的内容没有丢失');
  return undefined;
}
