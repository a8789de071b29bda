import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import type { ExamPaper, ExamSessionView, SavedAnswer, ScoreReply } from '@jzt/shared/contract/exam';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Role } from '@jzt/shared/domain/roles';
import { PAPER_PLAN } from '@jzt/shared/domain/papers';
import { sameSource, type Source } from '@jzt/shared/domain/sources';
import { passes, type FactsOf } from '@jzt/shared/policy/index';
import { examSession } from '@jzt/shared/workflow/machines/examSession';
import { score as scoreMachine } from '@jzt/shared/workflow/machines/score';
import { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import { when, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, forbidden, isDuplicateKey, notFound, Refusal, refusedByRule } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findWithin, within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import { presentSubject } from '../../platform/subject';
import { FaceDesk, type WayOut } from '../identity/faceDesk.service';
import { Persons } from '../person/person.service';
import { QuestionBanks } from '../questionBank/questionBank.service';
import { tell } from '../source/sources.service';
import { ExamSessionModel, OPEN_SITTING, ScoreModel, type ExamForm, type ExamSession } from './exam.model';
import { sessions as policy } from './exam.policy';
import { presentPaper, presentScore, presentSession } from './exam.presenter';
import { CLOSE_AFTER_MS, examOver, ExamPlans } from './examPlan.service';
import { ExamRooms } from './examRoom.service';
import { drawPaper, faultOf, mark, mergeAnswers } from './paper';

/** An exam does not wait until tomorrow. */
const BY_INVIGILATOR: WayOut = { tomorrow: '请联系监考人员核对证件签到', instead: '或请监考人员核对证件签到' };
const SYSTEM: Actor = { role: 'SYSTEM' };
/** Two plans were arranged in the same moment; tried again, because the other sitting may be cancelled. */
const ELSEWHERE = 'this person sits in another exam';
const HANDED_IN = ['SUBMITTED', 'PRACTICAL', 'SCORED'];

/** 考试场次 (design.md section 7): paper frozen before the start, answers durable when acknowledged, the deadline the server's, the mark in the reply (QH-17). */
@Singleton()
export class ExamSessions {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly rooms: ExamRooms;
  @Inject() private readonly faces: FaceDesk;
  @Inject() private readonly banks: QuestionBanks;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** Whose time is up: marked with what was saved. */
  overdue(): Record<string, unknown> {
    return { status: 'ANSWERING', deadline: trusted({ $lte: this.clock.now() }) };
  }

  async finalise(id: Types.ObjectId): Promise<void> {
    await this.finish(id, [], SYSTEM, true);
  }

  async listMine(caller: Caller): Promise<ExamSessionView[]> {
    const sessions = await ExamSessionModel.find(policy.scope(caller), { paper: 0 }).sort({ startsAt: -1 }).lean<ExamSession[]>();
    return Promise.all(sessions.map((one) => this.present(one)));
  }

  async viewMine(caller: Caller, id: string): Promise<ExamSessionView> {
    return this.present(await this.of(caller, id));
  }

  /** The person at the machine shows that the seat is theirs, and that they are in the room (QH-16). */
  async checkIn(
    caller: Caller,
    id: string,
    input: { admissionNumber: string; roomCode: string; client: ExamForm },
  ): Promise<ExamSessionView> {
    const session = await this.of(caller, id);
    this.requireForm(session, input.client);
    if (session.form === 'MOBILE') throw conflict('FACE_REQUIRED', '手机考试先做人脸核验，通过即签到', { ruleId: 'QH-32' });
    await this.plans.requireRunning(session);
    if (session.status !== 'READY') return this.present(session);
    if (input.admissionNumber !== session.admissionNumber) throw badInput('ADMISSION_NUMBER_WRONG', '准考证号不对，请核对准考信息');
    await this.rooms.require(session, input.roomCode);
    return this.present(await this.enter(session, await this.actor(caller)));
  }

  /** A phone exam has no room: it begins with the face (QH-32). Throws CONSENT_REQUIRED, FACE_TOO_OFTEN, FACE_DOWN, EXAM_NOT_YET, EXAM_OVER. */
  async beginFace(caller: Caller, id: string, input: { channel: 'WEAPP' | 'H5'; consented: boolean }) {
    const session = await this.toCheckIn(caller, id);
    if (!input.consented)
      throw refusedByRule('O-18', 'CONSENT_REQUIRED', '人脸核验需要您单独同意 不想刷脸请到现场，由监考人员核对证件签到');
    const back = pageAddress('examTicket', { id });
    const { open, session: face } = await this.faces.begin(
      await this.persons.get(caller.personId),
      input.channel,
      session,
      back,
      BY_INVIGILATOR,
    );
    await ExamSessionModel.updateOne({ _id: session._id, status: 'READY' }, { $set: { face: open }, $unset: { lastMessage: 1 } });
    return { verifyId: face.verifyId, expiresAt: face.expiresAt.toISOString(), hostedUrl: face.hostedUrl };
  }

  /** What the provider says (O-15). Throws FACE_DOWN. */
  async finishFace(caller: Caller, id: string): Promise<ExamSessionView> {
    if ((await this.of(caller, id)).status !== 'READY') return this.viewMine(caller, id);
    const session = await this.toCheckIn(caller, id);
    if (!session.face) throw conflict('ILLEGAL_TRANSITION', '还没有开始人脸核验，请先点“人脸核验并签到”', { ruleId: 'QH-32' });
    const { verifyId } = session.face;
    const result = await this.faces.query(await this.persons.get(caller.personId), session.face, BY_INVIGILATOR);
    if (result.state === 'PASSED')
      return this.present(await this.enter(session, await this.actor(caller), [`face:${result.providerCode}`]));
    const kept = this.faces.noted(session, result);
    await ExamSessionModel.updateOne({ _id: session._id, status: 'READY', 'face.verifyId': verifyId } as never, kept);
    return this.viewMine(caller, id);
  }

  private async toCheckIn(caller: Caller, id: string): Promise<ExamSession> {
    const session = await this.of(caller, id);
    this.requireForm(session, 'MOBILE');
    await this.plans.requireRunning(session);
    if (session.status !== 'READY') throw conflict('ILLEGAL_TRANSITION', '已经签到，可以开始答题');
    return session;
  }

  private enter(session: ExamSession, actor: Actor, evidence?: string[]): Promise<ExamSession> {
    return this.cases.move(ExamSessionModel, session._id, { machine: examSession, event: 'checkIn', actor, evidence });
  }

  /** Starts, or goes on after a crash with every acknowledged answer and the same deadline. */
  async start(caller: Caller, id: string, client: ExamForm): Promise<ExamPaper> {
    const session = await this.of(caller, id);
    const now = this.clock.now();
    if (session.status === 'ANSWERING') {
      this.requireForm(session, client);
      if (now >= session.deadline!) throw examOver();
      return presentPaper(session, now);
    }
    if (HANDED_IN.includes(session.status)) throw conflict('EXAM_OVER', '您已交卷，请查看成绩');
    if (session.status === 'READY') throw conflict('CHECK_IN_REQUIRED', '请先签到');
    this.requireForm(session, client);
    await this.plans.requireRunning(session);
    if (now < session.startsAt) throw conflict('EXAM_NOT_YET', `${when.format(session.startsAt)}开考，到时间才能答题`, { ruleId: 'QH-08' });
    const deadline = new Date(Math.min(now.getTime() + session.minutes * 60_000, session.endsAt.getTime() + CLOSE_AFTER_MS));
    try {
      const started = await this.cases.move(ExamSessionModel, session._id, {
        machine: examSession,
        event: 'begin',
        actor: await this.actor(caller),
        set: { startedAt: now, deadline },
      });
      return presentPaper(started, now);
    } catch (error) {
      // Two taps: the first one started it.
      if (error instanceof Refusal && error.status === 409) return this.start(caller, id, client);
      throw error;
    }
  }

  /** Stores one answer; the reply means durable. The same version again is acknowledged again, an older one is not taken. */
  async saveAnswer(caller: Caller, id: string, answer: SavedAnswer) {
    const now = this.clock.now();
    const session = await this.of(caller, id);
    if (session.status !== 'ANSWERING' || now >= session.deadline!) throw examOver();
    const fault = faultOf(session.paper, answer.questionId, answer.choice);
    if (fault === 'QUESTION') throw badInput('QUESTION_NOT_FOUND', '题目不存在，请刷新试卷');
    if (fault) throw badInput('OPTION_NOT_FOUND', '这道题没有这个选项，请刷新试卷');
    const path = `answers.${answer.questionId}`;
    const saved = await ExamSessionModel.updateOne(
      {
        _id: session._id,
        status: 'ANSWERING',
        deadline: trusted({ $gt: now }),
        $or: [{ [path]: trusted({ $exists: false }) }, { [`${path}.version`]: trusted({ $lt: answer.version }) }],
      } as never,
      { $set: { [path]: { choice: answer.choice, version: answer.version } }, $inc: { version: 1 } } as never,
    );
    if (saved.modifiedCount === 0) await this.explainUnsaved(session._id, answer);
    return {
      questionId: answer.questionId,
      version: answer.version,
      deadline: session.deadline!.toISOString(),
      serverTime: now.toISOString(),
    };
  }

  /** 交卷: marked in the same write, and the same answer however often it is sent (QH-17). */
  async submit(caller: Caller, id: string, answers: readonly SavedAnswer[]): Promise<ScoreReply> {
    const session = await this.of(caller, id);
    return presentScore(await this.finish(session._id, answers, await this.actor(caller), false));
  }

  /** QH-18: the candidate, their institution, the authority. An enterprise is told so, whether there is such an exam or not. */
  async score(caller: Caller, id: string): Promise<ScoreReply> {
    const relation = RELATIONS[caller.role];
    const session = await ExamSessionModel.findOne(within(policy.scope(caller), { _id: id }) as never).lean<ExamSession>();
    if (!session && SEERS.includes(relation)) throw notFound('没有找到这场考试');
    if (!session || !this.law.of(session).decide('VIEW_SCORE', { relation }).allowed)
      throw forbidden('SCORE_NOT_YOURS', '只有考生本人、其培训机构和主管部门可以查看成绩', { ruleId: 'QH-18' });
    if (session.score === undefined) throw conflict('SCORE_NOT_READY', '还没有成绩');
    return presentScore(session);
  }

  /** The practical part, marked by the institution: only after a theory that is passed, and once (O-10). */
  async recordPractical(caller: Caller, id: string, input: { score: number; version: number }, op?: string): Promise<ScoreReply> {
    const session = await this.of(caller, id);
    policy.demand(caller, 'RECORD_PRACTICAL', session);
    if (await ScoreModel.exists({ sessionId: id, status: 'VOIDED' })) throw conflict('SCORE_VOIDED', '这场考试的成绩已作废');
    const passed = passes(this.law.of(session), session.subject.category, input.score, 'practical')!;
    const moved = await this.cases.move(ExamSessionModel, session._id, {
      machine: examSession,
      event: 'recordPractical',
      actor: await this.actor(caller, op),
      expectVersion: input.version,
      ruleIds: ['O-10'],
      packVersion: session.packVersion,
      set: { practical: input.score, passed },
      follow: [tell('exam.result', session.source, { sessionId: id, passed })],
    });
    return presentScore(moved);
  }

  async voidScore(caller: Caller, id: string, reason: string, op?: string): Promise<ExamSessionView> {
    const session = await this.of(caller, id);
    policy.demand(caller, 'VOID_SCORE', session);
    const actor = await this.actor(caller, op);
    if (session.status === 'SCORED' || session.status === 'PRACTICAL') {
      const found = await ScoreModel.findOne({ sessionId: id });
      if (!found) throw conflict('SCORE_NOT_READY', '成绩还在生成，请稍后再试');
      await this.cases.move(ScoreModel, found._id, {
        machine: scoreMachine,
        event: 'voidScore',
        actor,
        reason,
        follow: [tell('exam.voided', session.source, { sessionId: id, officer: { ...actor, op: undefined }, reason })],
      });
      return this.present(session);
    }
    return this.present(
      await this.cases.move(ExamSessionModel, session._id, {
        machine: examSession,
        event: 'voidSession',
        actor,
        reason,
        follow: [tell('exam.voided', session.source, { sessionId: id, officer: { ...actor, op: undefined }, reason })],
        notices: [
          {
            personId: session.personId,
            params: { number: session.admissionNumber, subject: presentSubject(session.subject).labelZh, reason },
          },
        ],
      }),
    );
  }

  /** Makes the session of one candidate: paper drawn and frozen, seat and number fixed. May be delivered twice. */
  async seat({ planId, source }: { planId: string; source: Source }): Promise<void> {
    const plan = await this.plans.get(planId);
    const candidate = plan.candidates.find((one) => sameSource(one.source, source));
    if (!candidate?.sessionId) return;
    const _id = new Types.ObjectId(candidate.sessionId);
    // Read before the look at open ones: of two made in the same moment the database takes one.
    const round = await ExamSessionModel.countDocuments(bySource(source));
    const open = { ...bySource(source), _id: trusted({ $ne: _id }), status: trusted({ $in: OPEN_SITTING }) };
    if (await ExamSessionModel.exists(open as never)) throw new Error(ELSEWHERE);
    const bankVersion = plan.bankVersion!;
    const bank = await this.banks.questionsFor(plan.jurisdiction, plan.subject, bankVersion);
    const endsAt = new Date(plan.startsAt.getTime() + plan.minutes * 60_000);
    const fields = {
      _id,
      jurisdiction: plan.jurisdiction,
      packVersion: plan.packVersion,
      planId,
      planName: plan.name,
      source,
      round,
      personId: candidate.personId,
      institutionId: plan.institutionId,
      subject: plan.subject,
      form: plan.form,
      startsAt: plan.startsAt,
      endsAt,
      minutes: plan.minutes,
      room: plan.room!,
      address: plan.address!,
      seat: candidate.seat!,
      admissionNumber: `${plan.number}${candidate.seat}`,
      passMark: plan.passMark,
      ...(plan.practicalMark && { practicalMark: plan.practicalMark }),
      fullMark: plan.fullMark,
      bankVersion,
      paper: drawPaper(bank, plan.paperPlan ?? PAPER_PLAN, (below) => randomInt(below)),
      answers: {},
    };
    await this.cases
      .create(ExamSessionModel, examSession, fields, {
        event: 'seat',
        actor: SYSTEM,
        ruleIds: ['QH-15'],
        follow: [
          tell('exam.scheduled', source, {
            planId,
            sessionId: candidate.sessionId,
            startsAt: plan.startsAt,
            place: `${plan.address} ${plan.room} ${candidate.seat}号座`,
          }),
        ],
      })
      .catch(async (error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        if (!(await ExamSessionModel.exists({ _id }))) throw new Error(ELSEWHERE);
      });
    // Cancelled while the seat was being made: what takes it back may have come too early.
    const now = await this.plans.get(planId);
    if (now.status === 'CANCELLED') await this.unseat(candidate.sessionId, now.reason ?? '考试计划已取消', 'cancel');
  }

  async unseat(sessionId: string, reason: string, event: 'cancel' | 'markAbsent'): Promise<void> {
    const session = await ExamSessionModel.findById(sessionId).lean<ExamSession>();
    if (!session || !['READY', 'CHECKED_IN'].includes(session.status)) return;
    await this.cases.move(ExamSessionModel, session._id, {
      machine: examSession,
      event,
      actor: SYSTEM,
      reason,
      follow: [tell('exam.unscheduled', session.source, { sessionId, reason })],
    });
  }

  /** Marks and closes; a write of an answer in between makes it look again, so that nothing acknowledged is left out of the mark. */
  private async finish(id: Types.ObjectId, answers: readonly SavedAnswer[], actor: Actor, byTimeout: boolean): Promise<ExamSession> {
    for (;;) {
      const session = (await ExamSessionModel.findById(id).lean<ExamSession>())!;
      if (HANDED_IN.includes(session.status)) return session;
      const now = this.clock.now();
      // What arrives after the deadline is not looked at; what was saved before counts.
      const late = session.deadline && now > session.deadline;
      const merged = mergeAnswers(session.answers, late ? [] : answers, session.paper);
      const value = mark(session.paper, merged);
      const theory = value >= session.passMark;
      try {
        return await this.cases.move(ExamSessionModel, id, {
          machine: examSession,
          event: 'submit',
          actor,
          expectVersion: session.version,
          ruleIds: ['QH-17'],
          set: {
            answers: merged,
            score: value,
            ...(!(theory && session.practicalMark) && { passed: theory }),
            submittedAt: late ? session.deadline : now,
            byTimeout: byTimeout || !!late,
          },
          follow: [{ topic: 'exam.submitted', payload: { sessionId: id.toHexString() } }],
        });
      } catch (error) {
        // An answer was saved, or another tap handed it in: look again.
        if (!(error instanceof Refusal && ['VERSION_CONFLICT', 'ILLEGAL_TRANSITION'].includes(error.code)) || !(await this.mayFinish(id)))
          throw error;
      }
    }
  }

  private async mayFinish(id: Types.ObjectId): Promise<boolean> {
    return !!(await ExamSessionModel.exists({ _id: id, status: trusted({ $in: ['ANSWERING', ...HANDED_IN] }) }));
  }

  async publish(sessionId: string): Promise<void> {
    const session = (await ExamSessionModel.findById(sessionId).lean<ExamSession>())!;
    // An officer was faster than the mark.
    if (session.status === 'VOIDED') return;
    const { jurisdiction, source, personId, passMark, score: value } = session;
    await this.cases
      .create(
        ScoreModel,
        scoreMachine,
        { jurisdiction, sessionId, source, personId, value, passMark },
        { event: 'mark', actor: SYSTEM, ruleIds: ['QH-17'] },
      )
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    if (session.status === 'SUBMITTED')
      await this.cases.move(ExamSessionModel, session._id, {
        machine: examSession,
        event: session.passed === undefined ? 'awaitPractical' : 'score',
        actor: SYSTEM,
        follow: [tell('exam.result', source, { sessionId, ...(session.passed !== undefined && { passed: session.passed }) })],
      });
  }

  /** QH-16, QH-32. */
  private requireForm(session: ExamSession, client: ExamForm): void {
    this.law.of(session).require('START_EXAM', {
      subject: session.subject,
      device: client,
      identity: { status: 'LEDGERED', badges: { verified: true, ledgered: true } },
    });
  }

  private async explainUnsaved(id: Types.ObjectId, answer: SavedAnswer): Promise<void> {
    const session = (await ExamSessionModel.findById(id).lean<ExamSession>())!;
    if (session.status !== 'ANSWERING' || this.clock.now() >= session.deadline!) throw examOver();
    const stored = session.answers[answer.questionId];
    if (stored?.version === answer.version && stored.choice.join() === answer.choice.join()) return;
    throw conflict('ANSWER_STALE', '这道题在别处有更新的答案，已为您刷新');
  }

  private of(caller: Caller, id: string): Promise<ExamSession> {
    return findWithin(ExamSessionModel, policy.scope(caller), id, '没有找到这场考试');
  }

  private async actor(caller: Caller, op?: string): Promise<Actor> {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }

  private async present(session: ExamSession): Promise<ExamSessionView> {
    const plan = await this.plans.get(session.planId);
    return presentSession(session, {
      now: this.clock.now(),
      planRunning: plan.status === 'RUNNING',
      attemptsLeft: this.faces.attemptsLeft(session),
    });
  }
}

/** Who may have something to see: for all others there is never such an exam. */
const SEERS: readonly string[] = ['SELF', 'OWN_INSTITUTION', 'AUTHORITY'];
/** What the policy's scope makes of somebody in this role. */
const RELATIONS: Record<Role, FactsOf<'VIEW_SCORE'>['relation']> = {
  WORKER: 'SELF',
  INSTITUTION_STAFF: 'OWN_INSTITUTION',
  AUTHORITY_REVIEWER: 'AUTHORITY',
  AUTHORITY_ISSUER: 'AUTHORITY',
  ENTERPRISE_STAFF: 'EMPLOYER',
  BASE_AGENT: 'OTHER',
  SYSTEM_ADMIN: 'OTHER',
  AUTHORITY_ADMIN: 'OTHER',
  INSTITUTION_ADMIN: 'OTHER',
  ENTERPRISE_ADMIN: 'OTHER',
  SYSTEM: 'OTHER',
};
