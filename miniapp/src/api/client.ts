import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { ApiError, localError } from './api-error';
import type { HttpReply, Transport } from './transport';

type Part<R extends RouteSpec, K extends 'params' | 'query' | 'body', V> = K extends keyof R
  ? K extends 'query'
    ? { [P in K]?: V }
    : { [P in K]: V }
  : unknown;
/** What a call of `R` takes: `params`, `query` and `body`, each only when the route declares it. */
export type ArgsOf<R extends RouteSpec> = Part<R, 'params', ParamsOf<R>> & Part<R, 'query', QueryOf<R>> & Part<R, 'body', BodyOf<R>>;
/** Any call's arguments, for the code that only passes them on. */
export interface AnyArgs {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}
export interface CallOptions {
  /** Kept by the caller across retries of the same form; a fresh one is made otherwise. */
  idempotencyKey?: string;
  timeoutMs?: number;
}

/** What the client needs of the signed-in state; `session.ts` is the real one. */
export interface TokenSource {
  /** Settles when the kept tokens have been read. */
  ready?: Promise<void>;
  accessToken(): string | undefined;
  /** Gets a new access token, once for all callers at the same time. False: the session has ended and was cleared. Rejects when no answer came. */
  renew(usedToken: string): Promise<boolean>;
  /** Has the person show a fresh code of their second factor, after which the same request goes out again. False: they would rather not. */
  stepUp?(code: string): Promise<boolean>;
  /** The server would only ask for the second factor, which has a page of its own. */
  isClosed?(): boolean;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 60_000;
/** The server has done nothing yet: it wants a code of the second factor first. */
const ASKS_FOR_CODE = ['STEP_UP_REQUIRED', 'SECOND_FACTOR_REQUIRED'];

/** Fills `:name` in the path and appends the query; undefined values are left out. */
export function addressOf(route: RouteSpec, args: AnyArgs): string {
  const params = (args.params ?? {}) as Record<string, unknown>;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = Object.entries((args.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return query ? `${path}?${query}` : path;
}

/** Throws INVALID_INPUT with one sentence a field when the body does not fit the contract; returns it as it goes out (trimmed and so on). */
export function checkedBody(route: RouteSpec, body: unknown): unknown {
  // What comes out of the queue was checked when it went in, and plain data carries no schema.
  if (!route.body) return body;
  const result = route.body.safeParse(body);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues)
    fields[issue.path.join('.')] ??= /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '请检查这一项';
  throw localError('INVALID_INPUT', { fields });
}

const answerOf = (reply: HttpReply): unknown => {
  if (reply.status >= 200 && reply.status < 300) {
    if (reply.body === undefined || reply.body === null || typeof reply.body !== 'object') throw localError('BAD_ANSWER');
    return reply.body;
  }
  const body = (reply.body ?? {}) as { code?: unknown; message?: unknown } & ApiError['detail'];
  if (typeof body.code !== 'string' || typeof body.message !== 'string') {
    if (reply.status >= 500)
      throw new ApiError('SERVER_DOWN', '服务暂时不可用，请过几分钟再试。', reply.status, { retryAfterSeconds: reply.retryAfterSeconds });
    throw localError('BAD_ANSWER');
  }
  const { ruleId, fields, refusals, requestId } = body;
  throw new ApiError(body.code, body.message, reply.status, {
    ruleId,
    fields,
    refusals,
    requestId,
    retryAfterSeconds: reply.retryAfterSeconds,
  });
};

/** Random enough to tell one form of one person from another; the server scopes it to the person. */
export const newKey = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}${Math.random().toString(36).slice(2, 12)}`;

interface ClientDeps {
  transport: Transport;
  baseUrl: string;
  tokens: TokenSource;
  /** Hears of every write that was sent, also when no answer came: it may have been done. */
  written?: () => void;
}

/**
 * The request layer: `call(route, { params, query, body })` answers with the route's response or throws an ApiError.
 * An access token that has run out is renewed once for all waiting calls, and the call is made again once.
 */
export function createClient({ transport, baseUrl, tokens, written }: ClientDeps) {
  const withToken = async <T extends HttpReply>(route: RouteSpec, send: (headers: Record<string, string>) => Promise<T>): Promise<T> => {
    await tokens.ready;
    if (route.access !== 'PUBLIC' && !route.withoutSecondFactor && tokens.isClosed?.())
      throw new ApiError('SECOND_FACTOR_REQUIRED', '请先输入验证器的动态码', 403);
    const token = tokens.accessToken();
    const headers = (value?: string): Record<string, string> => (value ? { Authorization: `Bearer ${value}` } : {});
    const codeOf = (reply: HttpReply) => (reply.body as { code?: string } | undefined)?.code ?? '';
    let reply = await send(headers(token));
    const renewable = reply.status === 401 && token && (route.access !== 'PUBLIC' || codeOf(reply) === 'TOKEN_EXPIRED');
    if (renewable && (await tokens.renew(token))) reply = await send(headers(tokens.accessToken()));
    if (reply.status === 403 && ASKS_FOR_CODE.includes(codeOf(reply)) && (await tokens.stepUp?.(codeOf(reply))))
      reply = await send(headers(tokens.accessToken()));
    return reply;
  };

  return {
    async call<R extends RouteSpec>(route: R, args: ArgsOf<R> & AnyArgs, options: CallOptions = {}): Promise<ResponseOf<R>> {
      const body = checkedBody(route, args.body);
      const key: Record<string, string> = route.idempotent ? { 'Idempotency-Key': options.idempotencyKey ?? newKey() } : {};
      const reply = await withToken(route, (headers) =>
        transport.send({
          method: route.method,
          url: baseUrl + addressOf(route, args),
          headers: { ...headers, ...key },
          body,
          timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        }),
      ).finally(() => route.method !== 'GET' && written?.());
      return answerOf(reply) as ResponseOf<R>;
    },

    /** Sends one photo (`filePath` from PhotoPicker) to an `upload: true` route. */
    async upload<R extends RouteSpec & { upload: true }>(
      route: R,
      filePath: string,
      args: AnyArgs = {},
      options: CallOptions = {},
    ): Promise<ResponseOf<R>> {
      const key: Record<string, string> = route.idempotent ? { 'Idempotency-Key': options.idempotencyKey ?? newKey() } : {};
      const reply = await withToken(route, (headers) =>
        transport.upload({
          url: baseUrl + addressOf(route, args),
          headers: { ...headers, ...key },
          filePath,
          timeoutMs: options.timeoutMs ?? UPLOAD_TIMEOUT_MS,
        }),
      ).finally(() => written?.());
      return answerOf(reply) as ResponseOf<R>;
    },

    /** Fetches a `binary` route; resolves to a local path (weapp) or object URL (H5). */
    async download<R extends RouteSpec & { binary: readonly string[] }>(
      route: R,
      args: AnyArgs,
      options: CallOptions = {},
    ): Promise<string> {
      const reply = await withToken(route, (headers) =>
        transport.download({ url: baseUrl + addressOf(route, args), headers, timeoutMs: options.timeoutMs ?? UPLOAD_TIMEOUT_MS }),
      );
      if (reply.status !== 200) answerOf(reply);
      return reply.localPath;
    },
  };
}
