import { Init, Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import { Batcher } from './batcher';
import type { Clock } from './clock';
import { trusted } from './database';
import { notFound } from './errors';
import { requestScope } from './logger';
import { Outbox } from './outbox';
import { within, type Scope } from './policy';
import type { Settings } from './settings';
import { TrailCheck } from './trail/check';
import { AuditModel, macOf, trailKey, type AuditRecord, type StoredAudit } from './trail/entry';
import { leafOf, pathsOf, SealModel, type PathStep, type Seal } from './trail/seal';

/** That an entry stands in the trail: its leaf leads by the path to the root of a seal. */
interface AuditProof {
  seq: number;
  leaf: string;
  path: PathStep[];
  seal: Omit<Seal, 'entries'>;
}

const INSERTS = 500;

/** The audit trail: append-only, by many at once and without a lock; the sealer numbers and seals what was appended. */
@Singleton()
export class Audit {
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly trail: TrailCheck;
  @Inject() private readonly settings: Settings;
  private readonly inserts = new Batcher<StoredAudit>(INSERTS, (entries) => insert(entries));

  @Init()
  async listen(): Promise<void> {
    this.outbox.on('audit', (payload: AuditRecord, delivery) => this.append(payload, delivery.id), { concurrency: 128, ahead: 16 });
  }

  /** Appends one entry; the same `entryId` is written once. */
  append(record: AuditRecord, entryId: string): Promise<void> {
    const address = record.address ?? requestScope.getStore()?.address;
    const said = Object.fromEntries(
      Object.entries({ ...record, address }).filter(([, value]) => value !== undefined),
    ) as unknown as AuditRecord;
    const at = record.at ?? this.clock.now();
    const entry: StoredAudit = { _id: new Types.ObjectId(entryId), entryId, ...said, at, pending: true };
    return this.inserts.add({ ...entry, mac: macOf(trailKey(this.settings.secrets), entry) });
  }

  /** What is sealed, newest first, from below `before`. A look writes nothing: what was appended a moment ago comes with the next seal. */
  async list(
    scope: Scope,
    filter: { subjectId?: string; actorId?: string; before?: number; limit: number },
  ): Promise<(StoredAudit & { seq: number })[]> {
    const asked = {
      ...(filter.subjectId && { subjectId: filter.subjectId }),
      ...(filter.actorId && { actorId: filter.actorId }),
      seq: trusted({ $lt: filter.before ?? Number.MAX_SAFE_INTEGER }),
    };
    return AuditModel.find(within(scope, asked) as never)
      .sort({ seq: -1 })
      .limit(filter.limit)
      .lean<(StoredAudit & { seq: number })[]>();
  }

  /** Are the newest entries and seals sound, and has the background check found nothing? */
  intact(): Promise<boolean> {
    return this.trail.quick();
  }

  /** Throws NOT_FOUND. */
  async proof(seq: number): Promise<AuditProof> {
    const found = await SealModel.findOne({ first: trusted({ $lte: seq }) })
      .sort({ first: -1 })
      .lean<Seal>();
    if (!found || seq >= found.first + found.count) throw notFound('没有这一条留痕');
    const { entries: _, ...seal } = found;
    const inPlace = { seq: trusted({ $gte: seal.first, $lt: seal.first + seal.count }) };
    const macs = await AuditModel.find(inPlace, { seq: 1, mac: 1 }).sort({ seq: 1 }).lean<StoredAudit[]>();
    const leaves = macs.map((entry) => leafOf(entry.seq!, entry.mac!));
    const at = seq - seal.first;
    return { seq, leaf: leaves[at]!, path: pathsOf(leaves)(at), seal };
  }
}

/** Entries that were appended before stay as they are. */
async function insert(entries: StoredAudit[]): Promise<void> {
  await AuditModel.collection.insertMany(entries as never, { ordered: false }).catch((error: { writeErrors?: { code: number }[] }) => {
    const { writeErrors } = error;
    if (!writeErrors?.length || writeErrors.some((one) => one.code !== 11000)) throw error;
  });
}
