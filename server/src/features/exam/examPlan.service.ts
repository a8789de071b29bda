import { Inject, Singleton } from '@midwayjs/core';
import type { ExamPlan as ExamPlanView, ExamPlanItem } from '@jzt/shared/contract/exam';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import { FULL_MARK } from '@jzt/shared/domain/papers';
import { describe } from '@jzt/shared/policy/words';
import { numberPrefix } from '@jzt/shared/domain/jurisdictions';
import { sourceKey, type Source } from '@jzt/shared/domain/sources';
import { step } from '@jzt/shared/workflow/machine';
import { examPlan } from '@jzt/shared/workflow/machines/examPlan';
import { Types } from 'mongoose';
import { Cases, type Notice } from '../../platform/cases';
import { today, when, type Clock } from '../../platform/clock';
import { Counters } from '../../platform/counters';
import { trusted } from '../../platform/database';
import { badInput, conflict, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findWithin, within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { QuestionBanks } from '../questionBank/questionBank.service';
import { Sources, type SourceFacts } from '../source/sources.service';
import { Studies } from '../study/study.service';
import { ExamPlanModel, ExamSessionModel, OPEN_SITTING, type ExamPlan, type ExamSession } from './exam.model';
import { plans as policy } from './exam.policy';
import { presentPlan, presentPlanItem } from './exam.presenter';

export interface PlanInput {
  name: string;
  startsAt: string;
  minutes: number;
  sources: Source[];
}

/** People may enter this long before the start, and the plan closes this long after the last deadline. */
export const OPEN_BEFORE_MS = 30 * 60_000;
export const CLOSE_AFTER_MS = 30 * 60_000;
const MISSING = '没有找到这份考试计划';
const EDITABLE = ['DRAFT', 'RETURNED'];
/** Not over: whoever stands in one is in no other. */
const OPEN = ['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ARRANGED', 'RUNNING'];

/** 考试计划: made by the institution, approved by the authority, arranged, opened, closed (QH-08, QH-14, QH-15). */
@Singleton()
export class ExamPlans {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly sources: Sources;
  @Inject() private readonly banks: QuestionBanks;
  @Inject() private readonly studies: Studies;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly counters: Counters;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async create(caller: Caller, input: PlanInput, op?: string): Promise<ExamPlanView> {
    const candidates = await this.candidates(caller, input.sources);
    const { subject, packVersion, jurisdiction, trainedBy } = candidates[0]!;
    const exam = this.law.of({ packVersion }).pack.kinds[subject.category]?.exam;
    if (!exam) throw conflict('NO_EXAM', '这种证书不需要考试');
    const year = today(this.clock).slice(0, 4);
    const fields = {
      number: await this.counters.number(`KS${numberPrefix(jurisdiction)}-${year}`, 5),
      jurisdiction,
      // Whose room it will be in the authority says when it arranges its own.
      ...(trainedBy ? { trainedBy } : { institutionId: caller.organisationId! }),
      subject,
      form: exam.form.value,
      passMark: exam.passMark.value,
      ...(exam.practicalMark && { practicalMark: exam.practicalMark.value }),
      fullMark: FULL_MARK,
      packVersion,
      ...this.editable(input, candidates),
    };
    const actor = await this.actor(caller, op);
    return this.present(await this.cases.create(ExamPlanModel, examPlan, fields, { event: 'create', actor, packVersion }), caller);
  }

  /** Only a draft or a returned plan changes: what was submitted or approved is frozen. */
  async update(caller: Caller, id: string, input: PlanInput & { version: number }, op?: string): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    policy.demand(caller, 'SUBMIT_EXAM_PLAN', plan);
    if (!EDITABLE.includes(plan.status)) throw frozen();
    const candidates = await this.candidates(caller, input.sources);
    const set = { ...this.editable(input, candidates), subject: candidates[0]!.subject };
    const entry = {
      id: new Types.ObjectId().toHexString(),
      op,
      at: this.clock.now(),
      event: 'edit',
      from: plan.status,
      to: plan.status,
      byRole: caller.role,
      byPerson: caller.personId,
      ruleIds: [],
      evidence: [],
    };
    const updated = await ExamPlanModel.findOneAndUpdate(
      { _id: plan._id, status: trusted({ $in: EDITABLE }), version: input.version } as never,
      { $set: { ...set, updatedAt: this.clock.now() }, $inc: { version: 1 }, $push: { history: entry } } as never,
      { returnDocument: 'after' },
    ).lean<ExamPlan>();
    if (!updated) throw frozen();
    return this.present(updated, caller);
  }

  /** QH-14: everybody must have finished; the refusal names who has not. */
  async submit(caller: Caller, id: string, version: number, op?: string): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    policy.demand(caller, 'SUBMIT_EXAM_PLAN', plan);
    const decision = this.law.of(plan).require('SUBMIT_EXAM_PLAN', {
      actor: { role: caller.role, channel: 'H5' },
      examPlan: await this.factsOf(plan),
    });
    return this.present(
      await this.cases.move(ExamPlanModel, plan._id, {
        machine: examPlan,
        event: 'submit',
        actor: await this.actor(caller, op),
        expectVersion: version,
        ruleIds: decision.ruleIds,
        packVersion: plan.packVersion,
        unset: { reason: 1 },
      }),
      caller,
    );
  }

  /** QH-05: only the authority, and nobody who is to sit it or handed it in, and nothing that the bank has no papers for; a return carries its reason. */
  async decide(
    caller: Caller,
    id: string,
    input: { decision: 'APPROVE' | 'RETURN'; reason?: string; version: number },
    op?: string,
  ): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    if (plan.status === 'SUBMITTED') policy.demand(caller, 'APPROVE_EXAM_PLAN', plan);
    if (input.decision === 'RETURN' && !input.reason) throw badInput('REASON_REQUIRED', '退回时请写明原因');
    const decision = this.law.of(plan).require('APPROVE_EXAM_PLAN', {
      actor: { role: caller.role, channel: 'H5' },
      examPlan: await this.factsOf(plan),
    });
    if (input.decision === 'APPROVE' && step(examPlan, plan.status, 'approve', caller.role).ok)
      await this.banks.requirePapers(plan.jurisdiction, plan.subject);
    const authors = plan.institutionId
      ? await this.persons.findMembers('INSTITUTION_STAFF', plan.institutionId)
      : plan.history.flatMap((line) => (line.event === 'submit' && line.byPerson) || []).slice(-1);
    const page = plan.institutionId ? pageAddress('examPlan', { id }) : pageAddress('authorityExamPlans');
    const moved = await this.cases.move(ExamPlanModel, plan._id, {
      machine: examPlan,
      event: input.decision === 'APPROVE' ? 'approve' : 'returnPlan',
      actor: await this.actor(caller, op),
      expectVersion: input.version,
      reason: input.reason,
      ruleIds: decision.ruleIds,
      packVersion: plan.packVersion,
      lost: { code: 'ALREADY_DECIDED', message: '这份计划已由其他人处理，请刷新' },
      ...(input.reason && { set: { reason: input.reason } }),
      notices: authors.map((personId) => ({ personId, params: { number: plan.number, reason: input.reason ?? '' }, page })),
    });
    return this.present(moved, caller);
  }

  /**
   * QH-15: rooms and seats after the approval; the sessions and papers are made by what follows. The authority's own go into a room of `institutionId`
   * (QH-07). Throws SITS_ELSEWHERE.
   */
  async arrange(
    caller: Caller,
    id: string,
    input: { institutionId?: string; room: string; address: string; version: number },
    op?: string,
  ): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    const act = input.institutionId ? 'ARRANGE_ENTERPRISE_EXAM' : 'ARRANGE_EXAM';
    if (step(examPlan, plan.status, 'arrange', caller.role).ok) policy.demand(caller, act, plan);
    const decision = this.law.of(plan).require('ARRANGE_EXAM', {
      actor: { role: caller.role, channel: 'H5' },
      examPlan: await this.factsOf(plan),
    });
    await this.requireNobodyElsewhere(plan);
    const notices = input.institutionId ? await this.askForRoom(plan, input.institutionId, input) : [];
    const candidates = plan.candidates.map((one, at) => ({
      ...one,
      seat: String(at + 1).padStart(2, '0'),
      sessionId: new Types.ObjectId().toHexString(),
    }));
    const papers = await this.banks.requirePapers(plan.jurisdiction, plan.subject);
    const moved = await this.cases.move(ExamPlanModel, plan._id, {
      machine: examPlan,
      event: 'arrange',
      actor: await this.actor(caller, op),
      expectVersion: input.version,
      ruleIds: decision.ruleIds,
      packVersion: plan.packVersion,
      set: {
        room: input.room,
        address: input.address,
        candidates,
        ...papers,
        ...(input.institutionId && { institutionId: input.institutionId }),
      },
      notices,
      follow: candidates.map((one) => ({ topic: 'exam.seat', payload: { planId: id, source: one.source } })),
    });
    return this.present(moved, caller);
  }

  /** QH-08: without an approved plan there is no exam; nobody starts before the time. */
  async open(caller: Caller, id: string, version: number, op?: string): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    if (step(examPlan, plan.status, 'open', caller.role).ok) policy.demand(caller, 'OPEN_EXAM', plan);
    const decision = this.law.of(plan).require('OPEN_EXAM_SESSION', { examPlan: await this.factsOf(plan) });
    if (this.clock.now().getTime() < plan.startsAt.getTime() - OPEN_BEFORE_MS)
      throw conflict('EXAM_NOT_YET', '还没到开考时间，考前30分钟内才能开考', { ruleId: 'QH-08' });
    return this.present(
      await this.cases.move(ExamPlanModel, plan._id, {
        machine: examPlan,
        event: 'open',
        actor: await this.actor(caller, op),
        expectVersion: version,
        ruleIds: decision.ruleIds,
        packVersion: plan.packVersion,
      }),
      caller,
    );
  }

  async cancel(caller: Caller, id: string, input: { reason: string; version: number }, op?: string): Promise<ExamPlanView> {
    const plan = await this.of(caller, id);
    if (step(examPlan, plan.status, 'cancel', caller.role).ok) policy.demand(caller, 'CANCEL_EXAM', plan);
    const sessions = plan.candidates.filter((one) => one.sessionId);
    return this.present(
      await this.cases.move(ExamPlanModel, plan._id, {
        machine: examPlan,
        event: 'cancel',
        actor: await this.actor(caller, op),
        expectVersion: input.version,
        reason: input.reason,
        set: { reason: input.reason },
        notices: await this.toldOfRoom(plan, { reason: input.reason }),
        follow: sessions.map((one) => ({ topic: 'exam.unseat', payload: { sessionId: one.sessionId, reason: input.reason } })),
      }),
      caller,
    );
  }

  /** People whose exam the caller plans, who are trained and in no open plan: an institution's own, or for the authority those trained by their enterprise. */
  async eligible(caller: Caller): Promise<SourceFacts[]> {
    const [trained, plans] = await Promise.all([
      this.sources.find({ status: 'TRAINED', ...(isOfficer(caller.role) && { trainedBy: 'ENTERPRISE' }) }, caller),
      ExamPlanModel.find(within(policy.scope(caller), { status: trusted({ $in: OPEN }) }), { candidates: 1 }).lean<ExamPlan[]>(),
    ]);
    const planned = new Set(plans.flatMap((plan) => plan.candidates.map((one) => sourceKey(one.source))));
    return trained.filter((one) => !planned.has(sourceKey(one.source)));
  }

  /** Does it stand in a plan that is not over? */
  async isPlanned({ source, jurisdiction }: Pick<SourceFacts, 'source' | 'jurisdiction'>): Promise<boolean> {
    return !!(await ExamPlanModel.exists({
      jurisdiction,
      candidates: trusted({ $elemMatch: { 'source.kind': source.kind, 'source.id': source.id } }),
      status: trusted({ $in: OPEN }),
    } as never));
  }

  async list(caller: Caller, filter: { status?: string } = {}): Promise<ExamPlanItem[]> {
    const plans = await ExamPlanModel.find(within(policy.scope(caller), filter))
      .sort({ _id: -1 })
      .limit(100)
      .lean<ExamPlan[]>();
    const institutions = await this.organisations.institutions(plans.flatMap((plan) => plan.institutionId ?? []));
    return plans.map((plan) => presentPlanItem(plan, plan.institutionId && institutions.get(plan.institutionId)?.name));
  }

  /** Plans that wait for the authority. */
  countWaiting(caller: Caller): Promise<number> {
    return ExamPlanModel.countDocuments(within(policy.scope(caller), { status: 'SUBMITTED' }));
  }

  async view(caller: Caller, id: string): Promise<ExamPlanView> {
    return this.present(await this.of(caller, id), caller);
  }

  /** Any, for what the server does by itself. Throws NOT_FOUND. */
  async get(id: string): Promise<ExamPlan> {
    const plan = await ExamPlanModel.findById(id).lean<ExamPlan>();
    if (!plan) throw notFound(MISSING);
    return plan;
  }

  /** Throws EXAM_OVER or EXAM_NOT_YET: nobody has opened it. */
  async requireRunning({ planId, endsAt }: Pick<ExamSession, 'planId' | 'endsAt'>): Promise<void> {
    const plan = await this.get(planId);
    if (['CLOSED', 'CANCELLED'].includes(plan.status) || this.clock.now().getTime() > endsAt.getTime() + CLOSE_AFTER_MS) throw examOver();
    if (plan.status !== 'RUNNING') throw conflict('EXAM_NOT_YET', '还没有开考，请等监考人员宣布', { ruleId: 'QH-08' });
  }

  /** Throws NOT_FOUND: also when it is not the caller's to see. */
  of(caller: Caller, id: string): Promise<ExamPlan> {
    return findWithin(ExamPlanModel, policy.scope(caller), id, MISSING);
  }

  /** Own institution's people, or for the authority an enterprise's; all for the same certificate, none in another open plan. */
  private async candidates(caller: Caller, sources: readonly Source[]): Promise<SourceFacts[]> {
    const found = await Promise.all(
      [...new Map(sources.map((one) => [sourceKey(one), one])).values()].map((one) => this.sources.get(one, caller)),
    );
    const [first] = found;
    if (found.some((one) => one.subject.category !== first!.subject.category || one.subject.code !== first!.subject.code))
      throw badInput('EXAM_SUBJECTS_MIXED', '一份计划只能安排同一种证书的考生，请分开提交');
    if (found.some((one) => isOfficer(caller.role) !== (one.trainedBy === 'ENTERPRISE')))
      throw conflict('OTHER_TRAINER', '这些人由培训机构培训，由培训机构提交考试计划', { ruleId: 'QH-15' });
    this.law.of(first!).require('SUBMIT_EXAM_PLAN', {
      actor: { role: caller.role, channel: 'H5' },
      examPlan: { state: 'DRAFT', candidates: await this.candidateFacts(found), trainedBy: first!.trainedBy },
    });
    return found;
  }

  /** Two plans with the same people may both have been approved. Throws SITS_ELSEWHERE, with how many it is about. */
  private async requireNobodyElsewhere({ _id, jurisdiction, candidates }: ExamPlan): Promise<void> {
    const here = new Set(candidates.map(({ source }) => sourceKey(source)));
    const arranged = await ExamPlanModel.find(
      { _id: trusted({ $ne: _id }), jurisdiction, status: trusted({ $in: ['ARRANGED', 'RUNNING'] }) } as never,
      { candidates: 1 },
    ).lean<ExamPlan[]>();
    const seats = arranged.flatMap((one) => one.candidates.filter(({ source }) => here.has(sourceKey(source))));
    const [made, sitting] = await Promise.all([
      ExamSessionModel.find({ _id: trusted({ $in: seats.map(({ sessionId }) => sessionId) }) } as never, { source: 1 }).lean<
        ExamSession[]
      >(),
      ExamSessionModel.find(
        {
          $or: candidates.map(({ source }) => bySource(source)),
          planId: trusted({ $ne: _id.toHexString() }),
          status: trusted({ $in: OPEN_SITTING }),
        } as never,
        {
          source: 1,
        },
      ).lean<ExamSession[]>(),
    ]);
    const known = new Set(made.map((one) => one._id.toHexString()));
    const toBeMade = seats.filter(({ sessionId }) => !known.has(sessionId!));
    const elsewhere = new Set([...sitting, ...toBeMade].map(({ source }) => sourceKey(source))).size;
    if (elsewhere)
      throw conflict('SITS_ELSEWHERE', `其中${elsewhere}人已安排在另一场考试，请取消本计划，去掉他们后重新提交`, { ruleId: 'QH-15' });
  }

  private editable(input: PlanInput, candidates: readonly SourceFacts[]) {
    const startsAt = new Date(input.startsAt);
    if (startsAt <= this.clock.now()) throw badInput('EXAM_TIME_PAST', '考试时间要晚于现在');
    return {
      name: input.name,
      startsAt,
      minutes: input.minutes,
      candidates: candidates.map((one) => ({ source: one.source, personId: one.personId })),
    };
  }

  /** The room is in an institution of the province that may examine for the certificate; its staff are told. Throws NOT_FOUND, INSTITUTION_NOT_AUTHORISED. */
  private async askForRoom(plan: ExamPlan, institutionId: string, place: { room: string; address: string }): Promise<Notice[]> {
    const institution = await this.organisations.institution(institutionId);
    if (!institution.jurisdictions.includes(plan.jurisdiction)) throw notFound('没有找到这家培训机构');
    const { category, code } = plan.subject;
    if (!this.organisations.isAuthorised(institution, { category, codes: [code] }, today(this.clock)))
      throw conflict('INSTITUTION_NOT_AUTHORISED', `${institution.name}没有这个类别的授权，请换一家`, { ruleId: 'QH-06' });
    const params = { place: `${place.address} ${place.room}`, deadline: when.format(plan.startsAt) };
    return this.toldOfRoom({ ...plan, trainedBy: 'ENTERPRISE', institutionId }, params);
  }

  /** Notices for the staff in whose room the authority examines; nobody where it is the institution's own plan. */
  private async toldOfRoom(plan: ExamPlan, params: Record<string, string>): Promise<Notice[]> {
    if (!plan.trainedBy || !plan.institutionId) return [];
    const staff = await this.persons.findMembers('INSTITUTION_STAFF', plan.institutionId);
    const page = pageAddress('examPlan', { id: plan._id.toHexString() });
    return staff.map((personId) => ({ personId, params: { number: plan.number, subject: describe(plan.subject), ...params }, page }));
  }

  private async factsOf(plan: ExamPlan) {
    const found = await this.sources.many(plan.candidates.map((one) => one.source));
    return { state: plan.status, candidates: await this.candidateFacts([...found.values()]), trainedBy: plan.trainedBy };
  }

  private async candidateFacts(found: readonly SourceFacts[]) {
    const cards = await this.persons.cards(found.map((one) => one.personId));
    return Promise.all(
      found.map(async (one) => ({
        name: cards.get(one.personId)?.name ?? '',
        status: one.status,
        ...(await this.studies.hoursOf(one.source)),
      })),
    );
  }

  /** A running plan ends when every session has, or when nobody can be answering any more. */
  async closeFinished(id: Types.ObjectId): Promise<void> {
    const plan = await this.get(id.toHexString());
    const planId = plan._id.toHexString();
    const open = await ExamSessionModel.countDocuments({
      planId,
      status: trusted({ $in: ['READY', 'CHECKED_IN', 'ANSWERING', 'SUBMITTED'] }),
    });
    const over = this.clock.now().getTime() > plan.startsAt.getTime() + plan.minutes * 60_000 + CLOSE_AFTER_MS;
    if (plan.status !== 'RUNNING' || (open > 0 && !over)) return;
    const absent = await ExamSessionModel.find({ planId, status: trusted({ $in: ['READY', 'CHECKED_IN'] }) }, { _id: 1 }).lean<
      ExamSession[]
    >();
    await this.cases
      .move(ExamPlanModel, plan._id, {
        machine: examPlan,
        event: 'close',
        actor: { role: 'SYSTEM' },
        follow: absent.map((one) => ({ topic: 'exam.absent', payload: { sessionId: one._id.toHexString() } })),
      })
      .catch((error: { status?: number }) => {
        if (error.status !== 409) throw error;
      });
  }

  private async actor(caller: Caller, op?: string) {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }

  private async present(plan: ExamPlan, caller: Caller): Promise<ExamPlanView> {
    const sessions = await ExamSessionModel.find({ planId: plan._id.toHexString() }, { paper: 0, answers: 0, history: 0 }).lean<
      ExamSession[]
    >();
    return presentPlan(
      plan,
      plan.institutionId && (await this.organisations.institution(plan.institutionId)).name,
      await this.persons.cards(plan.candidates.map((one) => one.personId)),
      new Map(sessions.map((one) => [sourceKey(one.source), one])),
      plan.status === 'SUBMITTED' && policy.can(caller, 'APPROVE_EXAM_PLAN', plan),
      isOfficer(caller.role) && plan.status === 'SUBMITTED' ? await this.banks.shortagesOf(plan.jurisdiction, plan.subject) : undefined,
    );
  }
}

export const examOver = () => conflict('EXAM_OVER', '考试已结束，已保存的答案都会计分');
const frozen = () => conflict('ILLEGAL_TRANSITION', '这份计划已提交或刚被修改，请刷新后再操作');
