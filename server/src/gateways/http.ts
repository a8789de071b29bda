import { setTimeout as delay } from 'node:timers/promises';
import { types } from 'node:util';
import type * as z from 'zod/mini';
import { breaker, type Breaker } from './breaker';
import { type DownReason, GatewayDown, type OutsideSystem } from './gateway-down';

/** Which question to which system, and how long and how often to ask it. */
export interface ProviderCall {
  system: OutsideSystem;
  operation: string;
  /** Milliseconds for the whole call, retries included. */
  timeoutMs: number;
  /** Tries in all; above 1 only for what the provider applies once however often it is asked. Default 1. */
  attempts?: number;
}

export interface ProviderRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface ProviderAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** No answer of these providers is near this; a longer one is garbage, and is not read into memory. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const RETRIED: ReadonlySet<DownReason> = new Set(['UNREACHABLE', 'BUSY']);
const RETRY_PAUSE_MS = 150;

/**
 * Asks a provider over HTTP. Throws `GatewayDown`: no connection, time over, HTTP 429 or 5xx, redirects, too long an answer, or one that is
 * left alone because it answers nobody. 2xx and 4xx come back for the adapter to read.
 * `prepare` is called for every try, because a signed request carries its own time and nonce.
 */
export async function ask(call: ProviderCall, prepare: () => ProviderRequest, by: Breaker = breaker): Promise<ProviderAnswer> {
  const first = prepare();
  return by.through(call, new URL(first.url).origin, () => askOften(call, first, prepare));
}

async function askOften(call: ProviderCall, first: ProviderRequest, prepare: () => ProviderRequest): Promise<ProviderAnswer> {
  const deadline = AbortSignal.timeout(call.timeoutMs);
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(call, attempt === 1 ? first : prepare(), deadline);
    } catch (error) {
      const again = error instanceof GatewayDown && RETRIED.has(error.reason) && attempt < (call.attempts ?? 1);
      if (!again) throw error;
      await delay(RETRY_PAUSE_MS * attempt, undefined, { signal: deadline }).catch(() => {
        throw error;
      });
    }
  }
}

async function askOnce(call: ProviderCall, request: ProviderRequest, deadline: AbortSignal): Promise<ProviderAnswer> {
  let response: Response;
  let body: Buffer;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: deadline,
    });
    body = await readBounded(call, response);
  } catch (error) {
    if (error instanceof GatewayDown) throw error;
    if (deadline.aborted) throw new GatewayDown(call.system, 'TIMEOUT', call.operation);
    // Only the socket's code is kept: fetch puts the address, and with it a query, into some messages.
    throw new GatewayDown(call.system, 'UNREACHABLE', call.operation, socketCode(error));
  }
  const { status } = response;
  if (status === 429 || status >= 500) throw new GatewayDown(call.system, 'BUSY', call.operation, `HTTP ${status}`);
  if (status < 200 || (status >= 300 && status < 400)) throw new GatewayDown(call.system, 'GARBAGE', call.operation, `HTTP ${status}`);
  return { status, headers: response.headers, body };
}

async function readBounded(call: ProviderCall, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return Buffer.alloc(0);
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new GatewayDown(call.system, 'GARBAGE', call.operation, 'TOO_LONG');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function socketCode(error: unknown): string | undefined {
  // By its nature, not its class: fetch may belong to another realm, with an Error of its own.
  const cause = types.isNativeError(error) ? error.cause : undefined;
  const code = types.isNativeError(cause) ? (cause as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Reads a JSON answer of the promised shape, or throws `GatewayDown` GARBAGE. */
export function readJson<T extends z.ZodMiniType>(call: Pick<ProviderCall, 'system' | 'operation'>, body: Buffer, schema: T): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new GatewayDown(call.system, 'GARBAGE', call.operation, 'NOT_JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new GatewayDown(call.system, 'GARBAGE', call.operation, 'WRONG_SHAPE');
  return parsed.data;
}

/** Base URL and path joined, whatever slashes they end and begin with. */
export function joinUrl(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}
