import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../testing/world';
import { Counters } from './counters';

let world: World;
let counters: Counters;

beforeAll(async () => {
  world = await startWorld();
  counters = await world.server.get(Counters);
});
afterAll(() => world?.stop());

it('JX-19 gives 200 callers at once 200 different numbers, from the first on', async () => {
  const numbers = await Promise.all(Array.from({ length: 200 }, () => counters.next('A')));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
});

it('counts each series by itself and prints with zeros', async () => {
  expect([await counters.number('BM2026', 6), await counters.number('BM2026', 6), await counters.number('BM2027', 6)]).toEqual([
    'BM2026-000001',
    'BM2026-000002',
    'BM2027-000001',
  ]);
});
