import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { Schema } from 'mongoose';
import type { Clock } from './clock';
import { randomToken } from './crypto';
import { trusted } from './database';
import { isDuplicateKey } from './errors';

interface Lease {
  _id: string;
  holder: string;
  until: Date;
}

const LeaseModel = mongoose.model<Lease>(
  'Lease',
  new Schema<Lease>({ _id: String, holder: String, until: Date }, { collection: 'leases', versionKey: false }),
);

/** What one process at a time may do. A holder that dies loses it when it runs out; what is done under it must bear two holders for a moment. */
@Singleton()
export class Leases {
  @Inject() private readonly clock: Clock;
  /** This process, among those on the same database. */
  readonly holder = randomToken(9);

  /** True when this process holds it now, also if it did before. */
  async take(name: string, ms: number): Promise<boolean> {
    const now = this.clock.now();
    const mine = await LeaseModel.findOneAndUpdate(
      { _id: name, $or: [{ holder: this.holder }, { until: trusted({ $lte: now }) }] },
      { $set: { holder: this.holder, until: new Date(now.getTime() + ms) } },
      { returnDocument: 'after' },
    ).lean<Lease>();
    // Never taken by anybody before, or somebody else's.
    return mine !== null || (await this.takeAll([name], ms)).has(name);
  }

  /** Those of the names that this process holds now: its own renewed, the free ones taken. */
  async takeAll(names: readonly string[], ms: number): Promise<Set<string>> {
    const held = await this.claim(names, ms);
    const missing = names.filter((name) => !held.has(name));
    if (!missing.length) return held;
    const known = await LeaseModel.find({ _id: trusted({ $in: missing }) }, { _id: 1 }).lean<Lease[]>();
    const unknown = missing.filter((name) => !known.some((one) => one._id === name));
    if (!unknown.length) return held;
    await LeaseModel.insertMany(
      unknown.map((_id) => ({ _id, holder: '', until: new Date(0) })),
      { ordered: false },
    ).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
    return this.claim(names, ms);
  }

  /** Lets it go; nobody else takes it before `from`. */
  async release(names: readonly string[], from = this.clock.now()): Promise<void> {
    await LeaseModel.updateMany({ _id: trusted({ $in: [...names] }), holder: this.holder }, { $set: { until: from } });
  }

  /** How many live leases begin with the prefix. */
  count(prefix: string): Promise<number> {
    return LeaseModel.countDocuments({ _id: trusted({ $gte: prefix, $lt: `${prefix}\uffff` }), until: trusted({ $gt: this.clock.now() }) });
  }

  private async claim(names: readonly string[], ms: number): Promise<Set<string>> {
    const now = this.clock.now();
    const among = { _id: trusted({ $in: [...names] }) };
    await LeaseModel.updateMany(
      { ...among, $or: [{ holder: this.holder }, { until: trusted({ $lte: now }) }] },
      { $set: { holder: this.holder, until: new Date(now.getTime() + ms) } },
    );
    const held = await LeaseModel.find({ ...among, holder: this.holder }, { _id: 1 }).lean<Lease[]>();
    return new Set(held.map((one) => one._id));
  }
}
