import type { Application as View } from '@jzt/shared/contract/application';
import { demoVersion } from '@jzt/shared/policy/index';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { application } from '@jzt/shared/workflow/machines/application';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { Application } from './application.model';
import type { ApplicationStatus } from './application.service';

/** What happens next and who acts, in one sentence. */
const NEXT_ZH: Record<ApplicationStatus, string> = {
  DRAFT: '系统核验没有通过：请按原因处理后修改重新提交，或撤回报名',
  CHECK_PENDING: '外部核验系统暂时连不上，恢复后自动核验，您不用做什么',
  SUBMITTED: '等待培训机构审核，结果会通知您',
  INST_RETURNED: '请按退回原因修改后重新提交',
  INST_REJECTED: '这次报名已结束，可以重新报名',
  INST_PASSED: '培训机构已通过，正在转主管部门核查社保',
  AUTH_CHECK: '主管部门正在核查社保，结果会通知您',
  AUTH_CHECK_PENDING: '社保系统暂时连不上，恢复后自动核查，您不用做什么',
  AUTH_REJECTED: '请与单位核对社保后重新报名',
  AUTH_PASSED: '等待培训机构编班开课，开班会通知您',
  IN_TRAINING: '请到“学习”完成课程',
  TRAINED: '学时已修满，等待培训机构安排考试',
  SCHEDULED: '请按准考信息参加考试',
  EXAMINED: '已交卷，等待成绩；有实操的，实操成绩由培训机构登记',
  PASSED: '考试合格，等待签发证书',
  FAILED: '这次考试不合格，可以重新报名',
  BATCHED: '证书正在签发，签发后会通知您',
  CERTIFIED: '证书已签发，请到“证书”查看和下载',
  WITHDRAWN: '报名已撤回，可以重新报名',
};

/** What is otherwise of who was trained by their enterprise and signed up at the counter (QH-07). */
const ONSITE_ZH: Partial<Record<ApplicationStatus, string>> = {
  TRAINED: '现场报名已审核通过，等待主管部门安排考试，时间地点会通知您',
  EXAMINED: '已交卷，等待成绩；有实操的，实操成绩由考场登记',
  FAILED: '这次考试不合格，可以请单位再到现场报名',
  WITHDRAWN: '现场报名已撤销，请按原因处理后再到现场办理',
};

/** States whose reason stands until the person acts. */
const WITH_REASON: readonly ApplicationStatus[] = ['DRAFT', 'INST_RETURNED', 'INST_REJECTED', 'AUTH_REJECTED', 'FAILED', 'WITHDRAWN'];

/** An application as its owner sees it. */
export function presentApplication(one: Application, names: { institution?: string; enterprise?: string }): View {
  const may = eventsFrom(application, one.status, 'WORKER');
  return {
    id: one._id.toHexString(),
    number: one.number,
    status: one.status,
    statusZh: application.states[one.status],
    nextStepZh: (one.trainedBy && ONSITE_ZH[one.status]) || NEXT_ZH[one.status],
    subject: presentSubject(one.subject),
    institution: one.institutionId ? { id: one.institutionId, name: names.institution ?? '' } : undefined,
    trainedBy: one.trainedBy,
    enterprise: one.enterpriseId && names.enterprise ? { id: one.enterpriseId, name: names.enterprise } : undefined,
    education: one.education,
    medicalOn: one.medicalOn,
    portraitFileId: one.portraitFileId,
    reason: standingReason(one),
    canWithdraw: may.includes('withdraw'),
    canEdit: may.includes('submit'),
    submittedAt: one.submittedAt.toISOString(),
    updatedAt: one.updatedAt.toISOString(),
    timeline: presentTimeline(one.history, application, '提交报名'),
    certificateId: one.certificateId,
    examSessionId: one.examSessionId,
    demoRules: demoVersion(one.packVersion) && true,
    version: one.version,
  };
}

const standingReason = (one: Application): string | undefined =>
  WITH_REASON.includes(one.status) ? one.history.findLast((line) => line.to === one.status)?.reason : undefined;
