import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { deserted, Desk } from '../../../simulators/desk';
import { type Simulators, startSimulators } from '../../../simulators/start';
import { InsuranceGateway } from './insurance-gateway';

let simulators: Simulators;
let desk: Desk;
const gateway = (changes: object = {}): InsuranceGateway =>
  new InsuranceGateway({
    baseUrl: `${simulators.url}/insurance`,
    appId: 'demo-insurance',
    appSecret: 'demo-secret',
    timeoutMs: 5000,
    ...changes,
  });
const employer = { creditCode: '91630000MA75000000', enterpriseName: '青海模拟建设有限公司' };
const person = (sequence: number) => ({ idNumber: makeIdNumber('1976-05-04', sequence), name: '马学文' });
const ask = (sequence: number, month = '2026-10') => ({ jurisdiction: '630000' as const, ...person(sequence), ...employer, month });
const down = (reason: string, providerCode?: string) => ({
  name: 'GatewayDown',
  system: 'insurance',
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

describe('QH-12 social-insurance check', () => {
  it('matches the employer, by the bureau’s rule for people it has no record of', async () => {
    expect(await gateway().check(ask(101))).toEqual({ state: 'MATCH' });
  });

  it('names the other enterprise', async () => {
    expect(await gateway().check(ask(902))).toEqual({ state: 'MISMATCH', insuredBy: '海东模拟建筑劳务有限公司' });
  });

  it('tells that nobody pays', async () => {
    expect(await gateway().check(ask(901))).toEqual({ state: 'NOT_INSURED' });
  });

  it('follows the records of a person, month by month', async () => {
    const { idNumber } = person(103);
    const other = { idNumber, creditCode: '91630000MA75000001', enterpriseName: '西宁模拟劳务有限公司' };
    await desk.seed('insurance', {
      records: [
        { idNumber, ...employer, from: '2026-03', to: '2026-08' },
        { ...other, from: '2026-09' },
      ],
    });
    expect(await gateway().check(ask(103, '2026-02'))).toEqual({ state: 'NOT_INSURED' });
    expect(await gateway().check(ask(103, '2026-03'))).toEqual({ state: 'MATCH' });
    expect(await gateway().check(ask(103, '2026-08'))).toEqual({ state: 'MATCH' });
    expect(await gateway().check(ask(103, '2026-09'))).toEqual({ state: 'MISMATCH', insuredBy: '西宁模拟劳务有限公司' });
    await desk.seed('insurance', { clear: idNumber });
    expect(await gateway().check(ask(103, '2026-02'))).toEqual({ state: 'MATCH' });
  });
});

describe('A-24 the bureau is not there: neither matched nor refused', () => {
  it('refused, cut, slow, garbage', async () => {
    await expect(gateway({ baseUrl: await deserted() }).check(ask(101))).rejects.toMatchObject(down('UNREACHABLE', 'ECONNREFUSED'));
    await desk.fault('insurance', 'down');
    await expect(gateway().check(ask(101))).rejects.toMatchObject(down('UNREACHABLE'));
    await desk.fault('insurance', 'garbage');
    await expect(gateway().check(ask(101))).rejects.toMatchObject(down('GARBAGE', 'NOT_JSON'));
    await desk.fault('insurance', 'garbage', { as: 'json' });
    await expect(gateway().check(ask(101))).rejects.toMatchObject(down('GARBAGE', 'WRONG_SHAPE'));
    await desk.fault('insurance', 'slow', { ms: 60_000 });
    await expect(gateway({ timeoutMs: 300 }).check(ask(101))).rejects.toMatchObject(down('TIMEOUT'));
  });

  it('does not believe an answer that was changed on its way', async () => {
    await desk.fault('insurance', 'wrong');
    await expect(gateway().check(ask(902))).rejects.toMatchObject(down('UNTRUSTED'));
  });

  it('gets over a short cut by itself', async () => {
    await desk.fault('insurance', 'down', { times: 2 });
    expect(await gateway().check(ask(101))).toEqual({ state: 'MATCH' });
  });

  it('does not take a question the bureau cannot read for a refusal of the person', async () => {
    await expect(gateway().check({ ...ask(101), month: '2026-13' })).rejects.toMatchObject(down('CONFIGURATION', '42200'));
  });

  it.each([{ appId: 'other' }, { appSecret: 'other' }])('the bureau checks who asks: %j', async (changes) => {
    await expect(gateway(changes).check(ask(101))).rejects.toMatchObject(down('CONFIGURATION', '40101'));
  });
});

it('puts nothing about the person into an address, a header or an error', async () => {
  const fetches = jest.spyOn(globalThis, 'fetch');
  const error: unknown = await gateway({ appSecret: 'other' })
    .check(ask(101))
    .catch((each: unknown) => each);
  const sent = fetches.mock.calls.map(([url, init]) => `${String(url)} ${JSON.stringify(init?.headers)}`).join('\n');
  fetches.mockRestore();
  expect(sent).toContain('/insurance/v1/payments/check');
  for (const secret of [person(101).idNumber, '马学文', employer.creditCode])
    expect(`${sent} ${String(error)} ${JSON.stringify(error)}`).not.toContain(secret);
});
