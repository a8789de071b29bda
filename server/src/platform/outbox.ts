import { Init, Inject, Singleton } from '@midwayjs/core';
import mongoose, { Schema, Types, type Model } from 'mongoose';
import type { Clock } from './clock';
import { trusted } from './database';
import { DEAD_AFTER, DeadLetters, pauseAfter, type Failure } from './deadLetters';
import { outboxDelivered } from './http/metrics';
import { Lane, type Consumer, type LaneOptions, type Parcel, type Watched } from './lane';
import { BEAT_MS, LaneHold } from './laneHold';
import { Leases } from './leases';
import { requestScope, type Logger } from './logger';
import { dueOf, OutboxWrites } from './outboxWrites';

export type { Delivery } from './lane';

/** Something that must happen after a change, stored inside the changed document (design.md section 4). */
export interface NewOutboxEntry {
  topic: string;
  payload: Record<string, unknown>;
  /** Earliest delivery; default at once. */
  notBefore?: Date;
}

export interface OutboxEntry extends Required<NewOutboxEntry> {
  id: string;
  /** Failed deliveries. */
  attempts: number;
}

const entrySchema = new Schema<OutboxEntry>(
  { id: String, topic: String, payload: Schema.Types.Mixed, notBefore: Date, attempts: Number },
  { _id: false, minimize: false },
);

/** The field `outbox` of every schema whose documents carry one. */
export const outboxField = { type: [entrySchema], default: [] };

const watched: Model<Watched>[] = [];
const POLL_MS = 1_000;
/** Longer than a dead process keeps its lanes. */
const WAIT_MS = 10_000;
const TOLD_MS = 100;
const STREAM_AGAIN_MS = 60_000;
const STRAYS_MS = 60_000;
/** A page of one collection: a look may cost the database as much as all that is due there, so it brings much. */
const BATCH = 1_000;

/** Has the worker look after a collection whose documents carry an outbox. */
export function watchOutbox(model: unknown): void {
  watched.push(model as Model<Watched>);
}

/**
 * Delivers outbox entries at least once to consumers that do not mind twice. Each topic has a lane of its own, held by one process at a
 * time, so that a slow or failing system holds up nothing else. Inside a lane the entries of one document start in their order; one that is
 * `ordered` does not pass a failing one. Between lanes and documents there is no order: a consumer looks at how things stand.
 * A crash anywhere leaves the entry where it was; a failing one is tried again with growing pauses, for ever, and listed after ten times.
 */
@Singleton()
export class Outbox {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly deadLetters: DeadLetters;
  @Inject() private readonly leases: Leases;
  @Inject() private readonly logger: Logger;

  private readonly lanes = new Map<string, Lane>();
  private hold!: LaneHold;
  private readonly writes = new OutboxWrites();
  private readonly wanted = new Set<Model<Watched>>();
  private looking?: Promise<void>;
  private looks: Promise<void> = Promise.resolve();
  /** Entries that ended while a query was under way: its answer may still show them. */
  private ended = new Set<string>();
  /** How many entries this process has delivered. */
  delivered = 0;
  private timers: NodeJS.Timeout[] = [];
  private stream?: { close(): Promise<void> };
  private stopped = true;

  @Init()
  async prepare(): Promise<void> {
    this.hold = new LaneHold(
      this.clock,
      this.leases,
      () => [...this.lanes.keys()],
      () => this.kick(),
    );
  }

  on(topic: string, consumer: Consumer, options: LaneOptions = {}): void {
    if (this.laneOf(topic)) throw new Error(`outbox topic ${topic} has two consumers`);
    const name = options.lane ?? topic;
    const deliver = (by: Consumer, parcel: Parcel, entry: OutboxEntry) => this.deliver(by, parcel, entry);
    const lane = this.lanes.get(name) ?? new Lane(name, options, deliver, (model) => this.kick(model));
    lane.consumers.set(topic, consumer);
    this.lanes.set(name, lane);
  }

  stamp(entries: readonly NewOutboxEntry[], at: Date): OutboxEntry[] {
    const address = requestScope.getStore()?.address;
    return entries.map((entry) => {
      const stamped = { id: new Types.ObjectId().toHexString(), attempts: 0, notBefore: at, ...entry };
      return entry.topic === 'audit' && address ? { ...stamped, payload: { ...(entry.payload as object), address } } : stamped;
    });
  }

