import { Inject, Singleton } from '@midwayjs/core';
import { Schema, Types, type Model } from 'mongoose';
import { GatewayDown } from '../../gateways/gateway-down';
import type { CaseFields } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { Jobs } from '../../platform/jobs';
import { Issuing } from './issuing.service';
import type { IssuingRow, IssuingTry } from './issuingRow';

/** A worker that says nothing for this long has died; longer than any one step takes. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const SYSTEMS: Partial<Record<GatewayDown['system'], string>> = { seal: '电子签章系统', national: '全国平台' };

/** The making under way, or its last try (QH-20). */
export interface MakingTry extends IssuingTry {
  /** When a worker may take it up: at once, after a pause, or when the one who had it has died. */
  dueAt: Date;
  /** Held by the worker that took it; only it may write. */
  lease?: string;
  /** Tries in a row that an outside system left unanswered. */
  failures: number;
  /** What is being waited for, in words. */
  waitingZh?: string;
}

/** Mongoose fields of MakingTry, to spread into the schema of the `signing` of whoever makes certificates. */
export const makingFields = {
  issuedOn: String,
  signedAt: Date,
  attempt: Number,
  dueAt: Date,
  lease: String,
  failures: Number,
  waitingZh: String,
};
export const rowFields = { draft: Schema.Types.Mixed, identifier: String, sealedSha256: String };

/** A case that makes certificates while it stands in one state. */
interface Maker extends CaseFields {
  signing?: MakingTry;
}
export type Taken<T extends Maker> = T & { signing: NonNullable<T['signing']> };

/** Another worker holds the case now, or it is no longer being made: hands off. */
class LeaseLost extends Error {}

/** Cases that are making certificates, one worker a case: each step's result is stored before the next one begins, silence waits with growing pauses. */
@Singleton()
export class Making {
  @Inject() private readonly issuing: Issuing;
  @Inject() private readonly jobs: Jobs;
  @Inject() private readonly clock: Clock;

  /** Works off the cases in `status` that are due; what `work` throws postpones its own case. */
  async eachDue<T extends Maker>(job: string, model: Model<T>, status: T['status'], work: (one: Taken<T>) => Promise<void>): Promise<void> {
    for (let one = await this.take(model, status); one; one = await this.take(model, status)) {
      const taken = one;
      await this.jobs.attempt(job, model, taken._id, () => this.attempt(model, taken, work));
    }
  }

  /** All steps of the row that stands at `path` (`rows.3`). Throws GatewayDown, or the Refusal that must be told. */
  async make<T extends Maker, R extends IssuingRow>(model: Model<T>, one: Taken<T>, path: string, row: R): Promise<R> {
    let made = row;
    for (let found = await this.issuing.next(made, one.signing); found; found = await this.issuing.next(made, one.signing)) {
      await this.keep(model, one, path, made, found);
      made = { ...made, ...found };
    }
    return made;
  }

  /** Takes the next case whose turn it is; whoever had it before can write no more. */
  private take<T extends Maker>(model: Model<T>, status: T['status']): Promise<Taken<T> | null> {
    const now = this.clock.now();
    return model
      .findOneAndUpdate(
        { status, 'signing.dueAt': trusted({ $lte: now }) } as never,
        { $set: { 'signing.lease': new Types.ObjectId().toHexString(), 'signing.dueAt': new Date(now.getTime() + LEASE_MS) } } as never,
        { returnDocument: 'after' },
      )
      .lean<Taken<T>>();
  }

  private async attempt<T extends Maker>(model: Model<T>, one: Taken<T>, work: (one: Taken<T>) => Promise<void>): Promise<void> {
    try {
      await work(one);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      await this.postpone(model, one, error as Error);
      // A silent outside system is nobody's fault; a stumble of the house is counted, so that somebody sees it when it goes on.
      if (!(error instanceof GatewayDown)) throw error;
    }
  }

  /** Stores a step's result, as long as the case is still this worker's; says at the same time that it is alive. */
  private async keep<T extends Maker>(model: Model<T>, one: Taken<T>, path: string, row: IssuingRow, found: object): Promise<void> {
    const now = this.clock.now();
    const entries = Object.entries(found).map(([field, value]) => [`${path}.${field}`, value] as const);
    const [set, unset] = [entries.filter(([, value]) => value !== undefined), entries.filter(([, value]) => value === undefined)];
    const kept = await model.updateOne(
      { _id: one._id, status: one.status, 'signing.lease': one.signing.lease, [`${path}.source.id`]: row.source.id } as never,
      {
        $set: { ...Object.fromEntries(set), 'signing.dueAt': new Date(now.getTime() + LEASE_MS), 'signing.failures': 0, updatedAt: now },
        $unset: { 'signing.waitingZh': 1, ...Object.fromEntries(unset.map(([field]) => [field, 1])) },
      } as never,
    );
    if (kept.matchedCount === 0) throw new LeaseLost();
    one.signing.failures = 0;
  }

  /** An outside system is silent, or the house itself stumbled: the case waits and is taken up again, after growing pauses. */
  private async postpone<T extends Maker>(model: Model<T>, one: Taken<T>, error: Error): Promise<void> {
    const failures = one.signing.failures + 1;
    const dueAt = new Date(this.clock.now().getTime() + Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
    const system = error instanceof GatewayDown ? SYSTEMS[error.system] : undefined;
    await model.updateOne(
      { _id: one._id, status: one.status, 'signing.lease': one.signing.lease } as never,
      {
        $set: {
          'signing.dueAt': dueAt,
          'signing.failures': failures,
          'signing.waitingZh': `${system ?? '系统'}暂时连不上，正在自动重试，您不用重复点。还没有证书发出`,
        },
        $unset: { 'signing.lease': 1 },
      } as never,
    );
  }
}
