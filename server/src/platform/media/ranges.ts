/** Whole seconds of a lesson or bytes of its video, [from, to). */
export type Range = [number, number];

/** Sorted, merged, clipped to the length; empty and reversed pieces are dropped. */
export function normalise(ranges: readonly Range[], length = Infinity): Range[] {
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

/** What is in both; both normalised. */
export const common = (one: readonly Range[], other: readonly Range[]): Range[] => uncovered(one, uncovered(one, other));

/** The first `most` of the ranges, in their order. */
export function take(ranges: readonly Range[], most: number): Range[] {
  const taken: Range[] = [];
  let left = most;
  for (const [from, to] of ranges) {
    if (left <= 0) break;
    taken.push([from, Math.min(to, from + left)]);
    left -= to - from;
  }
  return taken;
}

export const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);
