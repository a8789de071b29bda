import { Inject, Singleton } from '@midwayjs/core';
import type { PageAddress } from '@jzt/shared/contract/pages';
import { step, type Machine } from '@jzt/shared/workflow/machine';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { NotificationKey } from '@jzt/shared/workflow/notifications';
import type { Role } from '@jzt/shared/domain/roles';
import { Schema, Types, type Model, type SchemaDefinition } from 'mongoose';
import type { Clock } from './clock';
import { conflict, forbidden, isDuplicateKey, notFound } from './errors';
import { Outbox, outboxField, watchOutbox, type NewOutboxEntry, type OutboxEntry } from './outbox';
import { provinceOf, type Placed } from './policy';

/** One line of a case's life; append-only (domain.md section 3). */
export interface HistoryEntry {
  id: string;
  op?: string;
  at: Date;
  event: string;
  from: string;
  to: string;
  byRole: Role;
  byPerson?: string;
  byName?: string;
  reason?: string;
  ruleIds: string[];
  packVersion?: string;
  channel?: string;
  evidence: string[];
}

/** What every document that a machine moves has. */
export interface CaseFields {
  _id: Types.ObjectId;
  status: string;
  version: number;
  createdOp?: string;
  createdAt: Date;
  updatedAt: Date;
  history: HistoryEntry[];
  outbox: OutboxEntry[];
}

/** Who acts. `op` is the idempotency key's hash: the same op never acts twice on one case. */
export interface Actor {
  role: Role;
  personId?: string;
  name?: string;
  op?: string;
  channel?: string;
}

/** A message to a person, delivered through the inbox and whatever channel they allowed. */
export interface Notice {
  personId: string;
  /** Key of shared/workflow/notifications; left out, the one that the machine's arrow names. */
  template?: NotificationKey;
  params: Record<string, string>;
  /** Page of the mini-program that the message opens. */
  page?: PageAddress;
  /** The last days of something: it also goes by short message, until `deadline`; officers of `jurisdiction` see when it does not arrive. */
  urgent?: { deadline: LocalDate; jurisdiction: Jurisdiction };
}

interface Story {
  actor: Actor;
  reason?: string;
  ruleIds?: readonly string[];
  packVersion?: string;
  evidence?: readonly string[];
  notices?: readonly Notice[];
  /** What must follow the change: delivered at least once after it is stored. */
  follow?: readonly NewOutboxEntry[];
}

export interface Move<S extends string, E extends string> extends Story {
  machine: Machine<S, E>;
  event: NoInfer<E>;
  /** The version the person saw; another one means somebody was faster. */
  expectVersion?: number;
  set?: Record<string, unknown>;
  unset?: Record<string, unknown>;
  push?: Record<string, unknown>;
  inc?: Record<string, number>;
  /** Code and sentence when somebody was faster; default VERSION_CONFLICT. */
  lost?: { code: string; message: string };
}

/** Something noted beside the machine, in `status`. */
export interface Note extends Story {
  event: string;
  status: string;
  expectVersion: number;
  set: Record<string, unknown>;
  /** Whose trail it stands in. */
  jurisdiction?: Jurisdiction;
  lost: { code: string; message: string };
}

const historySchema = new Schema<HistoryEntry>(
  {
    id: String,
    op: String,
    at: Date,
    event: String,
    from: String,
    to: String,
    byRole: String,
    byPerson: String,
    byName: String,
    reason: String,
    ruleIds: [String],
    packVersion: String,
    channel: String,
    evidence: [String],
  },
  { _id: false },
);

/** Mongoose fields of CaseFields, to spread into a feature's schema. */
export const caseSchemaFields = {
  status: { type: String, required: true },
  version: { type: Number, required: true },
  createdOp: String,
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  history: { type: [historySchema], default: [] },
  outbox: outboxField,
} satisfies SchemaDefinition;

/** Every collection of cases calls this once: the outbox worker then looks after it. */
export function caseModel<T extends CaseFields>(model: Model<T>): Model<T> {
  watchOutbox(model as unknown as Model<CaseFields>);
  return model;
}

/**
 * Moves cases by their machines: one atomic update of one document, guarded by status and version,
 * with the history, the audit entry and everything that must follow inside the same write (design.md section 4).
 */
@Singleton()
export class Cases {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;

  /**
   * Stores a new case in its first state. With an `op` that already created one, that one is returned.
   * Throws the database's E11000 for a caller's own unique index.
   */
  async create<T extends CaseFields>(
    model: Model<T>,
    machine: Machine,
    fields: Omit<Partial<T>, keyof CaseFields> & { _id?: Types.ObjectId; status?: string },
    story: Story & { event: string },
  ): Promise<T> {
    const at = this.clock.now();
    const _id = fields._id ?? new Types.ObjectId();
    const status = fields.status ?? machine.initial;
    const entry = this.historyEntry(story, story.event, machine.initial, status, at);
    const document = {
      ...fields,
      _id,
      status,
      version: 1,
      createdOp: story.actor.op,
      createdAt: at,
      updatedAt: at,
      history: [entry],
      outbox: this.entries(model.modelName, _id, entry, story, at, null, provinceOf(fields as Placed)),
    };
    try {
      const stored = await model.create(document as never);
      this.outbox.kick(model);
      return (stored as unknown as { toObject(): T }).toObject();
    } catch (error) {
      if (isDuplicateKey(error) && story.actor.op) {
        const earlier = await model.findOne({ createdOp: story.actor.op } as never).lean<T>();
        if (earlier) return earlier;
      }
      throw error;
    }
  }

