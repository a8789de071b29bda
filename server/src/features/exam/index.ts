import type { Actor } from '../../platform/cases';
import { consumes, every, type Feature } from '../../platform/feature';
import { Candidacies } from './candidacy.service';
import { ExamPlanController } from './exam.controller';
import { ExamTodos } from './exam.todos';
import { ExamPlans } from './examPlan.service';
import { ExamRecords } from './examRecords.service';
import { ExamSessionController } from './examSession.controller';
import { ExamSessions } from './examSession.service';

interface OfSession {
  sessionId: string;
}

export const exam: Feature = {
  name: 'exam',
  parts: [ExamPlanController, ExamPlans, ExamSessionController, ExamSessions, Candidacies, ExamRecords],
  consumers: [
    consumes('exam.seat', ExamSessions, (sessions, seat: { planId: string; applicationId: string }) => sessions.seat(seat)),
    consumes('exam.unseat', ExamSessions, (sessions, { sessionId, reason }: OfSession & { reason: string }) =>
      sessions.unseat(sessionId, reason, 'cancel'),
    ),
    consumes('exam.absent', ExamSessions, (sessions, { sessionId }: OfSession) => sessions.unseat(sessionId, '缺考', 'markAbsent')),
    consumes('exam.submitted', ExamSessions, (sessions, { sessionId }: OfSession) => sessions.publish(sessionId)),
    consumes('exam.scored', ExamSessions, (sessions, { sessionId }: OfSession) => sessions.tellApplication(sessionId)),
    consumes(
      'score.voided',
      Candidacies,
      (candidacies, { applicationId, officer, reason }: { applicationId: string; officer: Actor; reason: string }) =>
        candidacies.voidScore(applicationId, officer, reason),
    ),
  ],
  jobs: [
    every(5_000, 'exam.finalise', ExamSessions, (sessions) => sessions.finaliseOverdue()),
    every(30_000, 'exam.close', ExamPlans, (plans) => plans.closeFinished()),
  ],
  todos: [ExamTodos],
};
