import { Inject, Singleton } from '@midwayjs/core';
import { numberPrefix, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { pageAddress, type PageAddress } from '@jzt/shared/contract/pages';
import { describe } from '@jzt/shared/policy/words';
import { eventsFrom, type Event, type State } from '@jzt/shared/workflow/machine';
import { application } from '@jzt/shared/workflow/machines/application';
import { Types } from 'mongoose';
import { Cases, type Actor, type CaseFields } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { Counters } from '../../platform/counters';
import { trusted } from '../../platform/database';
import { findPage, longestFirst, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import { findWithin, within } from '../../platform/policy';
import { ApplicationModel, type Application, type ApplicationSubject, type InsuranceCheck } from './application.model';
import { scope } from './application.policy';
import { ALL_SUBJECTS, isSubject } from './subjects';

/** What can be applied for. */
export { ALL_SUBJECTS, isSubject };

export type ApplicationStatus = State<typeof application>;
export type ApplicationEvent = Event<typeof application>;

/** Which applications; every field narrows. Empty lists find nothing. */
export interface ApplicationFilter {
  jurisdiction?: Jurisdiction;
  ids?: readonly string[];
  personId?: string;
  /** Not decided for good yet; of a closed one the field is gone. */
  open?: true;
  institutionId?: string;
  statuses?: readonly ApplicationStatus[];
  trainedBy?: 'ENTERPRISE';
  subject?: ApplicationSubject;
  portraitFileId?: string;
  trainingClassId?: string;
  examPlanId?: string;
  passListBatchId?: string;
}

/** One step of an application, with what is told and what must follow. */
export interface ApplicationMove {
  actor: Actor;
  /** The version the person saw. */
  expectVersion?: number;
  /** Fields that change with the state. */
  set?: Partial<Omit<Application, keyof CaseFields>>;
  unset?: readonly (keyof Application)[];
  reason?: string;
  ruleIds?: readonly string[];
  packVersion?: string;
  evidence?: readonly string[];
  /** Blanks of the arrow's message beside {number}, {subject} and {reason}: {place}, {deadline}. A `number` here replaces the case number. */
  params?: Record<string, string>;
  /** Page that the message opens; default the application. */
  page?: PageAddress;
  follow?: readonly NewOutboxEntry[];
  /** Code and sentence when somebody was faster. */
  lost?: { code: string; message: string };
}

const MISSING = '没有找到这份报名';
/** Events that do not put the case into another queue. */
const SAME_QUEUE: readonly ApplicationEvent[] = ['startAuthorityCheck', 'waitForInsurance', 'resumeAuthorityCheck'];
/** Events that end a case: all their arrows lead to a terminal state. */
const ENDING = new Set<ApplicationEvent>(
  application.transitions.filter((row) => application.terminal.includes(row.to)).map((row) => row.event),
);

/** Applications as they are stored: found, listed and moved by their machine. What may be submitted is decided in apply.service. */
@Singleton()
export class Applications {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly outbox: Outbox;

  /** Brings one into being; throws a duplicate key when there is one of the same person and subject already. */
  create(
    fields: Omit<Partial<Application>, keyof CaseFields> & { _id?: Types.ObjectId; status?: string },
    made: Parameters<Cases['create']>[3],
  ): Promise<Application> {
    return this.cases.create<Application>(ApplicationModel, application, fields, made);
  }

  /** Any, for what the server does by itself. Throws NOT_FOUND. */
  async get(id: string): Promise<Application> {
    const found = await ApplicationModel.findById(id).lean<Application>();
    if (!found) throw notFound(MISSING);
    return found;
  }

  /** One that the caller may see; any other is NOT_FOUND (QH-11). */
  of(caller: Caller, id: string): Promise<Application> {
    return findWithin(ApplicationModel, scope(caller), id, MISSING);
  }

  /** In the order they were submitted; with a caller, of those they may see. */
  list(filter: ApplicationFilter, caller?: Caller): Promise<Application[]> {
    return ApplicationModel.find(visible(filter, caller)).sort({ _id: 1 }).lean<Application[]>();
  }

  count(filter: ApplicationFilter, caller?: Caller): Promise<number> {
    return ApplicationModel.countDocuments(visible(filter, caller));
  }

  /** A queue, longest waiting first; `cursor` as the page before gave it. */
  queue(caller: Caller, filter: ApplicationFilter, page: PageAsked): Promise<PageGiven<Application>> {
    return findPage<Application>(ApplicationModel, visible(filter, caller), page, longestWaiting);
  }

  /** Everything the person ever submitted, newest first. */
  ofPerson(caller: Caller, page: PageAsked): Promise<PageGiven<Application>> {
    return findPage<Application>(ApplicationModel, scope(caller), page, newestFirst);
  }

  /** The round that the next application begins. To be read before `openOf`, which must then be empty for the subject. */
  nextRound(personId: string, jurisdiction: Jurisdiction, subject: ApplicationSubject): Promise<number> {
    return ApplicationModel.countDocuments(query({ personId, jurisdiction, subject }));
  }

  /** What one person has under way, everywhere or in one province, without `except`. */
  openOf(personId: string, { jurisdiction, except }: { jurisdiction?: Jurisdiction; except?: string } = {}): Promise<Application[]> {
    return ApplicationModel.find({
      personId,
      open: true,
      ...(jurisdiction && { jurisdiction }),
      ...(except && { _id: trusted({ $ne: new Types.ObjectId(except) }) }),
    }).lean<Application[]>();
  }

  /** Takes back what can still be taken back, for a person who leaves. */
  async withdrawAll(personId: string): Promise<void> {
    for (const one of await this.openOf(personId))
      if (eventsFrom(application, one.status, 'WORKER').includes('withdraw'))
        await this.move(one._id.toHexString(), 'withdraw', { actor: { role: 'WORKER', personId }, reason: '本人已注销账号' });
  }

  /** Whose applications carry these portraits: hash → ids of people. One picture under two people is a reason to look twice. */
  async peopleByPortrait(hashes: readonly string[]): Promise<Map<string, Set<string>>> {
    const found = await ApplicationModel.find({ portraitHash: trusted({ $in: [...hashes] }) }, { portraitHash: 1, personId: 1 }).lean<
      Pick<Application, 'portraitHash' | 'personId'>[]
    >();
    const people = new Map<string, Set<string>>();
    for (const one of found) people.set(one.portraitHash, (people.get(one.portraitHash) ?? new Set()).add(one.personId));
    return people;
  }

  /** The case that this idempotency key already made. */
  async createdBy(op: string | undefined): Promise<Application | undefined> {
    if (!op) return undefined;
    return (await ApplicationModel.findOne({ createdOp: op }).lean<Application>()) ?? undefined;
  }

  /** BM63-2026-000123: a new number of the province and this year (Asia/Shanghai). */
  newNumber(jurisdiction: Jurisdiction): Promise<string> {
    return this.counters.number(`BM${numberPrefix(jurisdiction)}-${today(this.clock).slice(0, 4)}`, 6);
  }

  /**
   * Moves one application; the person is told where the arrow has a message.
   * Throws NOT_FOUND, ILLEGAL_TRANSITION, WRONG_ROLE, VERSION_CONFLICT or the `lost` code.
   */
  async move(id: string, event: ApplicationEvent, move: ApplicationMove): Promise<Application> {
    const { params, page, unset, set, ...story } = move;
    const current = await this.get(id);
    const told = { number: current.number, subject: describe(current.subject), ...(move.reason && { reason: move.reason }), ...params };
    return this.cases.move(ApplicationModel, id, {
      ...story,
      machine: application,
      event,
      packVersion: move.packVersion ?? current.packVersion,
      set: { ...set, ...(!SAME_QUEUE.includes(event) && { waitingSince: this.clock.now() }), ...(ENDING.has(event) && { open: false }) },
      ...(unset?.length && { unset: Object.fromEntries(unset.map((field) => [field, 1])) }),
      notices: [{ personId: current.personId, params: told, page: page ?? pageAddress('application', { id }) }],
    });
  }

  /**
   * Notes one more attempt at the insurance bureau that got no answer, on a case that already waits for it, and asks again by `again`.
   * No move of the machine; counted once per attempt however often the delivery is repeated.
   */
  async postponeInsurance(id: string, attempts: number, insurance: InsuranceCheck, again: NewOutboxEntry): Promise<void> {
    await ApplicationModel.updateOne(
      { _id: id, status: 'AUTH_CHECK_PENDING', 'insurance.attempts': attempts },
      { $set: { insurance }, $push: { outbox: { $each: this.outbox.stamp([again], this.clock.now()) } } },
    );
  }
}

const longestWaiting = longestFirst<Application>('waitingSince', (one) => one.waitingSince);
const visible = (filter: ApplicationFilter, caller?: Caller) => (caller ? within(scope(caller), query(filter)) : query(filter));

function query(filter: ApplicationFilter): Record<string, unknown> {
  const { ids, statuses, subject, ...equal } = filter;
  return {
    ...Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)),
    ...(ids && { _id: trusted({ $in: ids.map((id) => new Types.ObjectId(id)) }) }),
    ...(statuses && { status: trusted({ $in: [...statuses] }) }),
    ...(subject && { 'subject.category': subject.category, 'subject.code': subject.code ?? null }),
  };
}
