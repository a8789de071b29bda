import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { GatewayDown } from '../gateway-down';
import { WechatGateway } from './wechat-gateway';

let simulators: Simulators;
let desk: Desk;
let wechat: WechatGateway;
let next = 0;
const fresh = (what: string): string => `sim.${what}.${++next}`;
const gateway = (changes: object = {}): WechatGateway =>
  new WechatGateway({ baseUrl: `${simulators.url}/wechat`, appId: 'demo-wechat', appSecret: 'demo-secret', timeoutMs: 5000, ...changes });
const tokenCalls = async (): Promise<number> => (await desk.read<{ tokenCalls: number }>('/wechat/counters')).tokenCalls;
const down = (reason: string, providerCode?: string) => ({
  system: 'wechat',
  reason,
  retryable: true,
  ...(providerCode ? { providerCode } : {}),
});

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(async () => {
  await desk.fault('all', 'ok');
  wechat = gateway();
});
afterAll(() => simulators.close());

describe('sign-in', () => {
  it('CQ-28 gives the same openid for the same account, and no session key', async () => {
    const first = await wechat.jscode2session(fresh('zhang'));
    const second = await wechat.jscode2session(fresh('zhang'));
    const other = await wechat.jscode2session(fresh('li'));
    expect(first).toEqual({ ok: true, openid: expect.stringMatching(/^o[\w-]{27}$/) });
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('CQ-32 refuses a code used before', async () => {
    const code = fresh('zhang');
    await wechat.jscode2session(code);
    expect(await wechat.jscode2session(code)).toEqual({ ok: false, reason: 'INVALID_CODE', providerCode: '40163' });
  });

  it.each([
    ['invalid-1', 'INVALID_CODE', '40029'],
    ['', 'INVALID_CODE', '41008'],
    ['blocked-1', 'BLOCKED', '40226'],
    ['busy-1', 'RATE_LIMITED', '45011'],
  ])('reads the documented error of code %j', async (code, reason, providerCode) => {
    expect(await wechat.jscode2session(code)).toEqual({ ok: false, reason, providerCode });
  });

  it('takes "system busy" for down, and a wrong app id or secret for our own fault', async () => {
    await expect(wechat.jscode2session('system-1')).rejects.toMatchObject(down('BUSY', '-1'));
    await expect(gateway({ appId: 'wx-other' }).jscode2session(fresh('zhang'))).rejects.toMatchObject(down('CONFIGURATION', '40013'));
    await expect(gateway({ appSecret: 'other' }).jscode2session(fresh('zhang'))).rejects.toMatchObject(down('CONFIGURATION', '40125'));
  });

  it('CQ-32 one tap yields the phone number', async () => {
    expect(await wechat.getPhoneNumber(fresh('13800000011'))).toEqual({ ok: true, phone: '13800000011', countryCode: '86' });
  });

  it.each([
    ['invalid-2', 'INVALID_CODE', '40029'],
    ['quota-2', 'QUOTA', '45009'],
    ['busy-2', 'RATE_LIMITED', '45011'],
  ])('reads the documented error of phone code %j', async (code, reason, providerCode) => {
    expect(await wechat.getPhoneNumber(code)).toEqual({ ok: false, reason, providerCode });
  });
});

describe('access token', () => {
  it('is asked for once by fifty calls at the same moment, and kept', async () => {
    const before = await tokenCalls();
    const phones = await Promise.all(Array.from({ length: 50 }, () => wechat.getPhoneNumber(fresh('13800000012'))));
    await wechat.getPhoneNumber(fresh('13800000012'));
    expect(phones.every((each) => each.ok)).toBe(true);
    expect(await tokenCalls()).toBe(before + 1);
  });

  it('is renewed when WeChat says it has expired, once for all who wait', async () => {
    await wechat.getPhoneNumber(fresh('13800000013'));
    await desk.seed('wechat', { expireTokens: true });
    const before = await tokenCalls();
    const phones = await Promise.all(Array.from({ length: 20 }, () => wechat.getPhoneNumber(fresh('13800000013'))));
    expect(phones.every((each) => each.ok)).toBe(true);
    expect(await tokenCalls()).toBe(before + 1);
  });

  it('is renewed when WeChat no longer knows it', async () => {
    await wechat.getPhoneNumber(fresh('13800000014'));
    await desk.seed('wechat', { revokeTokens: true });
    expect(await wechat.getPhoneNumber(fresh('13800000014'))).toMatchObject({ ok: true });
  });

  it('is forced out once when the platform clings to one it refuses, and then it is down, not a loop', async () => {
    await wechat.getPhoneNumber(fresh('13800000015'));
    await desk.fault('wechat', 'wrong');
    const before = await tokenCalls();
    await expect(wechat.getPhoneNumber(fresh('13800000015'))).rejects.toMatchObject(down('CONFIGURATION'));
    expect(await tokenCalls()).toBe(before + 2);
    await expect(wechat.getPhoneNumber(fresh('13800000015'))).rejects.toMatchObject(down('CONFIGURATION'));
    await desk.fault('wechat', 'ok');
    expect(await wechat.getPhoneNumber(fresh('13800000015'))).toMatchObject({ ok: true });
  });

  it('is not had with a wrong secret', async () => {
    await expect(gateway({ appSecret: 'other' }).getPhoneNumber(fresh('13800000016'))).rejects.toMatchObject(
      down('CONFIGURATION', '40125'),
    );
  });
});

describe('subscribe messages', () => {
  const openidOf = async (account: string): Promise<string> => {
    const session = await wechat.jscode2session(fresh(account));
    if (!session.ok) throw new Error(session.reason);
    return session.openid;
  };
  const message = (openid: string) => ({
    openid,
    templateId: 'TPL',
    page: 'pages/index/index?id=7',
    data: { thing1: '证书已签发', date2: '2026年11月21日' },
  });

  it('O-16 are sent with their data', async () => {
    const openid = await openidOf('wang');
    expect(await wechat.sendSubscribeMessage(message(openid))).toMatchObject({ state: 'SENT', messageId: expect.stringMatching(/^\d+$/) });
    const { messages } = await desk.read<{ messages: object[] }>('/wechat/messages');
    expect(messages[0]).toMatchObject({
      openid,
      templateId: 'TPL',
      page: 'pages/index/index?id=7',
      data: { thing1: '证书已签发', date2: '2026年11月21日' },
    });
  });

  it('cuts a value that WeChat would refuse', async () => {
    const openid = await openidOf('wang');
    const long = '您的建筑施工特种作业操作资格证书已经签发请下载';
    expect(
      await wechat.sendSubscribeMessage({ ...message(openid), data: { thing1: long, phrase2: '已经签发完成', thing3: ' ' } }),
    ).toMatchObject({ state: 'SENT' });
    const { messages } = await desk.read<{ messages: { data: object }[] }>('/wechat/messages');
    expect(messages[0]?.data).toEqual({ thing1: `${long.slice(0, 19)}…`, phrase2: '已经签发完', thing3: '-' });
  });

  it('O-16 a person who does not allow them is respected, without error', async () => {
    const openid = await openidOf('zhao');
    await desk.seed('wechat', { refuse: [{ openid }] });
    expect(await wechat.sendSubscribeMessage(message(openid))).toEqual({ state: 'REFUSED', providerCode: '43101' });
  });

  it('tells what can never be sent from what is down', async () => {
    const openid = await openidOf('wang');
    expect(await wechat.sendSubscribeMessage({ ...message(openid), templateId: 'invalid' })).toEqual({
      state: 'REJECTED',
      providerCode: '40037',
    });
    expect(await wechat.sendSubscribeMessage(message('nobody'))).toEqual({ state: 'REJECTED', providerCode: '40003' });
    expect(await wechat.sendSubscribeMessage({ ...message(openid), page: '/pages/index' })).toEqual({
      state: 'REJECTED',
      providerCode: '41030',
    });
    await desk.fault('wechat', 'garbage', { as: 'json' });
    await expect(wechat.sendSubscribeMessage(message(openid))).rejects.toMatchObject(down('GARBAGE'));
  });
});

describe('mini-program code', () => {
  it('is an image', async () => {
    const image = await wechat.getWxacodeUnlimit('t=0123456789abcdef', 'pages/verify/index');
    expect(image.subarray(1, 4).toString()).toBe('PNG');
  });

  it('refuses a scene that WeChat cannot carry, before asking', async () => {
    await expect(wechat.getWxacodeUnlimit('a'.repeat(33), 'pages/verify/index')).rejects.toThrow(RangeError);
    await expect(wechat.getWxacodeUnlimit('证书', 'pages/verify/index')).rejects.toThrow(RangeError);
    await expect(wechat.getWxacodeUnlimit('', 'pages/verify/index')).rejects.toThrow(RangeError);
  });

  it('a page that does not exist is our own fault', async () => {
    await expect(wechat.getWxacodeUnlimit('t=1', '/pages/verify')).rejects.toMatchObject(down('CONFIGURATION', '41030'));
  });
});

describe('A-24 WeChat is not there', () => {
  const calls: [string, (each: WechatGateway) => Promise<unknown>][] = [
    ['jscode2session', (each) => each.jscode2session(fresh('zhang'))],
    ['getPhoneNumber', (each) => each.getPhoneNumber(fresh('13800000017'))],
    [
      'sendSubscribeMessage',
      (each) => each.sendSubscribeMessage({ openid: `o${'x'.repeat(27)}`, templateId: 'TPL', page: 'p', data: { thing1: 'a' } }),
    ],
    ['getWxacodeUnlimit', (each) => each.getWxacodeUnlimit('t=1', 'pages/verify/index')],
  ];

  it.each(calls)('%s: refused connection, cut connection, slow, garbage', async (_name, call) => {
    await expect(call(gateway({ baseUrl: await deserted() }))).rejects.toMatchObject(down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('wechat', 'down');
    await expect(call(wechat)).rejects.toMatchObject(down('UNREACHABLE'));
    await desk.fault('wechat', 'garbage');
    await expect(call(wechat)).rejects.toMatchObject(down('GARBAGE', 'NOT_JSON'));
    await desk.fault('wechat', 'garbage', { as: 'json' });
    await expect(call(wechat)).rejects.toMatchObject(down('GARBAGE'));
    await desk.fault('wechat', 'slow', { ms: 60_000 });
    await expect(call(gateway({ timeoutMs: 200 }))).rejects.toMatchObject(down('TIMEOUT'));
  });

  it('the error is a GatewayDown whose words hold no code, token or secret', async () => {
    await desk.fault('wechat', 'down');
    const error: unknown = await wechat.jscode2session('sim.secret-account.1').catch((each: unknown) => each);
    expect(error).toBeInstanceOf(GatewayDown);
    expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toMatch(/secret|http|sim\./);
  });
});
