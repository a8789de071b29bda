import type { Source } from '@jzt/shared/domain/sources';
import { consumes, each, type Feature } from '../../platform/feature';
import { ExamPlanController } from './exam.controller';
import { ExamPlanModel, ExamSessionModel } from './exam.model';
import { PaperFiles } from './exam.policy';
import { ExamTodos } from './exam.todos';
import { ExamPlans } from './examPlan.service';
import { ExamRooms } from './examRoom.service';
import { ExamRecords } from './examRecords.service';
import { ExamSessionController } from './examSession.controller';
import { ExamSessions } from './examSession.service';

interface OfSession {
  sessionId: string;
}

export const exam: Feature = {
  name: 'exam',
  parts: [ExamPlanController, ExamPlans, ExamSessionController, ExamSessions, ExamRooms, ExamRecords],
  consumers: [
    consumes('exam.seat', ExamSessions, (sessions, seat: { planId: string; source: Source }) => sessions.seat(seat)),
    consumes('exam.unseat', ExamSessions, (sessions, { sessionId, reason }: OfSession & { reason: string }) =>
      sessions.unseat(sessionId, reason, 'cancel'),
    ),
    consumes('exam.absent', ExamSessions, (sessions, { sessionId }: OfSession) => sessions.unseat(sessionId, '缺考', 'markAbsent')),
    consumes('exam.submitted', ExamSessions, (sessions, { sessionId }: OfSession) => sessions.publish(sessionId)),
  ],
  jobs: [
    each(5_000, 'exam.finalise', ExamSessions, {
      model: ExamSessionModel,
      due: (sessions) => sessions.overdue(),
      act: (sessions, id) => sessions.finalise(id),
    }),
    each(30_000, 'exam.close', ExamPlans, {
      model: ExamPlanModel,
      due: () => ({ status: 'RUNNING' }),
      act: (plans, id) => plans.closeFinished(id),
    }),
  ],
  todos: [ExamTodos],
  filePolicies: [PaperFiles],
};
