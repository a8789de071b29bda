import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { createPlayed, lengthOf, merged, type Range } from './played';

describe('what was really played', () => {
  it('joins the steps of one playing, from where the lesson was resumed', () => {
    const played = createPlayed(7, 24);
    for (const at of [7.25, 7.5, 8.4, 9.9, 11.2]) played.playedTo(at);
    expect(played.segments()).toEqual([[7, 11]]);
    expect(played.position()).toBe(11);
  });

  it('CQ-41 gives nothing for seeking forward, back, or while paused', () => {
    const played = createPlayed(0, 600);
    played.playedTo(1.5);
    played.playedTo(580);
    played.playedTo(581.5);
    played.playedTo(0.5);
    played.jumpedTo(300);
    played.playedTo(301);
    expect(played.segments()).toEqual([
      [0, 1],
      [300, 301],
      [580, 581],
    ]);
  });

  it('CQ-41 loses nothing when a slow phone is silent for seconds, and gives no more than the time that went by', () => {
    let now = 0;
    const played = createPlayed(0, 600, () => now);
    now = 9_000;
    played.playedTo(9);
    expect(played.segments()).toEqual([[0, 9]]);
    now = 14_000;
    played.playedTo(16.5);
    expect(played.segments()).toEqual([[0, 9]]);
    now = 74_000;
    played.resumed();
    played.playedTo(40);
    expect(played.segments()).toEqual([[0, 9]]);
  });

  it('takes the last moment in when the video ends, and only then', () => {
    const played = createPlayed(21, 24);
    played.playedTo(22.4);
    played.playedTo(23.6);
    expect(played.segments()).toEqual([[21, 23]]);
    played.ended();
    expect(played.segments()).toEqual([[21, 24]]);
    const skipped = createPlayed(3, 24);
    skipped.ended();
    expect(skipped.segments()).toEqual([]);
  });

  it('carries no more than fifty pieces, the longest ones', () => {
    const played = createPlayed(0, 10_000);
    for (let at = 0; at < 60; at++) {
      played.jumpedTo(at * 100);
      for (let second = 1; second <= (at === 0 ? 1 : 3); second++) played.playedTo(at * 100 + second);
    }
    expect(played.segments()).toHaveLength(50);
    expect(played.segments()).not.toContainEqual([0, 1]);
  });

  it('never claims more than was played, nor anything outside the lesson', () => {
    const step = fc.record({ jump: fc.boolean(), to: fc.double({ min: 0, max: 130, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const played = createPlayed(0, 120, () => 0);
        let seen = 0;
        let at = 0;
        for (const { jump, to } of steps) {
          if (jump) played.jumpedTo(to);
          else {
            if (to > at && to - at <= 2) seen += to - at;
            played.playedTo(to);
          }
          at = to;
        }
        const segments = played.segments();
        // Whole seconds: each piece may begin up to one second early.
        expect(lengthOf(segments)).toBeLessThanOrEqual(seen + segments.length);
        for (const [from, to] of segments) expect(from >= 0 && from < to && to <= 120).toBe(true);
        expect(merged(segments as Range[])).toEqual(segments);
      }),
    );
  });
});
