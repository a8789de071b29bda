import type { Clock } from './clock';
import type { Leases } from './leases';

/** A process that says nothing for this long has died, and its lanes are free. */
const LEASE_MS = 6_000;
export const BEAT_MS = 2_000;

const WORKER = 'worker:';
const HUNGRY = 'hungry:';
const leaseOf = (lane: string): string => `outbox:${lane}`;

/** Which lanes of the outbox are this process's, among all processes on the database. */
export class LaneHold {
  private held = new Set<string>();
  private until = new Date(0);
  private beating?: Promise<void>;

  constructor(
    private readonly clock: Clock,
    private readonly leases: Leases,
    private readonly names: () => string[],
    private readonly gained: () => void,
  ) {}

  has(lane: string): boolean {
    return this.held.has(lane);
  }

  get size(): number {
    return this.held.size;
  }

  /** May another process believe by now that this one has died? */
  get stale(): boolean {
    return this.clock.now() >= this.until;
  }

  /** Renews the lanes of this process and takes free ones; one turn at a time. */
  beat(): Promise<void> {
    this.beating ??= this.share().finally(() => (this.beating = undefined));
    return this.beating;
  }

  async release(): Promise<void> {
    await this.beating?.catch(() => undefined);
    const { holder } = this.leases;
    await this.leases.release([WORKER + holder, HUNGRY + holder, ...[...this.held].map(leaseOf)]);
    this.held.clear();
  }

  /** Takes what is free; gives away what is more than a fair share when a process has less than its own. */
  private async share(): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LEASE_MS);
    const names = this.names();
    await this.leases.take(WORKER + this.leases.holder, LEASE_MS);
    const fair = Math.ceil(names.length / Math.max(1, await this.leases.count(WORKER)));
    const give = this.held.size > fair && (await this.leases.count(HUNGRY)) ? [...this.held].slice(fair) : [];
    if (give.length) await this.leases.release(give.map(leaseOf));
    const wanted = names.filter((name) => !give.includes(name));
    const mine = await this.leases.takeAll(wanted.map(leaseOf), LEASE_MS);
    const more = wanted.some((name) => mine.has(leaseOf(name)) && !this.held.has(name));
    this.held = new Set(wanted.filter((name) => mine.has(leaseOf(name))));
    this.until = until;
    if (this.held.size < fair) await this.leases.take(HUNGRY + this.leases.holder, LEASE_MS);
    if (more) this.gained();
  }
}
