import { Inject, Singleton } from '@midwayjs/core';
import { Types, type Model } from 'mongoose';
import type { Clock } from './clock';
import { trusted } from './database';
import { DEAD_AFTER, DeadLetters, type Failure } from './deadLetters';
import { Leases } from './leases';
import type { Logger } from './logger';

interface Job {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
  timer?: NodeJS.Timeout;
  /** Turns of this process, one after the other. */
  turns: Promise<unknown>;
  waiting: number;
}

/** Documents of one collection that something is to be done to, each apart from the others. */
export interface EachOf<T> {
  model: Model<T>;
  /** Which of them are due now. */
  due: () => Record<string, unknown>;
  act: (id: Types.ObjectId) => Promise<void>;
}

/** A process that says nothing for this long has died, and another takes its turn. */
const LEASE_MS = 6_000;
const BATCH = 500;

/** Periodic work, one process at a time. What is due lies in the database, so a job that runs twice or late does no harm. */
@Singleton()
export class Jobs {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly deadLetters: DeadLetters;
  @Inject() private readonly leases: Leases;
  @Inject() private readonly logger: Logger;
  private readonly jobs: Job[] = [];
  private stopped = true;

  every(everyMs: number, name: string, run: () => Promise<void>): void {
    this.jobs.push({ name, everyMs, run, turns: Promise.resolve(), waiting: 0 });
  }

  /** The same over documents: one that fails waits longer each time and is listed at last; it never keeps the others waiting. */
  each<T>(everyMs: number, name: string, of: EachOf<T>): void {
    this.every(everyMs, name, () => this.round(name, of));
  }

  /** Does something to one document: a failure is noted with its tries and stays its own. True when it succeeded. */
  async attempt(
    job: string,
    model: { modelName: string },
    id: Types.ObjectId,
    act: () => Promise<void>,
    failedBefore = true,
  ): Promise<boolean> {
    const failure = failureOf(job, model, id.toHexString());
    try {
      await act();
      if (failedBefore) await this.deadLetters.settle(failure);
      return true;
    } catch (error) {
      const { attempts } = await this.deadLetters.note(failure, error).catch((fault: Error) => {
        this.logger.error({ err: fault, job, sourceId: failure.sourceId }, 'a failure could not be noted');
        return { attempts: 0 };
      });
      const level = attempts === DEAD_AFTER ? 'error' : 'warn';
      this.logger[level]({ err: error, job, sourceId: failure.sourceId, attempts }, 'job failed at one document, will try again');
      return false;
    }
  }

  start(): void {
    this.stopped = false;
    for (const job of this.jobs) job.timer = setInterval(() => this.tick(job), job.everyMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const job of this.jobs) clearInterval(job.timer);
    await Promise.all(this.jobs.map((job) => job.turns));
    await this.leases.release(this.jobs.map(leaseOf)).catch((error: Error) => this.logger.warn({ err: error }, 'leases not released'));
  }

  /** Runs one job now, or all but some, each after its running turn has ended, here or in another process. */
  async runNow(name?: string, but: readonly string[] = []): Promise<void> {
    for (const job of this.jobs) {
      if ((name && job.name !== name) || but.includes(job.name)) continue;
      while (!(await this.inTurn(job))) await this.clock.pause(100);
    }
  }

  /** One turn of one job, as when its time has come; false when another process has it or had it just now. */
  turnOf(name: string): Promise<boolean> {
    return this.inTurn(this.jobs.find((job) => job.name === name)!);
  }

  private async round<T>(name: string, { model, due, act }: EachOf<T>): Promise<void> {
    const failed = await this.deadLetters.failedOf(name);
    let after: Types.ObjectId | undefined;
    for (;;) {
      const batch = await model
        .find({ ...due(), ...(after && { _id: trusted({ $gt: after }) }) } as never, { _id: 1 })
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean<{ _id: Types.ObjectId }[]>();
      for (const { _id } of batch) {
        const nextAt = failed.get(_id.toHexString());
        failed.delete(_id.toHexString());
        if (nextAt && nextAt > this.clock.now()) continue;
        await this.attempt(name, model, _id, () => act(_id), !!nextAt);
      }
      if (batch.length < BATCH) break;
      after = batch.at(-1)!._id;
    }
    // What is no longer due was mended in another way.
    for (const id of failed.keys()) await this.deadLetters.settle(failureOf(name, model, id));
  }

  private tick(job: Job): void {
    if (job.waiting || this.stopped) return;
    void this.inTurn(job).catch((error: Error) => this.logger.error({ err: error, job: job.name }, 'job failed'));
  }

  private inTurn(job: Job): Promise<boolean> {
    job.waiting += 1;
    const turn = job.turns.then(() => this.turn(job)).finally(() => (job.waiting -= 1));
    job.turns = turn.catch(() => undefined);
    return turn;
  }

  /** One turn, unless another process has it or had it just now. */
  private async turn(job: Job): Promise<boolean> {
    const began = this.clock.now().getTime();
    if (!(await this.leases.take(leaseOf(job), LEASE_MS))) return false;
    const beating = setInterval(() => void this.leases.take(leaseOf(job), LEASE_MS).catch(() => undefined), LEASE_MS / 3);
    try {
      await job.run();
    } finally {
      clearInterval(beating);
      // A little less than the period, so that the own next tick is not too early.
      await this.leases.release([leaseOf(job)], new Date(began + job.everyMs * 0.9));
    }
    return true;
  }
}

const failureOf = (job: string, model: { modelName: string }, sourceId: string): Failure => ({
  kind: 'JOB',
  topic: job,
  sourceKind: model.modelName,
  sourceId,
});
const leaseOf = (job: Job): string => `job:${job.name}`;