  start(): void {
    this.stopped = false;
    const quietly = (what: string, act: () => Promise<void>) => () =>
      void act().catch((error: Error) => this.logger.error({ err: error }, `outbox: ${what} failed`));
    this.timers = [
      setInterval(() => this.kick(), POLL_MS),
      setInterval(
        quietly('holding lanes', () => this.hold.beat()),
        BEAT_MS,
      ),
      setInterval(
        quietly('looking for strays', () => this.findStrays()),
        STRAYS_MS,
      ),
    ];
    this.watch();
    this.kick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.stream?.close().catch(() => undefined);
    await this.looking;
    for (const lane of this.lanes.values()) lane.abandon();
    await Promise.all([...this.lanes.values()].map((lane) => lane.drained()));
    await this.hold.release().catch((error: Error) => this.logger.warn({ err: error }, 'leases not released'));
  }

  /** Something new is there, in that collection or anywhere: look now instead of at the next poll. */
  kick(model?: unknown): void {
    if (this.stopped) return;
    for (const one of model ? [model as Model<Watched>] : watched) this.wanted.add(one);
    this.looking ??= this.lookOn()
      .catch((error: Error) => this.logger.error({ err: error }, 'outbox round failed'))
      .then(() => void (this.looking = undefined));
  }

  /** Delivers until nothing is due any more that can be delivered. */
  async settle(): Promise<void> {
    const until = this.clock.now().getTime() + WAIT_MS;
    for (; this.hold.size < this.lanes.size && this.clock.now().getTime() < until; await this.clock.pause(50)) await this.hold.beat();
    for (;;) {
      await this.looking;
      const count = this.delivered;
      for (const model of watched) await this.look(model);
      for (const lane of this.lanes.values()) await lane.drained();
      if (this.delivered === count) return;
    }
  }

  /** One round of this process: its lanes renewed, and what is due in these collections delivered, one after the other. */
  async round(collections: ReadonlySet<string>): Promise<void> {
    await this.hold.beat();
    for (const model of watched.filter((one) => collections.has(one.collection.collectionName))) {
      await this.look(model);
      for (const lane of this.lanes.values()) await lane.drained();
    }
  }

  /** Makes one entry due now, and what waits for it. False when it is not there any more. */
  async hasten(sourceKind: string, sourceId: string, entryId: string): Promise<boolean> {
    const model = watched.find((one) => one.modelName === sourceKind);
    const document = await model?.findOne({ _id: sourceId, 'outbox.id': entryId }, { outbox: 1 }).lean<Watched>();
    const entry = document?.outbox.find((one) => one.id === entryId);
    if (!model || !document || !entry) return false;
    const until = this.clock.now();
    const together = this.laneOf(entry.topic)?.together(entry, document.outbox) ?? [entry];
    await this.writes.postpone(
      model,
      together.map(({ id }) => ({ _id: document._id, id, until })),
    );
    this.kick(model);
    return true;
  }

  private laneOf(topic: string): Lane | undefined {
    return [...this.lanes.values()].find((lane) => lane.consumers.has(topic));
  }

  private async lookOn(): Promise<void> {
    for (const model of this.wanted) {
      if (this.stopped) return;
      this.wanted.delete(model);
      await this.look(model);
    }
  }

  /** One look at a time: what ends during a query must be told apart from what it found. */
  private look(model: Model<Watched>): Promise<void> {
    const turn = this.looks.then(() => this.handOut(model));
    this.looks = turn.catch(() => undefined);
    return turn;
  }

  /** Hands what is due in one collection to the lanes that have room. */
  private async handOut(model: Model<Watched>): Promise<void> {
    if (this.hold.stale) await this.hold.beat();
    for (;;) {
      const open = [...this.lanes.values()].filter((lane) => this.hold.has(lane.name) && !lane.full);
      if (!open.length) return;
      const now = this.clock.now();
      const ended = (this.ended = new Set<string>());
      // What the lanes have in hand is still due in the database, and must not fill the answer.
      const limit = BATCH + open.reduce((sum, lane) => sum + lane.taken, 0);
      const found = await model.find(dueOf(open, now), { outbox: 1 }).limit(limit).lean<Watched[]>();
      const isDue = (entry: OutboxEntry) => entry.notBefore <= now && !ended.has(entry.id);
      let taken = 0;
      for (const document of found) for (const lane of open) if (lane.take(model, document, isDue)) taken += 1;
      // What waits for a failing one is due with it: else a page of such documents would hide what is behind them, of other topics too.
      const postponed = found.flatMap((document) =>
        open.flatMap((lane) => lane.waiting(document, isDue).map((one) => ({ _id: document._id, ...one }))),
      );
      const later = postponed.filter(({ until }) => until > now);
      if (later.length) await this.writes.postpone(model, later);
      if ((!taken && !later.length) || found.length < limit) return;
    }
  }