  /**
   * Makes one move. Throws NOT_FOUND, ILLEGAL_TRANSITION (409), WRONG_ROLE (403) or the `lost` code (409) when another decision came first.
   */
  async move<T extends CaseFields, S extends string, E extends string>(
    model: Model<T>,
    id: Types.ObjectId | string,
    move: Move<S, E>,
  ): Promise<T> {
    const current = await model.findById(id).lean<T>();
    if (!current) throw notFound();
    if (move.actor.op && current.history.some((line) => line.op === move.actor.op)) return current;
    const verdict = step(move.machine, current.status as S, move.event, move.actor.role);
    if (!verdict.ok) {
      if (verdict.code === 'WRONG_ROLE') throw forbidden(verdict.code, verdict.messageZh);
      if (move.lost && move.expectVersion !== undefined && move.expectVersion !== current.version)
        throw conflict(move.lost.code, move.lost.message);
      throw conflict(verdict.code, verdict.messageZh);
    }
    const lost = move.lost ?? { code: 'VERSION_CONFLICT', message: '这份资料刚刚有了变化，请刷新后再操作' };
    if (move.expectVersion !== undefined && move.expectVersion !== current.version) throw conflict(lost.code, lost.message);
    const at = this.clock.now();
    const entry = this.historyEntry({ ...move, ruleIds: move.ruleIds ?? verdict.guards }, move.event, current.status, verdict.to, at);
    const updated = await model
      .findOneAndUpdate(
        { _id: current._id, status: current.status, version: current.version } as never,
        {
          $set: { ...move.set, status: verdict.to, updatedAt: at },
          ...(move.unset && { $unset: move.unset }),
          $inc: { ...move.inc, version: 1 },
          $push: {
            ...move.push,
            history: entry,
            outbox: {
              $each: this.entries(model.modelName, current._id, entry, move, at, verdict.notify, provinceAfter(current as Placed, move)),
            },
          },
        } as never,
        { returnDocument: 'after' },
      )
      .lean<T>();
    if (!updated) throw conflict(lost.code, lost.message);
    this.outbox.kick(model);
    return updated;
  }

  /**
   * A change beside the machine, which leaves the state: in the history and in the trail like a move. Throws the `lost` code (409) when somebody was
   * faster.
   */
  async note<T extends CaseFields>(model: Model<T>, id: Types.ObjectId, note: Note): Promise<T> {
    const at = this.clock.now();
    const entry = this.historyEntry(note, note.event, note.status, note.status, at);
    const updated = await model
      .findOneAndUpdate(
        { _id: id, status: note.status, version: note.expectVersion } as never,
        {
          $set: { ...note.set, updatedAt: at },
          $inc: { version: 1 },
          $push: { history: entry, outbox: { $each: this.entries(model.modelName, id, entry, note, at, null, note.jurisdiction) } },
        } as never,
        { returnDocument: 'after' },
      )
      .lean<T>();
    if (!updated) throw conflict(note.lost.code, note.lost.message);
    this.outbox.kick(model);
    return updated;
  }

  private historyEntry(story: Story, event: string, from: string, to: string, at: Date): HistoryEntry {
    const { actor } = story;
    return {
      id: new Types.ObjectId().toHexString(),
      op: actor.op,
      at,
      event,
      from,
      to,
      byRole: actor.role,
      byPerson: actor.personId,
      byName: actor.name,
      reason: story.reason,
      ruleIds: [...(story.ruleIds ?? [])],
      packVersion: story.packVersion,
      channel: actor.channel,
      evidence: [...(story.evidence ?? [])],
    };
  }

  private entries(
    kind: string,
    id: Types.ObjectId,
    entry: HistoryEntry,
    story: Story,
    at: Date,
    template: NotificationKey | null,
    jurisdiction: Jurisdiction | undefined,
  ): OutboxEntry[] {
    const audit: NewOutboxEntry = {
      topic: 'audit',
      payload: {
        action: `${kind}.${entry.event}`,
        subjectKind: kind,
        subjectId: id.toHexString(),
        outcome: `${entry.from}→${entry.to}`,
        actorRole: entry.byRole,
        actorId: entry.byPerson,
        actorName: entry.byName,
        reason: entry.reason,
        ruleIds: entry.ruleIds,
        packVersion: entry.packVersion,
        jurisdiction,
        at,
      },
    };
    const notices = (story.notices ?? []).flatMap((notice): NewOutboxEntry[] => {
      const named = notice.template ?? template;
      return named ? [{ topic: 'notify', payload: { ...notice, template: named, ...(jurisdiction && { jurisdiction }) } }] : [];
    });
    return this.outbox.stamp([audit, ...notices, ...(story.follow ?? [])], at);
  }
}

/** A person comes into a province's hands by a move. */
const provinceAfter = (current: Placed, { set }: Pick<Move<string, string>, 'set'>): Jurisdiction | undefined =>
  (set?.['identity.jurisdiction'] as Jurisdiction | undefined) ?? provinceOf(current);
