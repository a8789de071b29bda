import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { GatewayDown } from './gateway-down';
import { ask, joinUrl, type ProviderCall, readJson } from './http';

export interface SignedJsonOptions {
  baseUrl: string;
  appId: string;
  appSecret: string;
  timeoutMs: number;
}

/**
 * JSON with the keys of every object in code-point order and no white space: equal content gives equal bytes, so a signature covers the
 * content.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}

const codeSchema = z.object({ code: z.int(), message: z.optional(z.string()), requestId: z.string() });
/** A platform code that says "not now". */
const BUSY_CODES = (code: number): boolean => code === 42900 || (code >= 50000 && code < 60000);
/** Key, signature, clock, rights. */
const CONFIGURATION_CODES = (code: number): boolean => code >= 40100 && code < 40200;

/**
 * The province gateways' protocol (national platform, social insurance, e-seal): JSON over POST, signed both ways.
 * Request headers X-App-Id, X-Timestamp (Unix seconds), X-Nonce (32 hex), X-Request-Id and
 * X-Signature = hex HMAC-SHA256(appSecret, [POST, path, appId, timestamp, nonce, requestId, hex SHA-256 of the body] joined by \n).
 * The answer repeats the request id in its body and carries X-Timestamp and X-Signature = hex HMAC-SHA256(appSecret, [requestId,
 * timestamp, hex SHA-256 of the body]).
 * So neither the question nor the answer can be changed, replayed or mixed up with another. Asking twice with one request id has one
 * effect.
 */
export class SignedJsonClient {
  constructor(
    private readonly system: ProviderCall['system'],
    private readonly options: SignedJsonOptions,
  ) {}

  /**
   * Code 0 read with `schema`, or the platform's own refusal (code, message) for the adapter to judge; everything else is `GatewayDown`.
   */
  async post<T extends z.ZodMiniType>(
    operation: string,
    path: string,
    requestId: string,
    content: object,
    schema: T,
  ): Promise<{ ok: true; data: z.output<T> } | { ok: false; code: string; message: string }> {
    const { baseUrl, appId, appSecret, timeoutMs } = this.options;
    const call: ProviderCall = { system: this.system, operation, timeoutMs, attempts: 3 };
    const url = joinUrl(baseUrl, path);
    const body = canonicalJson(content);
    const answer = await ask(call, () => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const nonce = randomBytes(16).toString('hex');
      const signed = ['POST', new URL(url).pathname, appId, timestamp, nonce, requestId, sha256(body)];
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'x-app-id': appId,
        'x-timestamp': timestamp,
        'x-nonce': nonce,
        'x-request-id': requestId,
        'x-signature': sign(appSecret, signed).toString('hex'),
      };
      return { method: 'POST', url, headers, body };
    });
    const outcome = readJson(call, answer.body, codeSchema);
    // A gateway that does not know our key cannot sign for us: these answers are read before the signature, and never as a yes or a no.
    if (CONFIGURATION_CODES(outcome.code)) throw new GatewayDown(this.system, 'CONFIGURATION', operation, String(outcome.code));
    this.checkAnswer(call, answer.headers, answer.body, requestId, outcome.requestId);
    if (BUSY_CODES(outcome.code)) throw new GatewayDown(this.system, 'BUSY', operation, String(outcome.code));
    if (outcome.code !== 0) return { ok: false, code: String(outcome.code), message: outcome.message ?? '' };
    return { ok: true, data: readJson(call, answer.body, schema) };
  }

  private checkAnswer(call: ProviderCall, headers: Headers, body: Buffer, requestId: string, answered: string): void {
    const given = Buffer.from(headers.get('x-signature') ?? '', 'hex');
    const right = sign(this.options.appSecret, [requestId, headers.get('x-timestamp') ?? '', sha256(body)]);
    if (answered !== requestId || given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new GatewayDown(call.system, 'UNTRUSTED', call.operation, 'SIGNATURE');
    }
  }
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const sign = (secret: string, parts: string[]): Buffer => createHmac('sha256', secret).update(parts.join('\n')).digest();
