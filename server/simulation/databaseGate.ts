import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose from 'mongoose';
import type { OutboxEntry } from '../src/platform/outbox';

/** One API, as the gate knows it: a dead one reaches the database no more. */
export interface Living {
  name: string;
  dead: boolean;
}

/** For which API the present code runs; `counted`: at a place where strikes fall, so that they fall at the same write each time. */
interface Hand {
  of: Living;
  counted: boolean;
}

/**
 * What a strike does at a write. REFUSED: the database takes neither this one nor what follows in this act · UNANSWERED: it is written, and
 * the answer is lost · KILLED_BEFORE, KILLED_AFTER: the process ends there.
 */
export const STRIKES = ['REFUSED', 'UNANSWERED', 'KILLED_BEFORE', 'KILLED_AFTER'] as const;
export interface Strike {
  kind: (typeof STRIKES)[number];
  /** Falls at this write of the act, from 1. */
  write: number;
}

const WRITES = ['insertOne', 'bulkWrite', 'updateOne', 'updateMany', 'findOneAndUpdate', 'deleteOne', 'deleteMany', 'replaceOne'] as const;
const READS = ['find', 'countDocuments', 'aggregate', 'distinct'] as const;
type Method = (...given: never[]) => unknown;
type Collection = Record<(typeof WRITES)[number] | (typeof READS)[number], Method>;
type Self = { collectionName: string };

const away = () => new mongoose.mongo.MongoNetworkError('simulated: the database does not answer');

/** Stands between the APIs of this process and their database: strikes fall here, and what was written is known here. */
export class DatabaseGate {
  /** Collections that were written to, by whomever. */
  readonly written = new Set<string>();
  private news = new Set<string>();
  /** What must follow, of all writes that the database has taken: by the entry's id. */
  readonly owed = new Map<string, OutboxEntry>();
  private readonly hands = new AsyncLocalStorage<Hand>();
  private readonly genuine: Collection;
  private strike?: Strike;
  private refusing?: Living;
  private losing?: string;
  private writes = 0;
  private hit?: string;

  constructor() {
    const prototype = mongoose.mongo.Collection.prototype as unknown as Collection;
    this.genuine = Object.fromEntries([...WRITES, ...READS].map((name) => [name, prototype[name]])) as Collection;
    const { genuine } = this;
    const write = (self: Self, name: (typeof WRITES)[number], given: never[]) => this.write(self, name, given);
    const mayRead = () => this.mayReach();
    for (const name of WRITES)
      prototype[name] = function (this: Self, ...given: never[]) {
        return write(this, name, given);
      };
    for (const name of READS)
      prototype[name] = function (this: unknown, ...given: never[]) {
        mayRead();
        return genuine[name].apply(this as never, given);
      };
  }

  remove(): void {
    Object.assign(mongoose.mongo.Collection.prototype, this.genuine);
  }

  /** Collections that were written to since the last time it was asked. */
  takeNews(): ReadonlySet<string> {
    const { news } = this;
    this.news = new Set();
    return news;
  }

  /** Runs something as this API. */
  as<T>(of: Living, act: () => T, counted = true): T {
    return this.hands.run({ of, counted }, act);
  }

  /** The same API, at a place where strikes may fall. */
  counted<T>(act: () => T): T {
    const hand = this.hands.getStore();
    return hand ? this.as(hand.of, act) : act();
  }

  /** The next write to this collection, whoever's it is, comes about, and its answer is lost. */
  loseAnswerOf(collection: string): void {
    this.losing = collection;
  }

  /** Arms one strike for the act to come. */
  arm(strike: Strike | undefined): void {
    [this.strike, this.writes, this.hit] = [strike, 0, undefined];
  }

  /** Disarms it; where it fell, or undefined when the act had fewer writes. */
  disarm(): string | undefined {
    const { hit } = this;
    [this.strike, this.refusing, this.hit] = [undefined, undefined, undefined];
    return hit;
  }

  private mayReach(): void {
    const hand = this.hands.getStore();
    if (hand && (hand.of.dead || this.refusing === hand.of)) throw away();
  }

  private async write(self: Self, name: (typeof WRITES)[number], given: never[]): Promise<unknown> {
    this.mayReach();
    const hand = this.hands.getStore();
    const strike = hand?.counted && this.strike && ++this.writes === this.strike.write ? this.strike : undefined;
    if (strike) this.hit = `${strike.kind} ${self.collectionName}.${name}`;
    if (strike?.kind === 'KILLED_BEFORE') hand!.of.dead = true;
    if (strike?.kind === 'REFUSED') this.refusing = hand!.of;
    if (strike?.kind === 'KILLED_BEFORE' || strike?.kind === 'REFUSED') throw away();
    const lost = this.losing === self.collectionName;
    if (lost) this.losing = undefined;
    this.written.add(self.collectionName);
    this.news.add(self.collectionName);
    try {
      const answer = await (this.genuine[name].apply(self as never, given) as Promise<unknown>);
      for (const entry of entriesIn(name, given, answer)) this.owed.set(entry.id, entry);
      return answer;
    } finally {
      if (strike?.kind === 'KILLED_AFTER') hand!.of.dead = true;
      // Whatever the answer was, a refusal too: it does not come.
      if (strike || lost) await Promise.reject(away());
    }
  }
}

/** The entries of outboxes that a write has brought into the database. */
function entriesIn(name: (typeof WRITES)[number], given: unknown[], answer: unknown): OutboxEntry[] {
  if (name === 'insertOne') return (given[0] as { outbox?: OutboxEntry[] }).outbox ?? [];
  if (name === 'bulkWrite')
    return (given[0] as { insertOne?: { document: { outbox?: OutboxEntry[] } } }[]).flatMap((one) => one.insertOne?.document.outbox ?? []);
  const update = given[1] as { $push?: { outbox?: OutboxEntry | { $each: OutboxEntry[] } }; $setOnInsert?: { outbox?: OutboxEntry[] } };
  const { modifiedCount = 0, upsertedCount = 0, ...rest } = (answer ?? {}) as Record<string, unknown>;
  const found = name === 'findOneAndUpdate' && answer !== null && !('value' in rest && rest.value === null);
  const pushed = update?.$push?.outbox;
  if (pushed && (modifiedCount || found)) return '$each' in pushed ? pushed.$each : [pushed];
  return upsertedCount ? (update?.$setOnInsert?.outbox ?? []) : [];
}
