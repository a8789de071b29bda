import { Inject, Singleton } from '@midwayjs/core';
import { Schema, Types, type Model } from 'mongoose';
import type { Clock } from './clock';
import { trusted } from './database';
import type { Logger } from './logger';

/** Something that must happen after a change, stored inside the changed document (design.md section 4). */
export interface NewOutboxEntry {
  topic: string;
  payload: Record<string, unknown>;
  /** Earliest delivery; default at once. */
  notBefore?: Date;
}

export interface OutboxEntry extends Required<NewOutboxEntry> {
  id: string;
  attempts: number;
}

/** Where an entry came from; `id` is what a consumer keeps to notice a second delivery. */
export interface Delivery {
  id: string;
  sourceId: string;
  attempts: number;
}

export type Consumer = (payload: never, delivery: Delivery) => Promise<void>;

interface Watched {
  _id: Types.ObjectId | string;
  outbox: OutboxEntry[];
}

const entrySchema = new Schema<OutboxEntry>(
  { id: String, topic: String, payload: Schema.Types.Mixed, notBefore: Date, attempts: Number },
  { _id: false, minimize: false },
);

/** The field `outbox` of every schema whose documents carry one. */
export const outboxField = { type: [entrySchema], default: [] };

const watched: Model<Watched>[] = [];
const LEASE_MS = 60_000;
const POLL_MS = 1_000;

/** Has the worker look after a collection whose documents carry an outbox. */
export function watchOutbox(model: unknown): void {
  watched.push(model as Model<Watched>);
}

/**
 * Delivers outbox entries at least once, in the order of one document, to consumers that do not mind twice.
 * A crash anywhere leaves the entry where it was; a failing consumer is tried again with growing pauses, for ever.
 */
@Singleton()
export class Outbox {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;

  private readonly consumers = new Map<string, Consumer>();
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private again = false;
  private stopped = true;

  on(topic: string, consumer: Consumer): void {
    if (this.consumers.has(topic)) throw new Error(`outbox topic ${topic} has two consumers`);
    this.consumers.set(topic, consumer);
  }

  stamp(entries: readonly NewOutboxEntry[], at: Date): OutboxEntry[] {
    return entries.map((entry) => ({ id: new Types.ObjectId().toHexString(), attempts: 0, notBefore: at, ...entry }));
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.kick(), POLL_MS);
    this.kick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Something new is there: look now instead of at the next poll. */
  kick(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: Error) => this.logger.error({ err: error }, 'outbox round failed'))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.kick();
        }
      });
  }

  /** Waits for the round under way, then makes one more: what was due when this was called is delivered. */
  async settle(): Promise<void> {
    while (this.running) await this.running;
    await this.drain();
  }

  /** One round over all collections. */
  private async drain(): Promise<void> {
    for (const model of watched) {
      const due = await model
        .find({ 'outbox.notBefore': trusted({ $lte: this.clock.now() }) }, { outbox: 1 })
        .limit(200)
        .lean<Watched[]>();
      for (const document of due) for (const entry of document.outbox) await this.deliver(model, document._id, entry);
    }
  }

  private async deliver(model: Model<Watched>, sourceId: Watched['_id'], entry: OutboxEntry): Promise<void> {
    const now = this.clock.now();
    if (entry.notBefore > now) return;
    // The lease is the same field as the due time: one write claims it, and a crash lets it fall due again.
    const claim = await model.updateOne(
      { _id: sourceId, outbox: trusted({ $elemMatch: { id: entry.id, notBefore: { $lte: now } } }) },
      { $set: { 'outbox.$.notBefore': new Date(now.getTime() + LEASE_MS) }, $inc: { 'outbox.$.attempts': 1 } },
    );
    if (claim.modifiedCount === 0) return;
    const attempts = entry.attempts + 1;
    try {
      const consumer = this.consumers.get(entry.topic);
      if (!consumer) throw new Error(`no consumer for topic ${entry.topic}`);
      await consumer(entry.payload as never, { id: entry.id, sourceId: String(sourceId), attempts });
      await model.updateOne({ _id: sourceId }, { $pull: { outbox: { id: entry.id } } });
    } catch (error) {
      const pause = Math.min(2 ** Math.min(attempts, 12) * 250, 15 * 60_000);
      this.logger.warn({ err: error, topic: entry.topic, entryId: entry.id, attempts }, 'outbox delivery failed, will try again');
      await model.updateOne(
        { _id: sourceId, 'outbox.id': entry.id },
        { $set: { 'outbox.$.notBefore': new Date(this.clock.now().getTime() + pause) } },
      );
    }
  }
}
