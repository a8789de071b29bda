export type Range = [number, number];

/** The player tells where it is about four times a second; a longer step is a seek, and what was skipped was not seen. */
const MAX_STEP_SECONDS = 2;
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

/** Keeps what of a lesson was really played since it was opened at `start` (seconds). Seeking earns nothing, in either direction. */
export function createPlayed(start: number, lessonSeconds: number) {
  let ranges: Range[] = [];
  let at = start;
  const add = (to: number): void => {
    if (to > at) ranges = merged([...ranges, [at, to]]);
  };
  return {
    /** The player is at `to` and has been playing since it last said so. */
    playedTo(to: number): void {
      if (to - at <= MAX_STEP_SECONDS) add(to);
      at = to;
    },
    /** The player was moved there, or stands there paused. */
    jumpedTo(to: number): void {
      at = to;
    },
    /** The video has ended; players stop telling a moment earlier. */
    ended(): void {
      if (lessonSeconds - at <= MAX_STEP_SECONDS) add(lessonSeconds);
      at = lessonSeconds;
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

export type Played = ReturnType<typeof createPlayed>;
