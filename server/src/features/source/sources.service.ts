import { Singleton } from '@midwayjs/core';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { sourceKey, type Source, type SourceKind } from '@jzt/shared/domain/sources';
import type { Actor } from '../../platform/cases';
import type { Model } from 'mongoose';
import { trusted } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { consumes, type Class } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import type { Delivery, NewOutboxEntry } from '../../platform/outbox';
import { within, type Scope } from '../../platform/policy';
import type { Succession } from '../../platform/succession';

/** What exams and issuing must know of a case that leads to a certificate, whatever kind of case it is. */
export interface SourceFacts {
  source: Source;
  jurisdiction: Jurisdiction;
  personId: string;
  /** Who trains, examines and in some kinds issues; absent where no institution has a part in it. */
  institutionId?: string;
  /** Trained by their own enterprise: the authority plans their exam (QH-07). */
  trainedBy?: 'ENTERPRISE';
  subject: { category: Category; code?: string };
  /** The law it was submitted under. */
  packVersion: string;
  portraitFileId: string;
  /** Where it stands, in the words of the rules: TRAINED may sit an exam, PASSED and BATCHED may be issued. */
  status: string;
  /** Day of the exam that was passed, once it is (JS-02). */
  passedOn?: LocalDate;
  examPlanId?: string;
  examSessionId?: string;
  /** Why its certificate is not to be made as the source stands now, in words; absent: the owner has nothing against it. */
  obstacle?: { code: string; message: string };
  /** Which certificate of this source is to be made; absent: its first. */
  revision?: number;
  /** The certificate that the new one takes the place of, or is a new edition of; absent: it stands alone. */
  succeeds?: Succession;
  /** Last valid day, where the source says it, `null` for none; absent: by the law from the day of issue, and in a new edition as it was. */
  validTo?: LocalDate | null;
  /** 调入 (QH-03): the certificate of another province that it goes on from. */
  transferredFrom?: { number: string; identifier?: string };
}

/** Which cases of a kind; every field narrows. */
export interface SourceQuery {
  ids?: readonly string[];
  status?: string;
  trainedBy?: 'ENTERPRISE';
  examPlanId?: string;
  /** Only of kinds that an exam has a part in: what comes of an exam waits for a pass list. */
  examined?: true;
}

/** Who holds the cases of one kind; with a caller it tells of those that their policy lets the caller see. */
export interface SourceOwner {
  find(query: SourceQuery, caller?: Caller): Promise<SourceFacts[]>;
  count(query: SourceQuery, caller?: Caller): Promise<number>;
}

/** What the owner of a source is told, beside which source it is about. */
export interface SourceEvents {
  'study.completed': { studyId: string };
  /** The class ended before the hours were met. */
  'study.closed': { studyId: string; classId?: string };
  'exam.scheduled': { planId: string; sessionId: string; startsAt: Date; place: string };
  'exam.unscheduled': { sessionId: string; reason: string };
  /** `passed` is not there while the practical part is to come (O-10). */
  'exam.result': { sessionId: string; passed?: boolean };
  'exam.voided': { sessionId: string; officer: Actor; reason: string };
  /** It came onto a pass list or left it: the list says how things stand now. */
  'passList.row': { batchId: string };
  'certificate.issued': { certificateId: string; number: string; batchId?: string };
  /** None was made of it, and none will be before somebody has looked and ordered it again. */
  'certificate.refused': { code: string; message: string };
}

/**
 * An owner whose cases lie in one collection, in which no exam has a part. `only`: those of which something may be made at all.
 */
export function withoutExams<T>(
  model: Model<T>,
  scope: (caller: Caller) => Scope,
  factsOf: (one: T) => SourceFacts | Promise<SourceFacts>,
  only: Scope = {},
): SourceOwner {
  const filter = ({ ids, status, examPlanId, examined }: SourceQuery, caller?: Caller) =>
    within(within(caller ? scope(caller) : {}, only), {
      ...(ids && { _id: trusted({ $in: [...ids] }) }),
      ...(status && { status }),
      ...((examPlanId || examined) && { _id: null }),
    }) as never;
  return {
    find: async (query, caller) =>
      Promise.all((await model.find(filter(query, caller)).sort({ _id: 1 }).lean<T[]>()).map((one) => factsOf(one))),
    count: (query, caller) => model.countDocuments(filter(query, caller)),
  };
}

/** Topics that an owner hears. */
const heard = new Set<string>();
const topicOf = (event: keyof SourceEvents, kind: SourceKind): string => `${event}/${kind}`;

/** An outbox entry that tells the owner of the source. */
export const tell = <E extends keyof SourceEvents>(event: E, source: Source, payload: SourceEvents[E]): NewOutboxEntry => ({
  topic: topicOf(event, source.kind),
  payload: { source: { kind: source.kind, id: source.id }, ...payload },
});

/** The same, where not every kind has to know of it: nothing for a kind that does not listen. */
export const tellWhoHears = <E extends keyof SourceEvents>(event: E, source: Source, payload: SourceEvents[E]): NewOutboxEntry[] =>
  heard.has(topicOf(event, source.kind)) ? [tell(event, source, payload)] : [];

/**
 * In a manifest: the owner of a kind hears of what happens to its cases, at least once. What one document tells of one case comes in the order
 * it happened; between documents there is none.
 */
export const hears = <T extends object, E extends keyof SourceEvents>(
  kind: SourceKind,
  event: E,
  part: Class<T>,
  handle: (part: T, told: SourceEvents[E] & { source: Source }, delivery: Delivery) => Promise<void>,
) => {
  heard.add(topicOf(event, kind));
  return consumes(topicOf(event, kind), part, handle, { lane: `source/${kind}`, ordered: ({ source }: { source: Source }) => source.id });
};

/**
 * The kinds of cases that lead to a certificate. Study, exam and issuing know none of them: the owner of a kind registers here what may be
 * asked, and its manifest says what it hears of its cases.
 */
@Singleton()
export class Sources {
  private readonly owners = new Map<SourceKind, SourceOwner>();

  register(kind: SourceKind, owner: SourceOwner): void {
    if (this.owners.has(kind)) throw new Error(`source ${kind} has two owners`);
    this.owners.set(kind, owner);
  }

  /** Throws NOT_FOUND, with a caller also for what they may not see (QH-11). */
  async get(source: Source, caller?: Caller): Promise<SourceFacts> {
    const [found] = (await this.owners.get(source.kind)?.find({ ids: [source.id] }, caller)) ?? [];
    if (!found) throw notFound();
    return found;
  }

  /** By `sourceKey`; what is not there is not in the map. */
  async many(sources: readonly Source[]): Promise<Map<string, SourceFacts>> {
    const kinds = [...new Set(sources.map((one) => one.kind))];
    const found = await Promise.all(
      kinds.map((kind) => this.owners.get(kind)?.find({ ids: sources.filter((one) => one.kind === kind).map((one) => one.id) }) ?? []),
    );
    return new Map(found.flat().map((one) => [sourceKey(one.source), one]));
  }

  /** Over all kinds what the caller may see, in the order they were submitted within each. */
  async find(query: Omit<SourceQuery, 'ids'>, caller: Caller): Promise<SourceFacts[]> {
    return (await Promise.all([...this.owners.values()].map((owner) => owner.find(query, caller)))).flat();
  }

  async count(query: Omit<SourceQuery, 'ids'>, caller: Caller): Promise<number> {
    return (await Promise.all([...this.owners.values()].map((owner) => owner.count(query, caller)))).reduce((sum, one) => sum + one, 0);
  }
}
