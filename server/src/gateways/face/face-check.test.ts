import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { WechatApi } from '../wechat/wechat-api';
import { HostedFaceCheck } from './hosted-face-check';
import type { FaceBegin, FaceCheck, FaceState } from './port';
import { certHash, WechatFaceCheck } from './wechat-face-check';

const account = { appId: 'demo-wechat', appSecret: 'demo-secret', timeoutMs: 5000 };
const cloud = { secretId: 'demo-face', secretKey: 'demo-secret', ruleId: '1', timeoutMs: 5000 };
const name = '马学文';
const idNumber = makeIdNumber('1975-03-08', 123);
const openid = `o${'a'.repeat(27)}`;
const returnUrl = 'https://jzt.example/h5?step=face#/packages/identity/face/index?attempt=7';

let simulators: Simulators;
let desk: Desk;
const onWechat = (changes: object = {}): FaceCheck =>
  new WechatFaceCheck(new WechatApi({ ...account, baseUrl: `${simulators.url}/wechat`, ...changes }));
const onPage = (changes: object = {}): FaceCheck => new HostedFaceCheck({ ...cloud, baseUrl: `${simulators.url}/face`, ...changes });
const ask = (): FaceBegin => ({ outSeqNo: randomUUID().replaceAll('-', ''), name, idNumber, openid, returnUrl });
const down = (reason: string, providerCode?: string) => ({
  system: 'face',
  reason,
  retryable: true,
  ...(providerCode ? { providerCode } : {}),
});

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(() => desk.fault('all', 'ok'));
afterAll(() => simulators.close());

it('O-15 the digest of the person is the one WeChat documents', () => {
  expect(certHash('张三', '310101199801011234')).toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b');
});

