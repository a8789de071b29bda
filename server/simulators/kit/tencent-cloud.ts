import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Credential } from './credentials';
import { type Exchange, json, readObject, type Reply } from './http';

/** An inner `Response` without its RequestId, or an error code. */
export type ActionResult = Record<string, unknown> | { error: string };
export type Action = (content: Record<string, unknown>) => ActionResult;

const CLOCK_SECONDS = 300;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d{2}-\d{2})\/([a-z]+)\/tc3_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

/**
 * Tencent Cloud API 3.0 seen from the cloud: checks TC3-HMAC-SHA256 over the headers the caller says it signed, then runs the action.
 * Always HTTP 200, as there.
 */
export function tencentCloud(
  exchange: Exchange,
  credential: Credential,
  service: string,
  version: string,
  actions: Record<string, Action>,
): Reply {
  const RequestId = randomUUID();
  const fail = (code: string): Reply => json({ Response: { Error: { Code: code, Message: code }, RequestId } });
  const refused = check(exchange, credential, service);
  if (refused !== undefined) return fail(refused);
  const action = actions[String(exchange.headers['x-tc-action'])];
  if (action === undefined) return fail('InvalidAction');
  if (exchange.headers['x-tc-version'] !== version) return fail('NoSuchVersion');
  let content: Record<string, unknown>;
  try {
    content = readObject(exchange);
  } catch {
    return fail('InvalidParameter');
  }
  const result = action(content);
  return typeof result.error === 'string' ? fail(result.error) : json({ Response: { ...result, RequestId } });
}

function check(exchange: Exchange, credential: Credential, service: string): string | undefined {
  const match = AUTHORIZATION.exec(exchange.headers.authorization ?? '');
  if (match === null) return 'AuthFailure.InvalidAuthorization';
  const [, secretId, date = '', signedService = '', signedHeaders = '', given = ''] = match;
  const timestamp = String(exchange.headers['x-tc-timestamp'] ?? '');
  const names = signedHeaders.split(';');
  if (!names.includes('content-type') || !names.includes('host')) return 'AuthFailure.InvalidAuthorization';
  if (secretId !== credential.appId) return 'AuthFailure.SecretIdNotFound';
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= CLOCK_SECONDS)) return 'AuthFailure.SignatureExpire';
  const headers = names.map((name) => `${name}:${String(exchange.headers[name] ?? '').trim()}\n`).join('');
  const hash = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');
  const canonical = `POST\n${exchange.path}\n\n${headers}\n${signedHeaders}\n${hash(exchange.body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${signedService}/tc3_request\n${hash(canonical)}`;
  let key: Buffer | string = `TC3${credential.appSecret}`;
  for (const part of [date, signedService, 'tc3_request']) key = createHmac('sha256', key).update(part).digest();
  const right = createHmac('sha256', key).update(toSign).digest();
  const sameDay = new Date(Number(timestamp) * 1000).toISOString().startsWith(date);
  return signedService === service && sameDay && timingSafeEqual(right, Buffer.from(given, 'hex'))
    ? undefined
    : 'AuthFailure.SignatureFailure';
}
