import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { deserted, Desk } from '../../simulators/desk';
import { type Simulators, startSimulators } from '../../simulators/start';
import { Breaker } from './breaker';
import { ask } from './http';

let simulators: Simulators;
let desk: Desk;
let breaker: Breaker;
let now = 0;

beforeAll(async () => {
  simulators = await startSimulators({ port: 0 });
  desk = new Desk(simulators.url);
});
beforeEach(async () => {
  await desk.fault('all', 'ok');
  breaker = new Breaker(() => now);
});
afterAll(() => simulators.close());

const call = { system: 'insurance', operation: 'check', timeoutMs: 1_000 } as const;
const question = (base = simulators.url) =>
  ask(call, () => ({ method: 'POST', url: `${base}/insurance/v1/payments/check`, body: '{}' }), breaker).then(
    () => 'ANSWERED',
    (error: { reason: string }) => error.reason,
  );
const times = async <T>(count: number, act: () => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  for (let at = 0; at < count; at++) all.push(await act());
  return all;
};
/** How many requests went out meanwhile. */
async function sent(act: () => Promise<unknown>): Promise<number> {
  const fetches = jest.spyOn(globalThis, 'fetch');
  await act();
  const { length } = fetches.mock.calls;
  fetches.mockRestore();
  return length;
}

it('a system that lets five in a row wait is left alone: the sixth fails at once, and one goes out after ten seconds to see', async () => {
  await desk.fault('insurance', 'slow', { ms: 60_000 });
  expect(await times(5, question)).toEqual(Array(5).fill('TIMEOUT'));
  expect(await sent(async () => expect(await times(20, question)).toEqual(Array(20).fill('RESTING')))).toBe(0);
  expect(breaker.resting).toHaveLength(1);
  now += 10_001;
  expect(await sent(async () => expect((await Promise.all([question(), question(), question()])).sort()).toEqual(['RESTING', 'RESTING', 'TIMEOUT']))).toBe(1); // prettier-ignore
  now += 10_001;
  expect(await question()).toBe('RESTING');
  now += 10_001;
  await desk.fault('insurance', 'ok');
  expect(await times(3, question)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED']);
  expect(breaker.resting).toEqual([]);
});

it('of many that wait at once none makes the rest longer, and an answer in between begins the count anew', async () => {
  await desk.fault('insurance', 'slow', { ms: 60_000 });
  await Promise.all(Array.from({ length: 12 }, () => question()));
  expect(await question()).toBe('RESTING');
  now += 10_001;
  await desk.fault('insurance', 'ok');
  expect(await question()).toBe('ANSWERED');
  await desk.fault('insurance', 'slow', { ms: 60_000 });
  expect(await times(5, question)).toEqual(Array(5).fill('TIMEOUT'));
});

it('what is refused at once is asked on, and another place of the same system is not left alone', async () => {
  const nobody = await deserted();
  expect(await times(8, () => question(nobody))).toEqual(Array(8).fill('UNREACHABLE'));
  await desk.fault('insurance', 'slow', { ms: 60_000 });
  await times(5, question);
  expect([await question(), await question(nobody)]).toEqual(['RESTING', 'UNREACHABLE']);
});
