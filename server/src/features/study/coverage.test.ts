import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { common, lengthOf, normalise, uncovered, type Range } from '../../platform/media/ranges';
import { credit, SILENCE_SECONDS, type Claim } from './coverage';

const LESSON = 600;
const ranges = fc.array(fc.tuple(fc.integer({ min: -50, max: 700 }), fc.integer({ min: -50, max: 700 })), { maxLength: 8 }) as fc.Arbitrary<
  Range[]
>;
const seconds = (list: readonly Range[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));
const sorted = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

describe('coverage of a lesson', () => {
  it('normalise, uncovered and common are set union, difference and intersection', () => {
    fc.assert(
      fc.property(ranges, ranges, (played, watched) => {
        const [one, other] = [normalise(played, LESSON), normalise(watched, LESSON)];
        const [left, right] = [sorted(seconds(one)), seconds(other)];
        expect(sorted(seconds(uncovered(one, other)))).toEqual(left.filter((each) => !right.has(each)));
        expect(sorted(seconds(common(one, other)))).toEqual(left.filter((each) => right.has(each)));
        expect(lengthOf(uncovered(one, other)) + lengthOf(common(one, other))).toBe(left.length);
      }),
    );
  });
});

const ALL: Range[] = [[0, LESSON]];
const claim = (of: Partial<Claim> & { at: number; since?: number }): Claim => ({
  counted: [],
  played: ALL,
  served: ALL,
  lessonSeconds: LESSON,
  lastAckAt: new Date(of.since ?? 0),
  now: new Date(of.at),
  most: Infinity,
  ...of,
});

describe('study credit (design.md section 6)', () => {
  const beats = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 200_000 }), played: ranges, served: ranges }), { maxLength: 20 });

  it('over any run of beats never exceeds the wall time, the lesson, the day, nor what was served; a long silence is nothing', () => {
    fc.assert(
      fc.property(beats, fc.integer({ min: 0, max: 400 }), (list, day) => {
        let now = 0;
        let ackAt = new Date(0);
        let counted: Range[] = [];
        let served: Range[] = [];
        for (const beat of list) {
          now += beat.wait;
          served = normalise([...served, ...beat.served], LESSON);
          const most = day - lengthOf(counted);
          const result = credit(claim({ counted, played: beat.played, served, lastAckAt: ackAt, at: now, most }));
          const silence = now - ackAt.getTime() > SILENCE_SECONDS * 1000;
          expect(lengthOf(result.fresh)).toBeLessThanOrEqual(silence ? 0 : SILENCE_SECONDS);
          expect(uncovered(result.fresh, served)).toEqual([]);
          expect(common(result.fresh, counted)).toEqual([]);
          counted = normalise([...counted, ...result.fresh], LESSON);
          ackAt = result.ackAt;
          expect(lengthOf(counted) * 1000).toBeLessThanOrEqual(now);
          expect(lengthOf(counted)).toBeLessThanOrEqual(Math.min(LESSON, day));
        }
      }),
    );
  });

  it('an honest player loses nothing, however its beats fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 40 }), (waits) => {
        let now = 0;
        let ackAt = new Date(0);
        let counted: Range[] = [];
        for (const wait of waits) {
          now += wait;
          const result = credit(claim({ counted, played: [[0, Math.floor(now / 1000)]], lastAckAt: ackAt, at: now }));
          counted = normalise([...counted, ...result.fresh], LESSON);
          ackAt = result.ackAt;
        }
        expect(lengthOf(counted)).toBe(Math.min(LESSON, Math.floor(now / 1000)));
      }),
    );
  });

  it('watching again earns nothing', () => {
    const first = credit(claim({ played: [[0, 15]], at: 15_000 }));
    expect(lengthOf(first.fresh)).toBe(15);
    expect(credit(claim({ counted: first.fresh, played: [[0, 15]], since: 15_000, at: 30_000 })).fresh).toEqual([]);
  });

  it('a beat that is early by milliseconds loses nothing: what was cut is credited when sent again', () => {
    const early = credit(claim({ played: [[0, 15]], at: 14_980 }));
    expect(lengthOf(early.fresh)).toBe(14);
    const later = credit(claim({ counted: early.fresh, played: [[0, 30]], lastAckAt: early.ackAt, at: 30_000 }));
    expect(lengthOf(later.fresh)).toBe(16);
  });

  it('a pause does not become credit, and a long silence none at all', () => {
    const paused = credit(claim({ played: [], at: 80_000 }));
    expect(lengthOf(credit(claim({ played: [[0, 200]], lastAckAt: paused.ackAt, at: 90_000 })).fresh)).toBe(10);
    expect(credit(claim({ at: SILENCE_SECONDS * 1000 + 1 })).fresh).toEqual([]);
    expect(lengthOf(credit(claim({ at: SILENCE_SECONDS * 1000 })).fresh)).toBe(SILENCE_SECONDS);
  });

  it('says how much of what was played was never served', () => {
    expect(credit(claim({ played: [[0, 60]], served: [[0, 20]], at: 60_000 }))).toMatchObject({ fresh: [[0, 20]], unserved: 40 });
  });
});
