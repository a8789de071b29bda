import type { Candidate, ExamPaper, ExamPlan as ExamPlanView, ExamPlanItem, ExamSessionView, ScoreReply } from '@jzt/shared/contract/exam';
import { sourceKey } from '@jzt/shared/domain/sources';
import { examPlan } from '@jzt/shared/workflow/machines/examPlan';
import { examSession } from '@jzt/shared/workflow/machines/examSession';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { PersonCard } from '../person/person.service';
import type { ExamForm, ExamPlan, ExamSession } from './exam.model';
import { soundAnswers } from './paper';

const FORMS: Record<ExamForm, string> = { COMPUTER: '电脑机考', MOBILE: '手机线上考试' };
export const sessionStatus = (status: string): string => examSession.states[status as keyof typeof examSession.states];

const head = (plan: ExamPlan, institutionName?: string) => ({
  id: plan._id.toHexString(),
  number: plan.number,
  name: plan.name,
  subject: presentSubject(plan.subject),
  institution: plan.institutionId ? { id: plan.institutionId, name: institutionName ?? '' } : undefined,
  trainedBy: plan.trainedBy,
  status: plan.status,
  statusZh: examPlan.states[plan.status as keyof typeof examPlan.states],
  form: plan.form,
  formZh: FORMS[plan.form],
  startsAt: plan.startsAt.toISOString(),
  minutes: plan.minutes,
  passMark: plan.passMark,
  practicalMark: plan.practicalMark,
  fullMark: plan.fullMark,
  room: plan.room,
  address: plan.address,
  reason: plan.reason,
  version: plan.version,
});

export const presentPlanItem = (plan: ExamPlan, institutionName?: string): ExamPlanItem => ({
  ...head(plan, institutionName),
  candidateCount: plan.candidates.length,
});

export const presentPlan = (
  plan: ExamPlan,
  institutionName: string | undefined,
  cards: ReadonlyMap<string, PersonCard>,
  sessions: ReadonlyMap<string, ExamSession>,
  canApprove: boolean,
  bankShortages: string[] | undefined,
): ExamPlanView => ({
  ...head(plan, institutionName),
  canApprove,
  bankShortages,
  candidates: plan.candidates.map((one): Candidate => {
    const session = sessions.get(sourceKey(one.source));
    const card = cards.get(one.personId);
    return {
      source: one.source,
      name: card?.name ?? '',
      idNumberMasked: card?.idNumberMasked ?? '',
      seat: one.seat,
      sessionId: session?._id.toHexString(),
      sessionStatus: session?.status,
      sessionStatusZh: session && sessionStatus(session.status),
      sessionVersion: session?.version,
      score: session?.score,
      practical: session?.practical,
      passed: session?.passed,
    };
  }),
  timeline: presentTimeline(plan.history, examPlan, '新建计划'),
});

/** `attemptsLeft` with the face, today. */
export const presentSession = (session: ExamSession, view: { now: Date; planRunning: boolean; attemptsLeft: number }): ExamSessionView => ({
  id: session._id.toHexString(),
  source: session.source,
  planName: session.planName,
  subject: presentSubject(session.subject),
  status: session.status,
  statusZh: sessionStatus(session.status),
  form: session.form,
  formZh: FORMS[session.form],
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  minutes: session.minutes,
  room: session.room,
  address: session.address,
  seat: session.seat,
  admissionNumber: session.admissionNumber,
  canCheckIn: session.status === 'READY' && view.planRunning,
  face: session.form === 'MOBILE' ? { attemptsLeft: view.attemptsLeft, lastMessage: session.lastMessage } : undefined,
  canStart: ['CHECKED_IN', 'ANSWERING'].includes(session.status) && view.planRunning && view.now >= session.startsAt,
  score: ['PRACTICAL', 'SCORED'].includes(session.status) ? session.score : undefined,
  passMark: session.passMark,
  practical: session.practical,
  practicalMark: session.practicalMark,
  fullMark: session.fullMark,
  passed: session.status === 'SCORED' ? session.passed : undefined,
  serverTime: view.now.toISOString(),
  version: session.version,
});

/** The paper without its key. */
export const presentPaper = (session: ExamSession, now: Date): ExamPaper => ({
  sessionId: session._id.toHexString(),
  questions: session.paper.map(({ id, kind, stem, options, pictureFileId, score }) => ({ id, kind, stem, options, pictureFileId, score })),
  answers: Object.entries(soundAnswers(session.paper, session.answers)).map(([questionId, { choice, version }]) => ({
    questionId,
    choice,
    version,
  })),
  deadline: session.deadline!.toISOString(),
  serverTime: now.toISOString(),
});

export const presentScore = (session: ExamSession): ScoreReply => ({
  sessionId: session._id.toHexString(),
  score: session.score!,
  fullMark: session.fullMark,
  passMark: session.passMark,
  passed: session.score! >= session.passMark,
  practical:
    session.practicalMark && session.score! >= session.passMark
      ? { passMark: session.practicalMark, score: session.practical, passed: session.practical === undefined ? undefined : session.passed }
      : undefined,
  submittedAt: session.submittedAt!.toISOString(),
  byTimeout: session.byTimeout ?? false,
});
