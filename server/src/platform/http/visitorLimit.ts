import { tooOften } from '../errors';

const WINDOW_MS = 60_000;
const KEEP_VISITORS = 10_000;

/** So many calls a minute from one address, counted in this process: enough against guessing, and nothing about visitors is stored. */
export class VisitorLimit {
  private readonly visits = new Map<string, { since: number; count: number }>();

  constructor(
    private readonly perMinute: number,
    private readonly refusal: { code: string; what: string },
  ) {}

  /** Throws the refusal's code. */
  count(ip: string, now: Date): void {
    const at = now.getTime();
    const earlier = this.visits.get(ip);
    const visit = earlier && at - earlier.since < WINDOW_MS ? earlier : { since: at, count: 0 };
    visit.count += 1;
    // Back to the end of the line, so that the first one is who has been away longest.
    this.visits.delete(ip);
    this.visits.set(ip, visit);
    if (this.visits.size > KEEP_VISITORS) this.visits.delete(this.visits.keys().next().value!);
    const seconds = Math.ceil((visit.since + WINDOW_MS - at) / 1000);
    if (visit.count > this.perMinute) throw tooOften(this.refusal.code, `${this.refusal.what}太频繁，请${seconds}秒后再试`, seconds);
  }
}
