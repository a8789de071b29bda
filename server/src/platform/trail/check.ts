import { Init, Inject, Singleton } from '@midwayjs/core';
import mongoose, { Schema } from 'mongoose';
import type { Clock } from '../clock';
import { trusted } from '../database';
import { Jobs } from '../jobs';
import type { Logger } from '../logger';
import type { Settings } from '../settings';
import { TrailAnchor } from './anchor';
import { AuditModel, macOf, trailKey, type StoredAudit } from './entry';
import { leafOf, rootOf, SealModel, sealHash, type Seal } from './seal';

/** What is wrong with the trail, and where. */
export interface TrailFault {
  kind: 'ENTRY_CHANGED' | 'ENTRY_MISSING' | 'ENTRY_ADDED' | 'SEAL_BROKEN' | 'SEAL_MISSING' | 'TAIL_CUT';
  seal: number;
  seq?: number;
}

interface CheckState {
  _id: 'trail';
  /** Seal to go on with. */
  next: number;
  /** Found since the last whole round began. */
  faults: TrailFault[];
  checkedAt?: Date;
}

const StateModel = mongoose.model<CheckState>(
  'AuditCheck',
  new Schema<CheckState>({ _id: String, next: Number, faults: [Object], checkedAt: Date } as never, {
    collection: 'audit_checks',
    versionKey: false,
  }),
);

const CHECK_EVERY_MS = 60_000;
/** Seals read at once, and at most so many times in a turn: faster than they can be made, one a second. */
const STRETCH = 20;
const STRETCHES_A_TURN = 10;
/** Seals checked at each look of an officer. */
const QUICK = 3;
const MOST_KEPT = 50;

/** Looks whether the trail is as it was written: every entry, every seal, the chain over them, and the anchors outside the database. */
@Singleton()
export class TrailCheck {
  @Inject() private readonly anchor: TrailAnchor;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly jobs: Jobs;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly settings: Settings;

  @Init()
  async listen(): Promise<void> {
    this.jobs.every(CHECK_EVERY_MS, 'audit.check', () => this.goOn());
  }

  /** The whole trail; empty when nothing is wrong. */
  async whole(): Promise<TrailFault[]> {
    const faults = await this.ends();
    for (let from = 1; ; from += STRETCH) {
      const { found, ended } = await this.stretch(from);
      faults.push(...found);
      if (ended) return faults;
    }
  }

  /** The newest seals, the newest anchor, and what the background check has found. */
  async quick(): Promise<boolean> {
    const [last, state, ends] = await Promise.all([
      SealModel.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<Pick<Seal, '_id'>>(),
      StateModel.findById('trail').lean<CheckState>(),
      this.ends(),
    ]);
    if (state?.faults.length || ends.length) return false;
    return !last || !(await this.stretch(Math.max(1, last._id - QUICK + 1))).found.length;
  }

  /** Some stretches of the trail each time, from its beginning to its end and again. */
  private async goOn(): Promise<void> {
    for (let turn = 0; turn < STRETCHES_A_TURN; turn++) if (await this.oneOn()) return;
  }

  /** True at the end of the trail. */
  private async oneOn(): Promise<boolean> {
    const state = (await StateModel.findById('trail').lean<CheckState>()) ?? { _id: 'trail' as const, next: 1, faults: [] };
    const { found, ended } = await this.stretch(state.next);
    if (ended) found.push(...(await this.ends()));
    if (found.length) this.logger.error({ faults: found.slice(0, MOST_KEPT) }, 'the audit trail was tampered with');
    const faults = [...(state.next === 1 ? [] : state.faults), ...found].slice(0, MOST_KEPT);
    const next = ended ? 1 : state.next + STRETCH;
    await StateModel.updateOne({ _id: 'trail' }, { $set: { next, faults, checkedAt: this.clock.now() } }, { upsert: true });
    return ended;
  }

  /** Seals `from` and the ones after it, with their entries. */
  private async stretch(from: number): Promise<{ found: TrailFault[]; ended: boolean }> {
    const key = trailKey(this.settings.secrets);
    const until = from + STRETCH;
    const [seals, newest, anchors] = await Promise.all([
      SealModel.find({ _id: trusted({ $gte: from - 1, $lt: until }) })
        .sort({ _id: 1 })
        .lean<Seal[]>(),
      SealModel.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<Pick<Seal, '_id'>>(),
      this.anchor.of(from, until - 1),
    ]);
    const found: TrailFault[] = [];
    let before = seals.find((one) => one._id === from - 1);
    for (let number = from; number < until && number <= (newest?._id ?? 0); number++) {
      const seal = seals.find((one) => one._id === number);
      if (!seal) {
        found.push({ kind: 'SEAL_MISSING', seal: number });
        before = undefined;
        continue;
      }
      found.push(...(await this.faultsOf(seal, before, key)));
      if (anchors.some((one) => one.seal === number && one.hash !== seal.hash)) found.push({ kind: 'SEAL_BROKEN', seal: number });
      before = seal;
    }
    return { found, ended: until > (newest?._id ?? 0) };
  }

  private async faultsOf(seal: Seal, before: Seal | undefined, key: Buffer): Promise<TrailFault[]> {
    const found: TrailFault[] = [];
    const inPlace = { seq: trusted({ $gte: seal.first, $lt: seal.first + seal.count }) };
    const entries = await AuditModel.find(inPlace).sort({ seq: 1 }).lean<StoredAudit[]>();
    const bySeq = new Map(entries.map((entry) => [entry.seq!, entry]));
    const leaves: string[] = [];
    const extra = entries.find((entry) => !Number.isInteger(entry.seq) || bySeq.get(entry.seq!) !== entry);
    if (extra) found.push({ kind: 'ENTRY_ADDED', seal: seal._id, seq: extra.seq });
    for (let seq = seal.first; seq < seal.first + seal.count; seq++) {
      const entry = bySeq.get(seq);
      if (!entry) found.push({ kind: 'ENTRY_MISSING', seal: seal._id, seq });
      else if (macOf(key, entry) !== entry.mac) found.push({ kind: 'ENTRY_CHANGED', seal: seal._id, seq });
      leaves.push(leafOf(seq, entry?.mac ?? ''));
    }
    const chained = seal._id === 1 ? seal.previous === '' && seal.first === 1 : !before || follows(seal, before);
    const genuine = chained && sealHash(key, seal) === seal.hash;
    // Missing or changed entries say so themselves; a root that fits no more beside sound entries is the seal's.
    if (!genuine || (!found.length && rootOf(leaves) !== seal.root)) found.push({ kind: 'SEAL_BROKEN', seal: seal._id });
    return found;
  }

  /** Before the first and after the newest seal there is nothing with a place, and no anchor knows a later one. */
  private async ends(): Promise<TrailFault[]> {
    const anchored = await this.anchor.newest();
    const last = await SealModel.findOne({}, { entries: 0 }).sort({ _id: -1 }).lean<Seal>();
    const end = last ? last.first + last.count : 1;
    const found: TrailFault[] = [];
    const beyond =
      (await AuditModel.findOne({ seq: trusted({ $gte: end }) }).lean<StoredAudit>()) ??
      (await AuditModel.findOne({ seq: trusted({ $lt: 1 }) }).lean<StoredAudit>());
    if (anchored > (last?._id ?? 0)) found.push({ kind: 'TAIL_CUT', seal: anchored });
    else if (beyond) found.push({ kind: 'ENTRY_ADDED', seal: last?._id ?? 0, seq: beyond.seq });
    return found;
  }
}

const follows = (seal: Seal, before: Seal): boolean => seal.previous === before.hash && seal.first === before.first + before.count;
