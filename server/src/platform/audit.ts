import { Init, Inject, Singleton } from '@midwayjs/core';
import mongoose, { Schema } from 'mongoose';
import type { Clock } from './clock';
import { sha256 } from './crypto';
import { trusted } from './database';
import { isDuplicateKey } from './errors';
import { Outbox } from './outbox';

/** What is written of an act: ids and codes, never a name's number or a phone. */
export interface AuditRecord {
  action: string;
  subjectKind: string;
  subjectId: string;
  outcome: string;
  actorRole: string;
  actorId?: string;
  actorName?: string;
  reason?: string;
  ruleIds?: string[];
  packVersion?: string;
  at?: Date;
}

interface StoredAudit extends Required<Pick<AuditRecord, 'action' | 'subjectKind' | 'subjectId' | 'outcome' | 'actorRole'>>, AuditRecord {
  _id: number;
  entryId: string;
  previousHash: string;
  hash: string;
}

const AuditModel = mongoose.model<StoredAudit>(
  'Audit',
  new Schema<StoredAudit>(
    {
      _id: Number,
      entryId: String,
      action: String,
      subjectKind: String,
      subjectId: String,
      outcome: String,
      actorRole: String,
      actorId: String,
      actorName: String,
      reason: String,
      ruleIds: [String],
      packVersion: String,
      at: Date,
      previousHash: String,
      hash: String,
    },
    { collection: 'audit', versionKey: false },
  ),
);

const hashOf = (entry: Omit<StoredAudit, 'hash'>): string =>
  sha256(
    JSON.stringify([
      entry._id,
      entry.entryId,
      entry.action,
      entry.subjectKind,
      entry.subjectId,
      entry.outcome,
      entry.actorRole,
      entry.actorId ?? '',
      entry.actorName ?? '',
      entry.reason ?? '',
      entry.ruleIds ?? [],
      entry.packVersion ?? '',
      entry.at?.toISOString() ?? '',
      entry.previousHash,
    ]),
  );

/** The audit trail: append-only, numbered without gaps, each entry holding the hash of the one before. */
@Singleton()
export class Audit {
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly clock: Clock;
  private tail: Promise<void> = Promise.resolve();

  @Init()
  async listen(): Promise<void> {
    this.outbox.on('audit', (payload: AuditRecord, delivery) => this.append(payload, delivery.id));
  }

  /** Appends one entry; the same `entryId` is written once. */
  append(record: AuditRecord, entryId: string): Promise<void> {
    const next = this.tail.then(() => this.write(record, entryId));
    this.tail = next.catch(() => undefined);
    return next;
  }

  /** Newest first, from below `before`. */
  async list(filter: { subjectId?: string; before?: number; limit: number }): Promise<StoredAudit[]> {
    return AuditModel.find({
      ...(filter.subjectId && { subjectId: filter.subjectId }),
      ...(filter.before && { _id: trusted({ $lt: filter.before }) }),
    })
      .sort({ _id: -1 })
      .limit(filter.limit)
      .lean<StoredAudit[]>();
  }

  /** Recomputes the chain over the newest `depth` entries. */
  async intact(depth: number): Promise<boolean> {
    const entries = await AuditModel.find().sort({ _id: -1 }).limit(depth).lean<StoredAudit[]>();
    return entries.every((entry, index) => {
      const older = entries[index + 1];
      return hashOf(entry) === entry.hash && (!older || (entry.previousHash === older.hash && entry._id === older._id + 1));
    });
  }

  private async write(record: AuditRecord, entryId: string): Promise<void> {
    for (;;) {
      const last = await AuditModel.findOne().sort({ _id: -1 }).lean<StoredAudit>();
      const entry = { ...record, at: record.at ?? this.clock.now(), _id: (last?._id ?? 0) + 1, entryId, previousHash: last?.hash ?? '' };
      try {
        await AuditModel.create({ ...entry, hash: hashOf(entry) });
        return;
      } catch (error) {
        if (isDuplicateKey(error, 'entryId')) return;
        // Another process took this number: take the next one.
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }
}