describe.each([
  [
    'WeChat',
    onWechat,
    [
      ['cancel', 'CANCELLED', '90004'],
      ['timeout', 'UNFINISHED', '90017'],
      ['permission', 'PERMISSION', '90008'],
      ['unsupported', 'UNSUPPORTED', '90001'],
      ['fail', 'FAILED', '10004'],
      ['too_often', 'TOO_OFTEN', '10042'],
      ['not_in_database', 'NOT_IN_DATABASE', '10026'],
    ],
  ],
  [
    'the hosted page',
    onPage,
    [
      ['cancel', 'UNFINISHED', '17'],
      ['timeout', 'UNFINISHED', '1001'],
      ['fail', 'FAILED', '2016'],
      ['too_often', 'TOO_OFTEN', '2018'],
      ['not_in_database', 'NOT_IN_DATABASE', '2007'],
    ],
  ],
] as const)('CQ-29 face check on %s', (_name, make, outcomes) => {
  it('passes only after the person passed there', async () => {
    const face = make();
    const request = ask();
    const session = await face.begin(request);
    expect(session.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3000_000);
    const question = { ...request, verifyId: session.verifyId };
    expect(await face.query(question)).toMatchObject({ state: 'UNFINISHED' });
    await desk.face(session.verifyId, 'pass');
    expect(await face.query(question)).toMatchObject({ state: 'PASSED' });
  });

  it.each<readonly [string, FaceState, string]>([...outcomes])('%s → %s', async (outcome, state, providerCode) => {
    const face = make();
    const request = ask();
    const { verifyId } = await face.begin(request);
    await desk.face(verifyId, outcome);
    expect(await face.query({ ...request, verifyId })).toEqual({ state, providerCode, messageZh: expect.stringMatching(/[一-龥]{4,}/) });
  });

  it('never answers about somebody else: another name, number or attempt is an error, passed or not', async () => {
    const face = make();
    const request = ask();
    const { verifyId } = await face.begin(request);
    await desk.face(verifyId, 'pass');
    const question = { ...request, verifyId };
    await expect(face.query({ ...question, name: '马学武' })).rejects.toMatchObject({ name: 'GatewayDown', system: 'face' });
    await expect(face.query({ ...question, idNumber: makeIdNumber('1975-03-08', 125) })).rejects.toMatchObject({ name: 'GatewayDown' });
    await expect(face.query({ ...question, outSeqNo: ask().outSeqNo })).rejects.toMatchObject({ name: 'GatewayDown' });
    await expect(face.query({ ...question, verifyId: randomUUID() })).rejects.toMatchObject({ name: 'GatewayDown' });
  });

  it('A-24 refused, cut, slow, garbage and lying providers neither pass nor fail anybody', async () => {
    const request = ask();
    const { verifyId } = await make().begin(request);
    await desk.face(verifyId, 'pass');
    const question = { ...request, verifyId };
    const both = async (face: FaceCheck, expected: object): Promise<void> => {
      await expect(face.begin(ask())).rejects.toMatchObject(expected);
      await expect(face.query(question)).rejects.toMatchObject(expected);
    };
    await both(make({ baseUrl: await deserted() }), down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('face', 'down');
    await both(make(), down('UNREACHABLE'));
    await desk.fault('face', 'garbage');
    await both(make(), down('GARBAGE', 'NOT_JSON'));
    await desk.fault('face', 'garbage', { as: 'json' });
    await both(make(), down('GARBAGE', 'WRONG_SHAPE'));
    await desk.fault('face', 'slow', { ms: 60_000 });
    await both(make({ timeoutMs: 300 }), down('TIMEOUT'));
    await desk.fault('face', 'wrong');
    await expect(make().query(question)).rejects.toMatchObject({ name: 'GatewayDown', system: 'face' });
    await desk.fault('face', 'ok');
    expect(await make().query(question)).toMatchObject({ state: 'PASSED' });
  });

  it('wrong credentials are our own fault', async () => {
    await expect(make({ appSecret: 'other', secretKey: 'other' }).begin(ask())).rejects.toMatchObject(down('CONFIGURATION'));
  });

  it('puts nothing about the person into an address', async () => {
    const fetches = jest.spyOn(globalThis, 'fetch');
    const face = make();
    const request = ask();
    const { verifyId, hostedUrl } = await face.begin(request);
    await face.query({ ...request, verifyId });
    const addresses = [hostedUrl ?? '', ...fetches.mock.calls.map(([url]) => decodeURIComponent(String(url)))].join('\n');
    fetches.mockRestore();
    expect(addresses).toContain('http');
    for (const secret of [name, idNumber, openid, 'demo-secret']) expect(addresses).not.toContain(secret);
  });
});

describe('what the providers need', () => {
  it('WeChat wants an openid and a number of 5 to 32 characters', async () => {
    await expect(onWechat().begin({ ...ask(), openid: undefined })).rejects.toThrow(RangeError);
    await expect(onWechat().begin({ ...ask(), outSeqNo: '1234' })).rejects.toThrow(RangeError);
  });

  it('WeChat refuses a number used before', async () => {
    const request = ask();
    await onWechat().begin(request);
    await expect(onWechat().begin(request)).rejects.toMatchObject(down('CONFIGURATION', '84002'));
  });

  it('the hosted page wants to know where to return', async () => {
    await expect(onPage().begin({ ...ask(), returnUrl: undefined })).rejects.toThrow(RangeError);
    await expect(onPage({ ruleId: '9' }).begin(ask())).rejects.toMatchObject(down('CONFIGURATION'));
  });
});

describe('the hosted page itself', () => {
  const press = (token: string, outcome: string): Promise<Response> =>
    fetch(`${simulators.url}/face/h5`, { method: 'POST', body: new URLSearchParams({ token, outcome }), redirect: 'manual' });

  it('CQ-29 shows who is checked, masked, and leads back with its own token only', async () => {
    const { verifyId, hostedUrl = '' } = await onPage().begin(ask());
    const shown = await (await fetch(hostedUrl)).text();
    expect(shown).toMatch(/通过[\s\S]*不通过[\s\S]*取消/);
    expect(shown).toContain(`马**，身份证尾号 ${idNumber.slice(-4)}`);
    expect(shown).not.toContain(idNumber);
    const answer = await press(verifyId, 'pass');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `https://jzt.example/h5?step=face&BizToken=${verifyId}#/packages/identity/face/index?attempt=7`,
    );
  });

  it('cannot be answered twice: a failure stays a failure', async () => {
    const request = ask();
    const { verifyId, hostedUrl = '' } = await onPage().begin(request);
    await press(verifyId, 'fail');
    expect((await press(verifyId, 'pass')).status).toBe(410);
    expect((await fetch(hostedUrl)).status).toBe(410);
    expect(await onPage().query({ ...request, verifyId })).toMatchObject({ state: 'FAILED' });
  });

  it('lets a person who cancelled try again, and knows no stranger', async () => {
    const request = ask();
    const { verifyId } = await onPage().begin(request);
    await press(verifyId, 'cancel');
    expect((await press(verifyId, 'pass')).status).toBe(303);
    expect(await onPage().query({ ...request, verifyId })).toMatchObject({ state: 'PASSED' });
    expect((await press('nobody', 'pass')).status).toBe(404);
  });

  it('does not return to an address that is a script', async () => {
    await expect(onPage().begin({ ...ask(), returnUrl: 'javascript:alert(1)' })).rejects.toMatchObject(down('CONFIGURATION'));
  });
});
