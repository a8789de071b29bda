import { Singleton } from '@midwayjs/core';
import { isOfficer } from '@jzt/shared/domain/roles';
import { conflict } from '../../platform/errors';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { ExamSessionModel, type ExamPlan, type ExamSession } from './exam.model';

const candidates = (plan: ExamPlan) => plan.candidates.map((one) => one.personId);
/** Who made it or handed it in, in whatever role. */
const authors = (plan: ExamPlan) =>
  plan.history.filter((line) => ['create', 'edit', 'submit'].includes(line.event)).flatMap((line) => line.byPerson ?? []);

/** The trainer's own plan: an institution's is no officer's to write or cancel, and an enterprise's people's is the authority's alone (QH-07, QH-15). */
const ofTrainer =
  (task: string) =>
  ({ role }: Caller, { trainedBy }: ExamPlan) =>
    isOfficer(role) === (trainedBy === 'ENTERPRISE')
      ? undefined
      : conflict('OTHER_TRAINER', `这份计划${trainedBy ? '由主管部门安排，请联系主管部门' : '是培训机构的，由培训机构'}${task}`);

export const plans = {
  scope: scopes({ INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority }),
  ...rules<
    ExamPlan,
    'SUBMIT_EXAM_PLAN' | 'APPROVE_EXAM_PLAN' | 'ARRANGE_EXAM' | 'ARRANGE_ENTERPRISE_EXAM' | 'OPEN_EXAM' | 'INVIGILATE' | 'CANCEL_EXAM'
  >({
    SUBMIT_EXAM_PLAN: [ofTrainer('修改和提交')],
    APPROVE_EXAM_PLAN: [notOwn((plan) => [...candidates(plan), ...authors(plan)], '考试计划', '审批')],
    ARRANGE_EXAM: [notOwn(candidates, '考试', '安排')],
    ARRANGE_ENTERPRISE_EXAM: [notOwn(candidates, '考试', '安排')],
    OPEN_EXAM: [notOwn(candidates, '考试', '开考')],
    INVIGILATE: [notOwn(candidates, '考试', '监考')],
    CANCEL_EXAM: [notOwn(candidates, '考试', '取消'), ofTrainer('取消')],
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

/** The pictures of a paper: for its candidate while they answer, for no other (and for nobody who trains). */
@Singleton()
export class PaperFiles implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (file.purpose !== 'QUESTION' || caller.role !== 'WORKER') return false;
    return !!(await ExamSessionModel.exists(
      within(sessions.scope(caller), { status: 'ANSWERING', 'paper.pictureFileId': file.id }) as never,
    ));
  }
}
