import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { GatewayDown } from './gateway-down';
import { ask, joinUrl, type ProviderCall, readJson } from './http';

export interface TencentCloudOptions {
  /** e.g. https://sms.tencentcloudapi.com */
  baseUrl: string;
  secretId: string;
  secretKey: string;
  timeoutMs: number;
}

interface SignedRequest {
  secretId: string;
  secretKey: string;
  service: string;
  host: string;
  path: string;
  body: string;
  /** Unix seconds. */
  timestamp: number;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';
const SIGNED_HEADERS = 'content-type;host';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The `Authorization` header of Tencent Cloud API 3.0 (TC3-HMAC-SHA256) for a JSON POST. */
export function tc3Authorization(request: SignedRequest): string {
  const headers = `content-type:${CONTENT_TYPE}\nhost:${request.host}\n`;
  const canonical = ['POST', request.path, '', headers, SIGNED_HEADERS, sha256(request.body)].join('\n');
  const date = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', String(request.timestamp), scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${request.secretKey}`, date), request.service), 'tc3_request');
  const signature = hmac(key, toSign).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${request.secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`;
}

const answerSchema = z.object({ Response: z.looseObject({ Error: z.optional(z.object({ Code: z.string() })) }) });

/**
 * One action of a Tencent Cloud service. Returns the inner `Response` read with `schema`, or the provider's error code for the adapter to
 * judge.
 * Errors that mean "not now" or "not with this key" are thrown as `GatewayDown` already.
 */
export async function tencentCloudAction<T extends z.ZodMiniType>(
  options: TencentCloudOptions,
  action: { call: ProviderCall; service: string; name: string; version: string; region?: string; body: object },
  schema: T,
): Promise<{ ok: true; response: z.output<T> } | { ok: false; code: string }> {
  const url = joinUrl(options.baseUrl, '/');
  const { host, pathname } = new URL(url);
  const body = JSON.stringify(action.body);
  const answer = await ask(action.call, () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const { secretId, secretKey } = options;
    const authorization = tc3Authorization({ secretId, secretKey, service: action.service, host, path: pathname, body, timestamp });
    const headers: Record<string, string> = {
      'content-type': CONTENT_TYPE,
      'x-tc-action': action.name,
      'x-tc-version': action.version,
      'x-tc-timestamp': String(timestamp),
      authorization,
    };
    if (action.region !== undefined) headers['x-tc-region'] = action.region;
    return { method: 'POST', url, headers, body };
  });
  const outer = readJson(action.call, answer.body, answerSchema);
  const code = outer.Response.Error?.Code;
  if (code === undefined) {
    const inner = schema.safeParse(outer.Response);
    if (!inner.success) throw new GatewayDown(action.call.system, 'GARBAGE', action.call.operation, 'WRONG_SHAPE');
    return { ok: true, response: inner.data };
  }
  const { system, operation } = action.call;
  if (/^(InternalError|RequestLimitExceeded|ResourceInsufficient|ServiceUnavailable)/.test(code))
    throw new GatewayDown(system, 'BUSY', operation, code);
  if (
    /^(AuthFailure|UnauthorizedOperation|InvalidAction|NoSuch|UnsupportedRegion|IpNotInWhitelist|IpInBlacklist|ActionOffline)/.test(code)
  ) {
    throw new GatewayDown(system, 'CONFIGURATION', operation, code);
  }
  return { ok: false, code };
}
