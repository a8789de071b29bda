import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { withoutPersonalData } from '@jzt/shared/domain/withoutPersonalData';
import mongoose, { Schema, type Types } from 'mongoose';
import { Gauge } from 'prom-client';
import type { Clock } from './clock';
import { isDuplicateKey, Refusal } from './errors';
import { metrics } from './http/metrics';
import { findPage, oldestFirst, type PageAsked, type PageGiven } from './pages';
import { findWithin, provinceOf, within, type Placed, type Scope } from './policy';

/** From so many failures on somebody is to look. It is tried on all the same, at the slowest pace: an outage mends itself. */
export const DEAD_AFTER = 10;
const LONGEST_PAUSE_MS = 15 * 60_000;
const SHORTEST_PAUSE_MS = 250;
const LONGEST_ERROR = 300;

/** Something that failed: a message of an outbox, or one document of a job. */
export interface Failure {
  kind: 'MESSAGE' | 'JOB';
  /** Topic of the message, name of the job. */
  topic: string;
  /** Model and id of the document it is about. */
  sourceKind: string;
  sourceId: string;
  /** Of a message, its entry. */
  entryId?: string;
}

export interface DeadLetter extends Failure {
  _id: Types.ObjectId;
  /** Of the document it is about, where that has one. */
  jurisdiction?: Jurisdiction;
  key: string;
  attempts: number;
  /** The error's words, without what may name a person. */
  error: string;
  firstAt: Date;
  lastAt: Date;
  /** Not tried before. */
  nextAt: Date;
  dead: boolean;
}

export const DeadLetterModel = mongoose.model<DeadLetter>(
  'DeadLetter',
  new Schema<DeadLetter>(
    {
      key: String,
      kind: String,
      topic: String,
      sourceKind: String,
      sourceId: String,
      entryId: String,
      jurisdiction: String,
      attempts: Number,
      error: String,
      firstAt: Date,
      lastAt: Date,
      nextAt: Date,
      dead: Boolean,
    } as never,
    { collection: 'dead_letters', versionKey: false },
  ),
);

/** For operators, who have the list at the internal port; officers have that of their province. */
metrics.registerMetric(
  new Gauge({
    name: 'jzt_dead_letters',
    help: 'Messages and documents that have failed many times and are tried on',
    registers: [],
    async collect() {
      this.set(await DeadLetterModel.countDocuments({ dead: true }));
    },
  }),
);

/** The pause after so many failures: doubled each time, a quarter of an hour at most. */
export const pauseAfter = (attempts: number): number =>
  Math.min(SHORTEST_PAUSE_MS * 2 ** Math.min(attempts, DEAD_AFTER + 2), LONGEST_PAUSE_MS);

const OPERATORS_SEE = 200;

/** All that is stuck, of whatever province or of none, what has failed longest first; `total` where there is more. */
export async function deadLettersForOperators(): Promise<{ total: number; items: Omit<DeadLetter, '_id' | 'key' | 'dead'>[] }> {
  const [total, items] = await Promise.all([
    DeadLetterModel.countDocuments({ dead: true }),
    DeadLetterModel.find({ dead: true }, { _id: 0, key: 0, dead: 0 }).sort({ _id: 1 }).limit(OPERATORS_SEE).lean<DeadLetter[]>(),
  ]);
  return { total, items };
}

/** A refusal by its code, because its sentence may name somebody. */
const wordsOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.code;
  return withoutPersonalData(error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, LONGEST_ERROR);
};

/** Where the document it is about belongs; what belongs to no province has none. */
const placeOf = async ({ sourceKind, sourceId }: Failure): Promise<Jurisdiction | undefined> =>
  provinceOf(await mongoose.models[sourceKind]?.findById(sourceId, { jurisdiction: 1, 'identity.jurisdiction': 1 }).lean<Placed>());

const keyOf = (one: Failure): string => [one.kind, one.topic, one.entryId ?? one.sourceId].join(':');

/** What keeps failing, for people to see. A row goes when the thing succeeds. */
@Singleton()
export class DeadLetters {
  @Inject() private readonly clock: Clock;

  /** Notes a failure; `attempts` where the caller counts them itself. Answers how often it failed and when it is due again. */
  async note(failure: Failure, error: unknown, attempts?: number): Promise<Pick<DeadLetter, 'attempts' | 'nextAt'>> {
    const now = this.clock.now();
    const key = keyOf(failure);
    // The row first, then the count: a concurrent upsert may answer nothing.
    await DeadLetterModel.updateOne(
      { key },
      { $setOnInsert: { ...failure, attempts: 0, firstAt: now, dead: false } },
      { upsert: true },
    ).catch((duplicate: unknown) => {
      if (!isDuplicateKey(duplicate)) throw duplicate;
    });
    const words = wordsOf(error);
    const before = await DeadLetterModel.findOne({ key }, { attempts: 1 }).lean<Pick<DeadLetter, 'attempts'>>();
    const count = attempts ?? (before?.attempts ?? 0) + 1;
    const nextAt = new Date(now.getTime() + pauseAfter(count));
    const dead = count >= DEAD_AFTER;
    const where = dead && (await placeOf(failure));
    await DeadLetterModel.updateOne(
      { key },
      { $set: { attempts: count, error: words, lastAt: now, nextAt, dead, ...(where && { jurisdiction: where }) } },
    );
    return { attempts: count, nextAt };
  }

  /** It has succeeded. */
  async settle(failure: Failure): Promise<void> {
    await DeadLetterModel.deleteOne({ key: keyOf(failure) });
  }

  /** Documents of a job that have failed: id → when they are due again. */
  async failedOf(job: string): Promise<Map<string, Date>> {
    const rows = await DeadLetterModel.find({ kind: 'JOB', topic: job }, { sourceId: 1, nextAt: 1 }).lean<DeadLetter[]>();
    return new Map(rows.map((one) => [one.sourceId, one.nextAt]));
  }

  /** What has failed longest first. */
  list(scope: Scope, page: PageAsked): Promise<PageGiven<DeadLetter>> {
    return findPage<DeadLetter>(DeadLetterModel, within(scope, { dead: true }), page, oldestFirst);
  }

  find(scope: Scope, id: string): Promise<DeadLetter> {
    return findWithin<DeadLetter>(DeadLetterModel, within(scope, { dead: true }), id, '没有找到，可能已经办成了，请刷新');
  }

  /** Due again now. */
  async hasten(id: Types.ObjectId): Promise<void> {
    await DeadLetterModel.updateOne({ _id: id }, { $set: { nextAt: this.clock.now() } });
  }
}
