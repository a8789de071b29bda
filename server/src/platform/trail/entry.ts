import { createHmac, hkdfSync } from 'node:crypto';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import type { Secrets } from '../settings';

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
  /** Whose officers see it: the province that the subject belongs to; without one, none. */
  jurisdiction?: Jurisdiction;
  at?: Date;
  /** The network that the request came from and a keyed fingerprint of the address (`addressWords`); without one the system itself did it. */
  address?: string;
}

export interface StoredAudit extends AuditRecord {
  /** Made of `entryId`; a number in entries from before there were seals. */
  _id: Types.ObjectId | number;
  entryId: string;
  at: Date;
  /** From before entries named their province: it was found out later, so the fingerprint does not cover it. */
  placedLater?: true;
  /** Keyed fingerprint of what the entry says. */
  mac?: string;
  /** Not sealed yet. */
  pending?: true;
  /** Place in the trail, without gaps; given by the seal. */
  seq?: number;
}

export const AuditModel = mongoose.model<StoredAudit>(
  'Audit',
  new Schema<StoredAudit>(
    {
      _id: Schema.Types.Mixed,
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
      jurisdiction: String,
      placedLater: Boolean,
      address: String,
      at: Date,
      mac: String,
      pending: Boolean,
      seq: Number,
    } as never,
    { collection: 'audit', versionKey: false },
  ),
);

/** The key of the trail, of this installation's secrets: who can only write to the database cannot make an entry or a seal. */
export const trailKey = (secrets: Secrets): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(secrets.blindIndexKey, 'base64'), '', 'audit trail', 32));

export const keyed = (key: Buffer, parts: readonly unknown[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');

export const macOf = (key: Buffer, entry: StoredAudit): string =>
  keyed(key, [
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
    ...(entry.jurisdiction && !entry.placedLater ? [entry.jurisdiction] : []),
    // Named, so that it is not taken for a province; entries from before have none.
    ...(entry.address ? [{ address: entry.address }] : []),
  ]);
