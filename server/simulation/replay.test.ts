import { afterEach, describe, expect, it } from '@jest/globals';
import { Inbox } from '../src/features/inbox/inbox.service';
import { Lessons } from '../src/features/study/lessons.service';
import { Cases } from '../src/platform/cases';
import type { Instance } from './fleet';
import { Simulation, type Outcome } from './simulation';

let simulation: Simulation | undefined;
const close = async () => {
  await simulation?.close();
  simulation = undefined;
};
afterEach(close);

const play = async (seeds: readonly number[]): Promise<Outcome[]> => {
  simulation ??= await Simulation.open();
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await simulation.play(seed));
  return outcomes;
};
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('a seed', () => {
  it('leaves the same trace each time, whatever was played before it', async () => {
    const seeds = upTo(8);
    const once = await play(seeds);
    await close();
    const again = await play([...seeds].reverse());
    expect(again.reverse().map(({ trace }) => trace)).toEqual(once.map(({ trace }) => trace));
    // A trace that says nothing would be equal, too.
    expect(once.every(({ trace }) => trace.length > 15)).toBe(true);
    expect(once.flatMap(({ trace }) => trace).join('\n')).toMatch(/\[KILLED_AFTER \w+\.\w+\].*→ 0 NO_ANSWER/);
  });
});

describe('a defect is found by some seed', () => {
  /** What the first seed that finds something says. */
  const found = async (defect: (instance: Instance) => Promise<void>) => {
    simulation = await Simulation.open(defect);
    for (const seed of upTo(25)) {
      const { broken } = await simulation.play(seed);
      if (broken.length) return broken.join('\n');
    }
    return 'nothing';
  };

  it('an API that takes a notice and tells nobody', async () => {
    const forgets = async ({ name, server }: Instance) => {
      if (name !== 'B') return;
      const receive: Inbox['receive'] = async () => [];
      Object.assign(await server.get(Inbox), { receive });
    };
    expect(await found(forgets)).toMatch(/\d+ notices, but \d+ messages/);
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
      const lessons = (await server.get(Lessons)) as unknown as { clock: { now(): Date } };
      const { clock } = lessons;
      lessons.clock = { now: () => new Date(clock.now().getTime() + 60_000) };
    };
    expect(await found(hastens)).toMatch(/s of study credited in/);
  });
});
