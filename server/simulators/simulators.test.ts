import { createHmac, createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from './desk';
import { type Simulators, startSimulators } from './start';

let simulators: Simulators;
let desk: Desk;

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
afterAll(() => simulators.close());

const post = (path: string, content: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${simulators.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });

describe('the desk', () => {
  it('is healthy, and shows pages that a person can read', async () => {
    expect(await desk.read('/healthz')).toEqual({ ok: true });
    for (const [path, title] of [
      ['/', '外部系统模拟'],
      ['/sms/phone', '演示手机'],
    ]) {
      const answer = await fetch(`${simulators.url}${path}`);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain(`<h1>${title}</h1>`);
    }
  });

  it('counts the calls a fault strikes, and lets the pages work meanwhile', async () => {
    await desk.fault('sms', 'garbage', { times: 2, as: 'json' });
    expect(await desk.read('/_faults')).toMatchObject({ sms: { mode: 'garbage', times: 2 }, seal: { mode: 'ok' } });
    expect(await desk.read('/sms/outbox')).toEqual({ messages: [] });
    const answers = [];
    for (let call = 0; call < 3; call++) answers.push(await (await post('/sms', {})).json());
    expect(answers).toEqual([
      { garbage: true },
      { garbage: true },
      { Response: expect.objectContaining({ Error: { Code: 'AuthFailure.InvalidAuthorization', Message: expect.any(String) } }) },
    ]);
    expect(await desk.read('/_faults')).toMatchObject({ sms: { mode: 'ok' } });
  });

  it.each([
    ['/_faults', { system: 'sms', mode: 'sleepy' }],
    ['/_faults', { system: 'post-office', mode: 'ok' }],
    ['/_faults', { system: 'sms', mode: 'slow', ms: -1 }],
    ['/_seed', { system: 'post-office' }],
    ['/_seed', { system: 'insurance', records: [{}] }],
    ['/_seed', []],
    ['/face/simulate', { verifyId: 'x', outcome: 'maybe' }],
  ])('refuses what it cannot read: %s %j', async (path, content) => {
    const answer = await post(path, content);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ message: expect.any(String) });
  });

  it('answers 404 where nothing is', async () => {
    expect((await fetch(`${simulators.url}/nothing`)).status).toBe(404);
    expect((await post('/face/simulate', { verifyId: 'x', outcome: 'pass' })).status).toBe(404);
  });
});

describe('the province gateways check every call', () => {
  const call = (changes: { timestamp?: number; nonce?: string; path?: string; body?: string } = {}): Promise<Response> => {
    const path = '/insurance/v1/payments/check';
    const body = JSON.stringify({ identityCard: '990101197605041012', creditCode: '91630000MA75000000', month: '2026-10' });
    const timestamp = String(changes.timestamp ?? Math.floor(Date.now() / 1000));
    const nonce = changes.nonce ?? randomBytes(16).toString('hex');
    const requestId = randomUUID();
    const lines = [
      'POST',
      changes.path ?? path,
      'demo-insurance',
      timestamp,
      nonce,
      requestId,
      createHash('sha256').update(body).digest('hex'),
    ];
    const signature = createHmac('sha256', 'demo-secret').update(lines.join('\n')).digest('hex');
    const headers = {
      'x-app-id': 'demo-insurance',
      'x-timestamp': timestamp,
      'x-nonce': nonce,
      'x-request-id': requestId,
      'x-signature': signature,
    };
    return fetch(`${simulators.url}${path}`, { method: 'POST', headers, body: changes.body ?? body });
  };
  const codeOf = async (answer: Promise<Response>): Promise<unknown> => ((await (await answer).json()) as { code: unknown }).code;

  it('takes a right one', async () => expect(await codeOf(call())).toBe(0));
  it('refuses a changed body', async () => expect(await codeOf(call({ body: '{}' }))).toBe(40101));
  it('refuses a signature made for another address', async () =>
    expect(await codeOf(call({ path: '/insurance/v1/payments/other' }))).toBe(40101));
  it('refuses an old one', async () => expect(await codeOf(call({ timestamp: Math.floor(Date.now() / 1000) - 400 }))).toBe(40102));
  it('refuses a replayed one', async () => {
    const nonce = randomBytes(16).toString('hex');
    expect(await codeOf(call({ nonce }))).toBe(0);
    expect(await codeOf(call({ nonce }))).toBe(40103);
  });
});

it('says so when the port is taken', async () => {
  const port = Number(new URL(simulators.url).port);
  await expect(startSimulators({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
