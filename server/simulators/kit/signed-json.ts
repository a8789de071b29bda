import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credential } from './credentials';
import { type Exchange, type Reply, readObject } from './http';

const CLOCK_SECONDS = 300;

/** What an operation of a province gateway answers: code 0 and its fields, or a refusal. */
export type Outcome = { code: 0; [field: string]: unknown } | { code: number; message: string };

export const refusal = (code: number, message: string): Outcome => ({ code, message });

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The province gateways' protocol, seen from the gateway: JSON by POST, signed both ways.
 * X-Signature of a request is the hex HMAC-SHA256, keyed with the app secret, of the lines POST, path, X-App-Id, X-Timestamp, X-Nonce,
 * X-Request-Id, hex SHA-256 of the body.
 * X-Signature of an answer is the same over the lines request id, X-Timestamp of the answer, hex SHA-256 of the answer's body.
 * 40101 unknown app or signature · 40102 clock more than 300 s away · 40103 nonce used before · 40000 not a JSON object.
 */
export class SignedJson {
  private readonly nonces = new Map<string, number>();

  constructor(private readonly credential: Credential) {}

  async answer(
    exchange: Exchange,
    operation: (content: Record<string, unknown>, requestId: string) => Outcome | Promise<Outcome>,
  ): Promise<Reply> {
    const requestId = header(exchange, 'x-request-id');
    const refused = this.check(exchange, requestId);
    if (refused !== undefined) return this.reply(requestId, refused);
    let content: Record<string, unknown>;
    try {
      content = readObject(exchange);
    } catch {
      return this.reply(requestId, refusal(40000, '请求格式不正确'));
    }
    return this.reply(requestId, await operation(content, requestId));
  }

  private check(exchange: Exchange, requestId: string): Outcome | undefined {
    const appId = header(exchange, 'x-app-id');
    const timestamp = header(exchange, 'x-timestamp');
    const nonce = header(exchange, 'x-nonce');
    const lines = ['POST', exchange.path, appId, timestamp, nonce, requestId, sha256(exchange.body)];
    const right = createHmac('sha256', this.credential.appSecret).update(lines.join('\n')).digest();
    const given = Buffer.from(header(exchange, 'x-signature'), 'hex');
    if (appId !== this.credential.appId || given.length !== right.length || !timingSafeEqual(given, right))
      return refusal(40101, '签名不正确');
    const now = Date.now() / 1000;
    if (!(Math.abs(now - Number(timestamp)) <= CLOCK_SECONDS)) return refusal(40102, '时间戳超出范围');
    for (const [used, at] of this.nonces) if (now - at > CLOCK_SECONDS * 2) this.nonces.delete(used);
    if (!/^[0-9a-f]{32}$/.test(nonce) || this.nonces.has(nonce)) return refusal(40103, '随机数重复');
    this.nonces.set(nonce, now);
    return undefined;
  }

  private reply(requestId: string, outcome: Outcome): Reply {
    const body = JSON.stringify({ ...outcome, requestId });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.credential.appSecret)
      .update([requestId, timestamp, sha256(body)].join('\n'))
      .digest('hex');
    return {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-timestamp': timestamp, 'x-signature': signature },
      body,
    };
  }
}

const header = (exchange: Exchange, name: string): string => {
  const value = exchange.headers[name];
  return typeof value === 'string' ? value : '';
};

/** "wrong" for these systems: somebody who does not know the secret has changed the answer on its way. */
export const tampered = (reply: Reply): Reply => ({ ...reply, headers: { ...reply.headers, 'x-signature': '0'.repeat(64) } });

/** Remembers answers by request id: asked again with the same content the same answer, with another 40901. */
export async function once(
  answers: Record<string, { fingerprint: string; outcome: Outcome }>,
  requestId: string,
  content: Record<string, unknown>,
  work: () => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const fingerprint = sha256(JSON.stringify(content));
  const before = answers[requestId];
  if (before !== undefined) return before.fingerprint === fingerprint ? before.outcome : refusal(40901, '同一请求编号的内容不一致');
  const outcome = await work();
  if (outcome.code === 0) answers[requestId] = { fingerprint, outcome };
  return outcome;
}
