import { afterEach, describe, expect, it } from '@jest/globals';
import { Studies } from '../src/features/study/study.service';
import { Cases } from '../src/platform/cases';
import { Idempotency } from '../src/platform/idempotency';
import type { Instance } from './fleet';
import { Simulation, type Outcome } from './simulation';

let simulation: Simulation | undefined;
afterEach(() => simulation?.close());

const play = async (seeds: readonly number[], defect?: (instance: Instance) => Promise<void>): Promise<Outcome[]> => {
  await simulation?.close();
  simulation = await Simulation.open(defect);
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await simulation.play(seed));
  return outcomes;
};
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('a seed', () => {
  it('leaves the same trace each time, whatever was played before it', async () => {
    const seeds = upTo(12);
    const once = await play(seeds);
    const again = await play([...seeds].reverse());
    expect(again.reverse().map(({ trace }) => trace)).toEqual(once.map(({ trace }) => trace));
    // A trace that says nothing would be equal, too.
    expect(once.every(({ trace }) => trace.length > 15)).toBe(true);
    expect(once.flatMap(({ trace }) => trace).join('\n')).toMatch(/\[KILLED_AFTER \w+\.\w+\].*→ 0 NO_ANSWER/);
  });
});

describe('a defect is found by some seed', () => {
  const found = async (defect: (instance: Instance) => Promise<void>) =>
    (await play(upTo(25), defect)).flatMap(({ broken }) => broken).join('\n');

  it('an API that forgets which requests it has answered', async () => {
    const forgets = async ({ name, server }: Instance) => {
      if (name !== 'B') return;
      const once: Idempotency['once'] = (_op, _body, act) => act();
      Object.assign(await server.get(Idempotency), { once });
    };
    expect(await found(forgets)).toMatch(/the same request was answered/);
  });

  it('an API that says a case is made before it is stored', async () => {
    const hurries = async ({ name, server }: Instance) => {
      if (name !== 'B') return;
      const cases = await server.get(Cases);
      const move: Cases['move'] = async (model, id, { event, set }) => {
        const found = await model.findById(id).lean();
        return { ...found, ...set, history: [], event } as never;
      };
      Object.assign(cases, { move });
    };
    expect(await found(hurries)).toMatch(/acknowledged and lost/);
  });

  it('an API whose clock is ahead of the others', async () => {
    const hastens = async ({ name, server }: Instance) => {
      if (name !== 'B') return;
      const studies = (await server.get(Studies)) as unknown as { clock: { now(): Date } };
      const { clock } = studies;
      studies.clock = { now: () => new Date(clock.now().getTime() + 60_000) };
    };
    expect(await found(hastens)).toMatch(/s of study credited in/);
  });
});
