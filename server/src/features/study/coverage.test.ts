import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { credit, lengthOf, MAX_CREDIT_SECONDS, normalise, uncovered, type Range } from './coverage';

const LESSON = 600;
const ranges = fc.array(fc.tuple(fc.integer({ min: -50, max: 700 }), fc.integer({ min: -50, max: 700 })), { maxLength: 8 }) as fc.Arbitrary<
  Range[]
>;
const seconds = (list: readonly Range[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));

describe('coverage of a lesson', () => {
  it('normalise and uncovered are set union and set difference', () => {
    fc.assert(
      fc.property(ranges, ranges, (played, watched) => {
        const covered = normalise(watched, LESSON);
        const fresh = uncovered(normalise(played, LESSON), covered);
        const expected = [...seconds(normalise(played, LESSON))].filter((one) => !seconds(covered).has(one));
        expect([...seconds(fresh)].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        expect(lengthOf(fresh)).toBe(expected.length);
      }),
    );
  });
});

describe('study credit (design.md section 6)', () => {
  const beats = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 700_000 }), played: ranges }), { maxLength: 20 });

  it('over any run of beats never exceeds the wall time, nor 300 s a beat, nor the lesson', () => {
    fc.assert(
      fc.property(beats, (list) => {
        let now = 0;
        let ackAt = new Date(0);
        let covered: Range[] = [];
        let total = 0;
        for (const { wait, played } of list) {
          now += wait;
          const result = credit(covered, played, LESSON, ackAt, new Date(now));
          expect(result.credited).toBeLessThanOrEqual(MAX_CREDIT_SECONDS);
          expect(lengthOf(result.covered)).toBe(lengthOf(covered) + result.credited);
          ({ covered, ackAt } = result);
          total += result.credited;
          expect(total * 1000).toBeLessThanOrEqual(now);
          expect(lengthOf(covered)).toBeLessThanOrEqual(LESSON);
        }
      }),
    );
  });

  it('watching again earns nothing', () => {
    const first = credit([], [[0, 15]], LESSON, new Date(0), new Date(15_000));
    expect(first.credited).toBe(15);
    expect(credit(first.covered, [[0, 15]], LESSON, first.ackAt, new Date(30_000)).credited).toBe(0);
  });

  it('a beat that is early by milliseconds loses nothing: what was cut is credited when sent again', () => {
    const early = credit([], [[0, 15]], LESSON, new Date(0), new Date(14_980));
    expect(early.credited).toBe(14);
    expect(credit(early.covered, [[0, 30]], LESSON, early.ackAt, new Date(30_000)).credited).toBe(16);
  });

  it('a long pause does not become credit', () => {
    const paused = credit([], [], LESSON, new Date(0), new Date(250_000));
    expect(credit(paused.covered, [[0, 200]], LESSON, paused.ackAt, new Date(260_000)).credited).toBe(10);
  });
});
