import { Init, Inject, Singleton } from '@midwayjs/core';
import type { Clock } from '../clock';
import { trusted } from '../database';
import { isDuplicateKey } from '../errors';
import { Jobs } from '../jobs';
import type { Settings } from '../settings';
import { TrailAnchor } from './anchor';
import { AuditModel, macOf, trailKey, type StoredAudit } from './entry';
import { leafOf, rootOf, SealModel, sealHash, type Seal } from './seal';

const SEAL_EVERY_MS = 1_000;
const BATCH = 500;

/**
 * Gives entries their place in the trail and seals them, batch after batch. The job's lease gives it to one process; should two
 * seal for a moment, the seal's own number lets one win. The seal is stored first and names its entries, so a crash after it only leaves
 * places to be given and its hash to be written outside, once more.
 */
@Singleton()
export class Sealer {
  @Inject() private readonly anchor: TrailAnchor;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly jobs: Jobs;
  @Inject() private readonly settings: Settings;
  /** Hash of the newest seal whose entries are known to have their places and whose hash is outside. */
  private known = '';

  @Init()
  async listen(): Promise<void> {
    this.jobs.every(SEAL_EVERY_MS, 'audit.seal', () => this.seal());
  }

  /** Seals all that was appended before the call. */
  async seal(): Promise<void> {
    const key = trailKey(this.settings.secrets);
    for (;;) {
      const last = await SealModel.findOne().sort({ _id: -1 }).lean<Seal>();
      if (last && last.hash !== this.known && sealHash(key, last) === last.hash) {
        // A crash may have come before its entries had their places or its hash was outside.
        await this.place(last, key);
        await this.anchor.write(last);
        this.known = last.hash;
      }
      const batch = await AuditModel.find({ pending: true }).sort({ _id: 1 }).limit(BATCH).lean<StoredAudit[]>();
      if (!batch.length) return;
      const first = last ? last.first + last.count : 1;
      const macs = (await this.fromBefore(batch)) ? batch.map((entry) => fingerprint(entry, key)) : batch.map((entry) => entry.mac ?? '');
      const open = {
        _id: (last?._id ?? 0) + 1,
        first,
        count: batch.length,
        at: this.clock.now(),
        root: rootOf(macs.map((mac, at) => leafOf(first + at, mac))),
        previous: last?.hash ?? '',
      };
      const seal: Seal = { ...open, entries: batch.map((entry) => entry.entryId), hash: sealHash(key, open) };
      try {
        await SealModel.create(seal);
      } catch (error) {
        // Another process sealed this number: go on after it.
        if (isDuplicateKey(error)) continue;
        throw error;
      }
      await this.place(seal, key);
      await this.anchor.write(seal);
      this.known = seal.hash;
      if (batch.length < BATCH) return;
    }
  }

  /** Entries from before there were seals come first: once a newer one has its place, one without a fingerprint was slipped in. */
  private async fromBefore(batch: readonly StoredAudit[]): Promise<boolean> {
    if (batch.every((entry) => entry.mac)) return false;
    return !(await AuditModel.exists({ _id: trusted({ $type: 'objectId' }), seq: trusted({ $gte: 1 }) }));
  }

  private async place(seal: Seal, key: Buffer): Promise<void> {
    const open = { entryId: trusted({ $in: seal.entries }), pending: true as const };
    for (const entry of await AuditModel.find({ ...open, mac: trusted({ $exists: false }) }).lean<StoredAudit[]>())
      await AuditModel.collection.updateOne({ _id: entry._id as never, pending: true }, { $set: { mac: fingerprint(entry, key) } });
    // One statement for all of them: so many single ones would cost the database ten times as much.
    const seq = { $add: [seal.first, { $indexOfArray: [{ $literal: seal.entries }, '$entryId'] }] };
    await AuditModel.collection.updateMany(open, [{ $set: { seq } }, { $unset: ['pending'] }]);
  }
}

/** Entries from before there were seals have none yet. */
const fingerprint = (entry: StoredAudit, key: Buffer): string => entry.mac ?? (typeof entry._id === 'number' ? macOf(key, entry) : '');