  private async deliver(consumer: Consumer, { model, sourceId }: Parcel, entry: OutboxEntry): Promise<boolean> {
    const attempts = entry.attempts + 1;
    const { topic } = entry;
    const failure: Failure = { kind: 'MESSAGE', topic, sourceKind: model.modelName, sourceId: String(sourceId), entryId: entry.id };
    try {
      // The request that woke the lane is not the one that this came from.
      await requestScope.exit(() => consumer(entry.payload as never, { id: entry.id, sourceId: String(sourceId), attempts }));
      if (entry.attempts >= DEAD_AFTER) await this.deadLetters.settle(failure);
      await this.writes.remove(model, { _id: sourceId, id: entry.id });
      this.delivered += 1;
      outboxDelivered.inc({ topic, outcome: 'delivered' });
      return true;
    } catch (error) {
      outboxDelivered.inc({ topic, outcome: 'failed' });
      const level = attempts === DEAD_AFTER ? 'error' : 'warn';
      this.logger[level]({ err: error, topic, entryId: entry.id, attempts }, 'outbox delivery failed, will try again');
      await this.postpone(failure, model, sourceId, attempts, error).catch((fault: Error) =>
        this.logger.error({ err: fault, topic, entryId: entry.id }, 'a failed delivery could not be noted'),
      );
      return false;
    } finally {
      this.ended.add(entry.id);
    }
  }

  private async postpone(failure: Failure, model: Model<Watched>, _id: Watched['_id'], attempts: number, error: unknown): Promise<void> {
    const notBefore = new Date(this.clock.now().getTime() + pauseAfter(attempts));
    await model.updateOne(
      { _id, 'outbox.id': failure.entryId },
      { $set: { 'outbox.$.notBefore': notBefore }, $inc: { 'outbox.$.attempts': 1 } },
    );
    if (attempts >= DEAD_AFTER) await this.deadLetters.note(failure, error, attempts);
  }

  /**
   * Wakes on what other processes write, where the server has change streams: a replica set, and the embedded database's compiled form.
   * Without them the poll does, for what other processes write; what this one writes wakes it itself.
   */
  private watch(): void {
    const models = new Map(watched.map((model) => [model.collection.collectionName, model]));
    const pipeline = [
      {
        $match: {
          'ns.coll': { $in: [...models.keys()] },
          operationType: { $in: ['insert', 'update', 'replace'] },
          // The last delivered entry was taken out.
          'updateDescription.updatedFields.outbox': { $ne: [] },
        },
      },
      { $project: { ns: 1 } },
    ];
    const stream = mongoose.connection.db!.watch<never, { _id: unknown; ns?: { coll: string } }>(pipeline);
    this.stream = stream;
    const told = new Set<Model<Watched> | undefined>();
    stream.on('change', (change: { ns?: { coll: string } }) => {
      // This process's own writes are told of too: under load that is one look for many.
      if (!told.size) setTimeout(() => this.lookFor(told), TOLD_MS);
      told.add(models.get(change.ns?.coll ?? ''));
    });
    stream.on('error', (error: Error) => {
      void stream.close().catch(() => undefined);
      if (this.stopped || this.stream !== stream) return;
      this.stream = undefined;
      this.logger.info({ reason: error.message }, 'no change stream, the outbox polls');
      this.timers.push(setTimeout(() => !this.stopped && this.watch(), STREAM_AGAIN_MS));
    });
  }

  private lookFor(told: Set<Model<Watched> | undefined>): void {
    for (const model of told) this.kick(model);
    told.clear();
  }

  /** Entries that nobody is there for: of a consumer that was renamed or taken away. */
  private async findStrays(): Promise<void> {
    const unknown = { topic: { $nin: [...this.lanes.values()].flatMap((lane) => lane.topics) }, notBefore: { $lte: this.clock.now() } };
    for (const model of watched) {
      const found = await model
        .find({ 'outbox.topic': trusted({ $gt: '' }), outbox: trusted({ $elemMatch: unknown }) } as never, { outbox: 1 })
        .limit(BATCH)
        .lean<Watched[]>();
      for (const { _id, outbox } of found)
        for (const { id, topic } of outbox.filter((entry) => !this.laneOf(entry.topic)))
          await this.deadLetters.note(
            { kind: 'MESSAGE', topic, sourceKind: model.modelName, sourceId: String(_id), entryId: id },
            new Error(`no consumer for topic ${topic}`),
            DEAD_AFTER,
          );
    }
  }
}
