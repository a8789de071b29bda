/** Whole seconds of a lesson, [from, to). */
export type Range = [number, number];

/** Sorted, merged, clipped to the lesson; empty and reversed pieces are dropped. */
export function normalise(ranges: readonly Range[], length: number): Range[] {
  const clipped = ranges
    .map(([from, to]): Range => [Math.max(0, Math.floor(from)), Math.min(length, Math.floor(to))])
    .filter(([from, to]) => from < to)
    .sort((left, right) => left[0] - right[0]);
  const merged: Range[] = [];
  for (const [from, to] of clipped) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What of `played` is not in `covered`; both normalised. */
export function uncovered(played: readonly Range[], covered: readonly Range[]): Range[] {
  const fresh: Range[] = [];
  for (const [start, end] of played) {
    let from = start;
    for (const [left, right] of covered) {
      if (right <= from || left >= end) continue;
      if (left > from) fresh.push([from, left]);
      from = Math.max(from, right);
    }
    if (from < end) fresh.push([from, end]);
  }
  return fresh;
}

/** The first `seconds` of the ranges, in playing order. */
export function take(ranges: readonly Range[], seconds: number): Range[] {
  const taken: Range[] = [];
  let left = seconds;
  for (const [from, to] of ranges) {
    if (left <= 0) break;
    taken.push([from, Math.min(to, from + left)]);
    left -= to - from;
  }
  return taken;
}

export const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/** The most that one beat may credit, however long the phone was away. */
export const MAX_CREDIT_SECONDS = 300;
/** Less than a second left over by rounding is carried to the next beat; more is not, or pauses would become credit. */
const CARRY_MS = 999;

export interface Credit {
  covered: Range[];
  credited: number;
  /** From when the next beat's wall time counts. */
  ackAt: Date;
}

/**
 * Credit of one beat: new seconds inside the lesson, never more than the wall time since the last acknowledgement (at most 300 s).
 * Watching again earns nothing; what exceeds the wall time stays uncovered and may be sent again.
 */
export function credit(covered: readonly Range[], played: readonly Range[], lessonSeconds: number, lastAckAt: Date, now: Date): Credit {
  const elapsed = Math.max(0, now.getTime() - lastAckAt.getTime());
  const allowance = Math.min(MAX_CREDIT_SECONDS, Math.floor(elapsed / 1000));
  const fresh = take(uncovered(normalise(played, lessonSeconds), covered), allowance);
  const credited = lengthOf(fresh);
  const carry = Math.min(CARRY_MS, elapsed - credited * 1000);
  return { covered: normalise([...covered, ...fresh], lessonSeconds), credited, ackAt: new Date(now.getTime() - Math.max(0, carry)) };
}
