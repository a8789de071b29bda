export type Range = [number, number];

/** Players tell where they are about four times a second, and round; a step this much longer than the time that went by is a seek. */
const SLACK_SECONDS = 2;
/** The contract takes this many pieces; a person who seeks more often than that loses the shortest ones. */
const MAX_SEGMENTS = 50;

/** Sorted and joined where they touch. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

export const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * Keeps what of a lesson was really played since it was opened at `start` (seconds). Seeking earns nothing, in either direction.
 * A slow phone may be silent for seconds while it plays: a step is judged by the time of `now` (ms) that went by.
 */
export function createPlayed(start: number, lessonSeconds: number, now: () => number = Date.now) {
  let ranges: Range[] = [];
  let at = start;
  let toldAt = now();
  const add = (to: number): void => {
    if (to > at) ranges = merged([...ranges, [at, to]]);
  };
  const couldPlayTo = (to: number): boolean => to - at <= (now() - toldAt) / 1000 + SLACK_SECONDS;
  const standsAt = (to: number): void => {
    at = to;
    toldAt = now();
  };
  return {
    /** The player goes on: the time it stood still is no time played. */
    resumed(): void {
      toldAt = now();
    },
    /** The player is at `to` and has been playing since it last said so. */
    playedTo(to: number): void {
      if (couldPlayTo(to)) add(to);
      standsAt(to);
    },
    /** The player was moved there, or stands there paused. */
    jumpedTo: standsAt,
    /** The video has ended; players stop telling a moment earlier. */
    ended(): void {
      if (couldPlayTo(lessonSeconds)) add(lessonSeconds);
      standsAt(lessonSeconds);
    },
    /** Whole seconds, as a beat carries them. */
    segments(): Range[] {
      const whole = merged(ranges.map(([from, to]): Range => [Math.floor(from), Math.min(lessonSeconds, Math.floor(to))])).filter(
        ([from, to]) => from < to,
      );
      if (whole.length <= MAX_SEGMENTS) return whole;
      return merged([...whole].sort((a, b) => lengthOf([b]) - lengthOf([a])).slice(0, MAX_SEGMENTS));
    },
    position: (): number => Math.max(0, Math.min(lessonSeconds, Math.floor(at))),
  };
}
