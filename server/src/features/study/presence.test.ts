import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { lengthOf, type Range } from '../../platform/media/ranges';
import { accrue, begun, held, isOver, type Presence } from './presence';

const TERMS = { from: 480, to: 900, answerSeconds: 90, tries: 3 };
const now = new Date(0);

/** Learns on and on, second after second; what becomes of checks is for the test. */
function learner(random: (from: number, to: number) => number) {
  let at = 0;
  const one = {
    presence: { since: 0 } as Presence,
    covered: 0,
    waiting: 0,
    learn(seconds: number) {
      const fresh: Range[] = [[at, (at += seconds)]];
      const result = accrue({ presence: one.presence, fresh, waiting: one.waiting, terms: TERMS, now, random, newId: () => `c${at}` });
      one.presence = result.presence;
      one.covered += lengthOf(result.covered);
      one.waiting += lengthOf(result.pending);
    },
    pass() {
      one.covered += one.waiting;
      one.waiting = 0;
      one.presence = { since: 0 };
    },
    miss() {
      one.waiting = 0;
      one.presence = { ...one.presence, check: { ...held(one.presence.check!), missed: true } };
    },
  };
  return one;
}
const dice = fc.integer({ min: 0, max: TERMS.to - TERMS.from }).map((more) => (from: number) => from + more);
const steps = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 200 });

describe('A-37 presence', () => {
  it('who is never seen is credited with no more than lies before the first check, however long it goes on', () => {
    fc.assert(
      fc.property(dice, steps, (random, list) => {
        const one = learner(random);
        for (const seconds of list) one.learn(seconds);
        const total = list.reduce((sum, each) => sum + each, 0);
        const due = random(TERMS.from);
        expect(one.covered).toBe(Math.min(total, due));
        expect(one.waiting).toBe(Math.min(Math.max(0, total - due), TERMS.to));
        expect(one.presence.check !== undefined).toBe(total >= due);
      }),
    );
  });

  it('missing voids only what waits, and after it nothing counts until somebody is seen', () => {
    fc.assert(
      fc.property(dice, steps, steps, (random, before, after) => {
        const one = learner(random);
        for (const seconds of before) one.learn(seconds);
        fc.pre(one.presence.check !== undefined);
        const { covered } = one;
        one.miss();
        for (const seconds of after) one.learn(seconds);
        expect([one.covered, one.waiting]).toEqual([covered, 0]);
        one.pass();
        one.learn(60);
        expect(one.covered).toBe(covered + 60);
      }),
    );
  });

  it('who is always seen loses nothing', () => {
    fc.assert(
      fc.property(dice, steps, (random, list) => {
        const one = learner(random);
        for (const seconds of list) {
          one.learn(seconds);
          if (one.presence.check) one.pass();
        }
        expect(one.covered).toBe(list.reduce((sum, each) => sum + each, 0));
      }),
    );
  });

  it('an answer on its way when the time is up still counts; a silent outside system stops the clock; a new try starts it anew', () => {
    const one = learner((from) => from);
    one.learn(500);
    const check = one.presence.check!;
    expect(isOver(check, new Date(90_000 + 30_000))).toBe(false);
    expect(isOver(check, new Date(90_000 + 30_001))).toBe(true);
    expect(isOver(held(check), new Date(9_000_000))).toBe(false);
    expect(begun(held(check), new Date(9_000_000)).deadline).toEqual(new Date(9_090_000));
    expect(begun({ ...held(check), missed: true, triesLeft: 0 }, now)).toMatchObject({ missed: true, triesLeft: 3 });
  });
});
