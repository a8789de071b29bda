import type { Model, Types } from 'mongoose';
import type { OutboxEntry } from './outbox';

/** Where an entry came from; `id` is what a consumer keeps to notice a second delivery. */
export interface Delivery {
  id: string;
  sourceId: string;
  attempts: number;
}

export type Consumer = (payload: never, delivery: Delivery) => Promise<void>;

/** How a topic is delivered. */
export interface LaneOptions {
  /** Topics of one name share a lane and its order, with the options of the first; default the topic's own. */
  lane?: string;
  /** Documents at once; default 8. */
  concurrency?: number;
  /** Documents taken in for each of these, before the lane is full; the rest stays in the database. Default 8. */
  ahead?: number;
  /**
   * An entry waits until those of its lane before it in the same document are delivered, also while they fail; with a function,
   * only for those whose payloads it gives the same key.
   */
  ordered?: true | ((payload: never) => string);
}

/** A document that carries an outbox. */
export interface Watched {
  _id: Types.ObjectId | string;
  outbox: OutboxEntry[];
}

/** An entry that is due but must wait for one that failed, and until when. */
export interface Waiting {
  id: string;
  until: Date;
}

/** The due entries of one lane in one document, in their order. */
export interface Parcel {
  model: Model<Watched>;
  sourceId: Watched['_id'];
  entries: OutboxEntry[];
}

const CONCURRENCY = 8;
const AHEAD = 8;

/** A way out of one topic or a few: so many documents at once, whatever other lanes do; one document's entries one after the other. */
export class Lane {
  readonly consumers = new Map<string, Consumer>();
  private readonly queue: Parcel[] = [];
  /** Documents and what was taken of them. */
  private readonly inHand = new Map<string, ReadonlySet<string>>();
  private active = 0;
  private readonly concurrency: number;
  private readonly capacity: number;
  /** Collections with entries that had to stay behind. */
  private readonly behind = new Set<Model<Watched>>();
  private idle?: { promise: Promise<void>; done: () => void };

  constructor(
    readonly name: string,
    private readonly options: LaneOptions,
    /** Delivers one entry; false when it failed. */
    private readonly deliver: (consumer: Consumer, parcel: Parcel, entry: OutboxEntry) => Promise<boolean>,
    private readonly lookAgain: (model: Model<Watched>) => void,
  ) {
    this.concurrency = options.concurrency ?? CONCURRENCY;
    this.capacity = this.concurrency * (options.ahead ?? AHEAD);
  }

  get topics(): string[] {
    return [...this.consumers.keys()];
  }

  get taken(): number {
    return this.inHand.size;
  }

  get full(): boolean {
    return this.inHand.size >= this.capacity;
  }

  /** Takes what is due of a document; true when there was something new that it could take. */
  take(model: Model<Watched>, document: Watched, isDue: (entry: OutboxEntry) => boolean): boolean {
    const entries = this.mine(document.outbox).filter((entry) => isDue(entry) && !this.blockerOf(entry, document.outbox, isDue));
    if (!entries.length) return false;
    const key = keyOf(model, document._id);
    const taken = this.inHand.get(key);
    if (taken || this.full) {
      if (!taken || entries.some(({ id }) => !taken.has(id))) this.behind.add(model);
      return false;
    }
    this.inHand.set(key, new Set(entries.map(({ id }) => id)));
    this.queue.push({ model, sourceId: document._id, entries });
    this.fill();
    return true;
  }

  /** Resolves when nothing is in hand. */
  async drained(): Promise<void> {
    if (!this.inHand.size) return;
    if (!this.idle) {
      let done = (): void => undefined;
      const promise = new Promise<void>((resolve) => (done = resolve));
      this.idle = { promise, done };
    }
    await this.idle.promise;
  }

  /** The due ones that must wait for one that is not due. */
  waiting({ outbox }: Watched, isDue: (entry: OutboxEntry) => boolean): Waiting[] {
    return this.mine(outbox).flatMap((entry) => {
      const blocker = isDue(entry) && this.blockerOf(entry, outbox, isDue);
      return blocker ? [{ id: entry.id, until: blocker.notBefore }] : [];
    });
  }

  /** An entry and those that go with it because of the lane's order. */
  together(entry: OutboxEntry, outbox: readonly OutboxEntry[]): OutboxEntry[] {
    const order = this.orderOf(entry);
    return order === undefined ? [entry] : this.mine(outbox).filter((one) => this.orderOf(one) === order);
  }

  /** Forgets what it has not begun: it is still in the database. */
  abandon(): void {
    for (const parcel of this.queue.splice(0)) this.inHand.delete(keyOf(parcel.model, parcel.sourceId));
    this.rest();
  }

  private mine(outbox: readonly OutboxEntry[]): OutboxEntry[] {
    return outbox.filter((entry) => this.consumers.has(entry.topic));
  }

  /** The first before it in its order that is not due. */
  private blockerOf(entry: OutboxEntry, outbox: readonly OutboxEntry[], isDue: (entry: OutboxEntry) => boolean): OutboxEntry | undefined {
    if (!this.options.ordered) return undefined;
    const line = this.together(entry, outbox);
    return line.slice(0, line.indexOf(entry)).find((one) => !isDue(one));
  }

  /** Entries of the same order do not pass one another; undefined passes and is passed. */
  private orderOf(entry: OutboxEntry): string | undefined {
    const { ordered } = this.options;
    return ordered === true ? '' : ordered?.(entry.payload as never);
  }

  private fill(): void {
    while (this.active < this.concurrency) {
      const parcel = this.queue.shift();
      if (!parcel) return;
      this.active += 1;
      void this.carry(parcel).then(() => this.finish(parcel));
    }
  }

  private async carry(parcel: Parcel): Promise<void> {
    const failed = new Set<string>();
    for (const entry of parcel.entries) {
      const order = this.orderOf(entry);
      if (order !== undefined && failed.has(order)) continue;
      const delivered = await this.deliver(this.consumers.get(entry.topic)!, parcel, entry);
      if (!delivered && order !== undefined) failed.add(order);
    }
  }

  private finish({ model, sourceId }: Parcel): void {
    this.active -= 1;
    this.inHand.delete(keyOf(model, sourceId));
    this.fill();
    if (this.inHand.size <= this.capacity / 2) {
      for (const one of this.behind) this.lookAgain(one);
      this.behind.clear();
    }
    this.rest();
  }

  private rest(): void {
    if (this.inHand.size) return;
    this.idle?.done();
    this.idle = undefined;
  }
}

const keyOf = (model: Model<Watched>, id: Watched['_id']): string => `${model.modelName}/${String(id)}`;
