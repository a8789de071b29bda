/** Chance from a seed: the same seed gives the same numbers on every machine (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike.
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True in so many of a hundred cases. */
  in100(cases: number): boolean {
    return this.next() * 100 < cases;
  }

  pick<T>(of: readonly T[]): T {
    if (!of.length) throw new RangeError('nothing to pick from');
    return of[this.below(of.length)]!;
  }

  /** One of them, each as often as its weight says. */
  weighted<T extends { weight: number }>(of: readonly T[]): T {
    let left = this.next() * of.reduce((sum, { weight }) => sum + weight, 0);
    for (const one of of) if ((left -= one.weight) < 0) return one;
    return of.at(-1)!;
  }
}
