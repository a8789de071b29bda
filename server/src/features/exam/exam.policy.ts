import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { ExamPlan, ExamSession } from './exam.model';

const candidates = (plan: ExamPlan) => plan.candidates.map((one) => one.personId);
/** Who made it or handed it in, in whatever role. */
const authors = (plan: ExamPlan) =>
  plan.history.filter((line) => ['create', 'edit', 'submit'].includes(line.event)).flatMap((line) => line.byPerson ?? []);

export const plans = {
  scope: scopes({ INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority }),
  ...rules<ExamPlan, 'APPROVE_EXAM_PLAN' | 'ARRANGE_EXAM' | 'OPEN_EXAM' | 'CANCEL_EXAM'>({
    APPROVE_EXAM_PLAN: [notOwn((plan) => [...candidates(plan), ...authors(plan)], '考试计划', '审批')],
    ARRANGE_EXAM: [notOwn(candidates, '考试', '安排')],
    OPEN_EXAM: [notOwn(candidates, '考试', '开考')],
    CANCEL_EXAM: [notOwn(candidates, '考试', '取消')],
  }),
};

/** QH-18: the candidate, their institution, the authority. */
export const sessions = {
  scope: scopes({ WORKER: ofPerson, INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority }),
  ...rules<ExamSession, 'VOID_SCORE' | 'RECORD_PRACTICAL'>({
    RECORD_PRACTICAL: [notOwn((session) => [session.personId], '考试', '登记成绩')],
    VOID_SCORE: [notOwn((session) => [session.personId], '考试', '处理')],
  }),
};
