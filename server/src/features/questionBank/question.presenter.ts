import type { QuestionItem, QuestionView } from '@jzt/shared/contract/question';
import { question as machine } from '@jzt/shared/workflow/machines/question';
import type { Caller } from '../../platform/http/tokens';
import { presentTimeline } from '../../platform/timeline';
import type { Question } from './question.model';
import { can } from './question.policy';

export const presentQuestion = (one: Question, caller: Caller): QuestionItem => ({
  id: one._id.toHexString(),
  category: one.category,
  status: one.status,
  statusZh: machine.states[one.status],
  pool: one.shown.pool,
  kind: one.shown.kind,
  topic: one.shown.topic,
  difficulty: one.shown.difficulty,
  stem: one.shown.stem,
  changing: one.current !== undefined && (one.status === 'PENDING' || one.status === 'RETURNED'),
  reason: one.reason,
  writtenBy: writerOf(one),
  canReview: one.status === 'PENDING' && can(caller, 'REVIEW_QUESTION', one),
  updatedAt: one.updatedAt.toISOString(),
  version: one.version,
});

export const presentQuestionFully = (one: Question, caller: Caller): QuestionView => ({
  ...presentQuestion(one, caller),
  content: one.shown,
  inUse: one.status === 'IN_USE' || one.status === 'WITHDRAWN' ? undefined : one.current,
  revision: one.revision,
  earlier: one.earlier.map(({ revision, approvedAt, content }) => ({ revision, approvedAt: approvedAt.toISOString(), content })).reverse(),
  timeline: presentTimeline(one.history, machine, '出题'),
});

const writerOf = ({ history }: Question): string =>
  history.findLast((line) => ['create', 'import', 'edit'].includes(line.event))?.byName ?? '建库时导入';
