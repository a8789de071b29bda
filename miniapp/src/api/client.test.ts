import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountRoutes } from '@jzt/shared/contract/account';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { studyRoutes } from '@jzt/shared/contract/study';
import { localError } from './api-error';
import { addressOf, createClient, type TokenSource } from './client';
import { keptKey } from './kept-keys';
import type { Transport } from './transport';

/** The transport of a computer: the same contract as Taro's, over fetch. */
const overFetch: Transport = {
  async send({ method, url, headers, body, timeoutMs }) {
    try {
      const reply = await fetch(url, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await reply.text();
      return {
        status: reply.status,
        body: text.startsWith('{') ? (JSON.parse(text) as unknown) : undefined,
        retryAfterSeconds: Number(reply.headers.get('retry-after') ?? NaN) || undefined,
      };
    } catch (error) {
      throw localError((error as Error).name === 'TimeoutError' ? 'TIMEOUT' : 'OFFLINE');
    }
  },
  upload: () => Promise.reject(localError('OFFLINE')),
  download: () => Promise.reject(localError('OFFLINE')),
};

interface Seen {
  method: string;
  url: string;
  token?: string;
  key?: string;
  body: string;
}
const ID = '0123456789abcdef01234567';

describe('the request layer against a real HTTP server', () => {
  let server: Server;
  let seen: Seen[];
  let answer: (request: Seen, response: ServerResponse) => void;
  let baseUrl: string;
  let token: string | undefined;
  let renewals: number;
  const json = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const tokens: TokenSource = {
    accessToken: () => token,
    renew: () => {
      renewals += 1;
      token = 'fresh';
      return Promise.resolve(true);
    },
  };
  const client = () => createClient({ transport: overFetch, baseUrl, tokens });

  beforeEach(async () => {
    seen = [];
    token = 'old';
    renewals = 0;
    answer = (_request, response) => json(response, 200, {});
    server = createServer((request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one = {
          method: request.method ?? '',
          url: request.url ?? '',
          token: request.headers.authorization,
          key: request.headers['idempotency-key'] as string | undefined,
          body: Buffer.concat(chunks).toString(),
        };
        seen.push(one);
        answer(one, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );

  it('fills the path and leaves undefined out of the query', () => {
    expect(addressOf(applicationRoutes.view, { params: { id: ID } })).toBe(`/api/applications/${ID}`);
    expect(addressOf(inboxRoutes.list, { query: { limit: 20, cursor: undefined } })).toBe('/api/inbox?limit=20');
    expect(addressOf(inboxRoutes.list, { query: { cursor: '2026/11 甲' } })).toBe('/api/inbox?cursor=2026%2F11%20%E7%94%B2');
  });

  it('renews an expired token and makes the call again, once', async () => {
    answer = (request, response) =>
      request.token === 'Bearer fresh'
        ? json(response, 200, { personId: ID })
        : json(response, 401, { code: 'TOKEN_EXPIRED', message: '登录已过期' });
    expect(await client().call(accountRoutes.me, {})).toEqual({ personId: ID });
    expect(seen.map((each) => each.token)).toEqual(['Bearer old', 'Bearer fresh']);

    answer = (_request, response) => json(response, 401, { code: 'SIGN_IN_REQUIRED', message: '请先登录' });
    await expect(client().call(accountRoutes.me, {})).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED', status: 401, isDenied: true });
    expect(renewals).toBe(2);
    expect(seen).toHaveLength(4);
  });

  it('asks for a fresh code when the server wants one, and sends the same request again with the same key', async () => {
    const asked: string[] = [];
    const stepUp = (code: string) => {
      asked.push(code);
      token = 'fresh';
      return Promise.resolve(true);
    };
    answer = (request, response) =>
      request.token === 'Bearer fresh'
        ? json(response, 200, { personId: ID })
        : json(response, 403, { code: 'STEP_UP_REQUIRED', message: '请再输入一次动态码' });
    const one = createClient({ transport: overFetch, baseUrl, tokens: { ...tokens, stepUp } });
    const body = { reason: '一个字也没有丢' };
    const { id, method, path, access } = applicationRoutes.withdraw;
    await one.call({ id, method, path, access, summary: '', idempotent: true } satisfies RouteSpec, { params: { id: ID }, body });
    expect(asked).toEqual(['STEP_UP_REQUIRED']);
    expect(seen.map((each) => each.token)).toEqual(['Bearer old', 'Bearer fresh']);
    expect(new Set(seen.map((each) => `${each.key} ${each.body}`)).size).toBe(1);
    expect(seen[0]!.key).toBeTruthy();
    expect(renewals).toBe(0);
  });

  it('asks nothing of a server that would only ask for the second factor, but what leads to it', async () => {
    const one = createClient({ transport: overFetch, baseUrl, tokens: { ...tokens, isClosed: () => true } });
    await expect(one.call(accountRoutes.me, {})).rejects.toMatchObject({ code: 'SECOND_FACTOR_REQUIRED', isDenied: true });
    expect(seen).toHaveLength(0);
    await one.call(sessionRoutes.signOut, {});
    expect(seen).toHaveLength(1);
  });

  it('leaves it at the refusal when the person would rather not show a code', async () => {
    answer = (_request, response) => json(response, 403, { code: 'STEP_UP_REQUIRED', message: '请再输入一次动态码' });
    const one = createClient({ transport: overFetch, baseUrl, tokens: { ...tokens, stepUp: () => Promise.resolve(false) } });
    await expect(one.call(accountRoutes.me, {})).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED', status: 403 });
    expect(seen).toHaveLength(1);
  });

  it('sends the body of what comes out of the queue, where the route is plain data without a schema', async () => {
    const { id, method, path, access } = studyRoutes.beat;
    const body = { sessionId: 's', epoch: 1, seq: 1, segments: [[0, 8]], position: 8 };
    await client().call({ id, method, path, access, summary: '' } satisfies RouteSpec, {
      params: { sourceKind: 'APPLICATION', sourceId: ID },
      body,
    });
    expect(JSON.parse(seen[0]!.body)).toEqual(body);
  });

  it('does not renew for a wrong code of a public route', async () => {
    answer = (_request, response) => json(response, 401, { code: 'SESSION_ENDED', message: '登录已结束' });
    await expect(client().call(sessionRoutes.refresh, { body: { refreshToken: 'x' } })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(renewals).toBe(0);
  });

  it('sends the idempotency key it was given, also after a renewal, and one of its own otherwise', async () => {
    answer = (request, response) =>
      request.token === 'Bearer fresh' ? json(response, 200, {}) : json(response, 401, { code: 'TOKEN_EXPIRED', message: '登录已过期' });
    await client().call(applicationRoutes.withdraw, { params: { id: ID }, body: { version: 1 } }, { idempotencyKey: 'form-1' });
    expect(seen.map((each) => each.key)).toEqual(['form-1', 'form-1']);
    await client().call(applicationRoutes.withdraw, { params: { id: ID }, body: { version: 1 } });
    expect(seen[2]!.key).toMatch(/^.{20,}$/);
    await client().call(accountRoutes.me, {});
    expect(seen[3]!.key).toBeUndefined();
  });

  it('refuses a form that does not fit the contract before sending it, field by field, in Chinese', async () => {
    await expect(
      client().call(sessionRoutes.signInBySms, { body: { phone: '1390000', code: '12', ticket: 't', agreed: true } }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { phone: '请填写11位手机号码', code: '请填写6位验证码' },
    });
    expect(seen).toEqual([]);
  });

  it('gives a refusal with its rule and its fields', async () => {
    answer = (_request, response) =>
      json(response, 422, { code: 'IDENTITY_REQUIRED', message: '您尚未完成实名认证，不受理报名', ruleId: 'CQ-01', requestId: 'r1' });
    await expect(client().call(accountRoutes.me, {})).rejects.toMatchObject({
      code: 'IDENTITY_REQUIRED',
      messageZh: '您尚未完成实名认证，不受理报名',
      ruleId: 'CQ-01',
      isUnanswered: false,
    });
  });

  it('tells a login page of somebody’s Wi-Fi from an answer of ours', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请登录</html>');
    await expect(client().call(accountRoutes.me, {})).rejects.toMatchObject({ code: 'BAD_ANSWER', isUnanswered: true });
  });

  it('says how long to wait when the service is down', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '30' }).end();
    await expect(client().call(accountRoutes.me, {})).rejects.toMatchObject({
      code: 'SERVER_DOWN',
      isUnanswered: true,
      detail: { retryAfterSeconds: 30 },
    });
  });

  it('tells of every write, answered, refused or lost, and of no read', async () => {
    let writes = 0;
    const telling = (url: string) => createClient({ transport: overFetch, baseUrl: url, tokens, written: () => (writes += 1) });
    answer = (_, response) => json(response, 200, {});
    await telling(baseUrl).call(accountRoutes.me, {});
    expect(writes).toBe(0);
    await telling(baseUrl).call(inboxRoutes.readAll, {});
    answer = (_, response) => json(response, 409, { code: 'NO', message: '不行' });
    await telling(baseUrl)
      .call(inboxRoutes.readAll, {})
      .catch(() => undefined);
    await telling('http://127.0.0.1:9')
      .call(inboxRoutes.readAll, {})
      .catch(() => undefined);
    await telling(baseUrl)
      .upload({ ...inboxRoutes.readAll, upload: true }, 'photo.jpg')
      .catch(() => undefined);
    expect(writes).toBe(4);
  });

  it('gives up on an answer that does not come, and on a server that is not there', async () => {
    answer = () => undefined;
    await expect(client().call(accountRoutes.me, {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'TIMEOUT', isUnanswered: true });
    await expect(
      createClient({ transport: overFetch, baseUrl: 'http://127.0.0.1:9', tokens }).call(accountRoutes.me, {}),
    ).rejects.toMatchObject({ code: 'OFFLINE', isUnanswered: true });
  });

  it('keeps one key for one content until there was an answer', () => {
    const values = new Map<string, unknown>();
    const kept = {
      get: <T>(key: string) => values.get(key) as T | undefined,
      set: (key: string, value: unknown) => Boolean(values.set(key, value)),
      remove: (key: string) => void values.delete(key),
    };
    const form = { params: { id: ID }, body: { version: 1, reason: '不考了' } };
    const first = keptKey(kept, applicationRoutes.withdraw, form);
    expect(keptKey(kept, applicationRoutes.withdraw, form).key).toBe(first.key);
    expect(keptKey(kept, applicationRoutes.withdraw, { ...form, body: { version: 2 } }).key).not.toBe(first.key);
    const second = keptKey(kept, applicationRoutes.withdraw, form);
    second.answered();
    expect(keptKey(kept, applicationRoutes.withdraw, form).key).not.toBe(second.key);
    expect(JSON.stringify([...values])).not.toContain('不考了');
  });
});
