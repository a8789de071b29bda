import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { tc3Authorization } from '../tencent-cloud';
import { SmsGateway } from './sms-gateway';

let simulators: Simulators;
let desk: Desk;
const gateway = (changes: object = {}): SmsGateway =>
  new SmsGateway({
    baseUrl: `${simulators.url}/sms`,
    secretId: 'demo-sms',
    secretKey: 'demo-secret',
    sdkAppId: '1400000000',
    signName: '建证通',
    timeoutMs: 5000,
    ...changes,
  });
const code = (phone: string) => ({ phone, templateId: '1000001', params: ['482915', '5'] });
const down = (reason: string, providerCode?: string) => ({
  name: 'GatewayDown',
  system: 'sms',
  reason,
  ...(providerCode ? { providerCode } : {}),
});

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(() => desk.fault('all', 'ok'));
afterAll(() => simulators.close());

it('signs as the cloud documents (TC3-HMAC-SHA256, the published example)', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const key = ['Gu5t9xGARNpq86cd98joQYCN3', 'EXAMPLE'].join('');
  const authorization = tc3Authorization({
    secretId: 'id',
    secretKey: key,
    service: 'cvm',
    host: 'cvm.tencentcloudapi.com',
    path: '/',
    body,
    timestamp: 1551113065,
  });
  expect(authorization).toBe(
    'TC3-HMAC-SHA256 Credential=id/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  );
});

describe('CQ-32 sending a code', () => {
  it('arrives, filled into its template', async () => {
    const result = await gateway().send(code('13800000021'));
    expect(result).toEqual({ state: 'SENT', serialNo: expect.stringMatching(/.{10,}/) });
    const [message] = await desk.messagesTo('13800000021');
    expect(message).toMatchObject({
      text: '【建证通】您的验证码是482915，5分钟内有效。请不要告诉任何人。',
      templateId: '1000001',
      params: ['482915', '5'],
    });
    expect(await desk.messagesTo('13800000022')).toEqual([]);
  });

  it('shows the newest first', async () => {
    await gateway().send({ phone: '13800000023', templateId: '1000001', params: ['111111', '5'] });
    await gateway().send({ phone: '13800000023', templateId: '1000002', params: ['证书已签发', '请登录建证通下载'] });
    const texts = (await desk.messagesTo('13800000023')).map((each) => each.text);
    expect(texts).toEqual(['【建证通】证书已签发：请登录建证通下载', expect.stringContaining('111111')]);
  });

  it.each([
    ['19900000001', 'RATE_LIMITED', 'LimitExceeded.PhoneNumberThirtySecondLimit'],
    ['19900000002', 'RATE_LIMITED', 'LimitExceeded.PhoneNumberDailyLimit'],
    ['19900000003', 'BLOCKED', 'FailedOperation.PhoneNumberInBlacklist'],
    ['19900000004', 'INVALID_NUMBER', 'InvalidParameterValue.IncorrectPhoneNumber'],
    ['12345', 'INVALID_NUMBER', 'InvalidParameterValue.IncorrectPhoneNumber'],
    ['19900000005', 'REJECTED', 'FailedOperation.ContainSensitiveWord'],
  ])('%s → %s', async (phone, state, providerCode) => {
    expect(await gateway().send(code(phone))).toEqual({ state, providerCode, messageZh: expect.stringMatching(/[一-龥]{4,}/) });
    expect(await desk.messagesTo(phone)).toEqual([]);
  });

  it.each([
    ['19900000006', 'BUSY', 'InternalError.Timeout'],
    ['19900000007', 'CONFIGURATION', 'FailedOperation.InsufficientBalanceInSmsPackage'],
    ['19900000008', 'BUSY', 'LimitExceeded.AppDailyLimit'],
  ])('%s is the provider’s or our own trouble, not the person’s: %s', async (phone, reason, providerCode) => {
    await expect(gateway().send(code(phone))).rejects.toMatchObject(down(reason, providerCode));
  });

  it('a template, a parameter or a signature that is not approved is a fault of ours', async () => {
    const phone = '13800000024';
    expect(await gateway().send({ ...code(phone), templateId: '9' })).toMatchObject({
      state: 'REJECTED',
      providerCode: 'FailedOperation.TemplateIncorrectOrUnapproved',
    });
    expect(await gateway().send({ ...code(phone), params: ['1'] })).toMatchObject({
      providerCode: 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
    });
    expect(await gateway({ signName: '别人' }).send(code(phone))).toMatchObject({
      state: 'REJECTED',
      providerCode: 'FailedOperation.SignatureIncorrectOrUnapproved',
    });
  });

  it.each([
    [{ secretKey: 'other' }, 'AuthFailure.SignatureFailure'],
    [{ secretId: 'other' }, 'AuthFailure.SecretIdNotFound'],
    [{ sdkAppId: '1' }, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
  ])('the cloud checks who calls: %j', async (changes, providerCode) => {
    await expect(gateway(changes).send(code('13800000025'))).rejects.toMatchObject(down('CONFIGURATION', providerCode));
  });
});

describe('A-24 the provider is not there', () => {
  it('refused, cut, slow, garbage, lying', async () => {
    const message = code('13800000026');
    await expect(gateway({ baseUrl: await deserted() }).send(message)).rejects.toMatchObject(down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('sms', 'down');
    await expect(gateway().send(message)).rejects.toMatchObject(down('UNREACHABLE'));
    await desk.fault('sms', 'garbage');
    await expect(gateway().send(message)).rejects.toMatchObject(down('GARBAGE', 'NOT_JSON'));
    await desk.fault('sms', 'garbage', { as: 'json' });
    await expect(gateway().send(message)).rejects.toMatchObject(down('GARBAGE', 'WRONG_SHAPE'));
    await desk.fault('sms', 'wrong');
    await expect(gateway().send(message)).rejects.toMatchObject(down('UNTRUSTED'));
  });

  it('a message that may have gone is not sent twice', async () => {
    const message = code('13800000027');
    await desk.fault('sms', 'slow', { ms: 60_000 });
    await expect(gateway({ timeoutMs: 300 }).send(message)).rejects.toMatchObject(down('TIMEOUT'));
    expect(await desk.messagesTo('13800000027')).toHaveLength(1);
  });
});

it('puts no number and no code into an address', async () => {
  const fetches = jest.spyOn(globalThis, 'fetch');
  await gateway().send(code('13800000028'));
  const addresses = fetches.mock.calls.map(([url]) => String(url)).join('\n');
  fetches.mockRestore();
  expect(addresses).toBe(`${simulators.url}/sms/`);
});

it('the demo phone keeps its messages over a restart, where the simulators are given a folder', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'jzt-simulators-'));
  const first = await startSimulators({ port: 0, stateDir });
  await gateway({ baseUrl: `${first.url}/sms` }).send(code('13800000029'));
  const root = await (await fetch(`${first.url}/seal/root.pem`)).text();
  await first.close();
  const second = await startSimulators({ port: 0, stateDir });
  expect(await new Desk(second.url).messagesTo('13800000029')).toMatchObject([{ params: ['482915', '5'] }]);
  expect(await (await fetch(`${second.url}/seal/root.pem`)).text()).toBe(root);
  await second.close();
  rmSync(stateDir, { recursive: true });
});
