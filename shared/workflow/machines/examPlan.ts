import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 考试计划. What was approved is frozen: a change means cancel and submit a new plan. */
export const examPlan = defineMachine({
  name: 'ExamPlan',
  labelZh: '考试计划',
  initial: 'DRAFT',
  states: {
    DRAFT: '未提交',
    SUBMITTED: '待审批',
    RETURNED: '已退回',
    APPROVED: '已审批，待安排',
    ARRANGED: '已安排',
    RUNNING: '考试中',
    CLOSED: '考试结束',
    CANCELLED: '已取消',
  },
  events: {
    submit: '提交考试计划',
    returnPlan: '退回考试计划',
    approve: '审批通过',
    arrange: '安排考场',
    open: '开考',
    close: '结束考试',
    cancel: '取消考试',
  },
  terminal: ['CLOSED', 'CANCELLED'],
  transitions: [
    // The authority submits its own plan for people trained by their enterprise (QH-07).
    {
      from: ['DRAFT', 'RETURNED'],
      event: 'submit',
      to: 'SUBMITTED',
      who: ACTS.SUBMIT_EXAM_PLAN,
      guards: ['QH-14', 'QH-07'],
    },
    { from: 'SUBMITTED', event: 'returnPlan', to: 'RETURNED', who: ACTS.APPROVE_EXAM_PLAN, guards: ['QH-05'], notify: 'examPlan.returned' },
    {
      from: 'SUBMITTED',
      event: 'approve',
      to: 'APPROVED',
      who: ACTS.APPROVE_EXAM_PLAN,
      guards: ['QH-05', 'QH-15'],
      notify: 'examPlan.approved',
    },
    // Candidates get their notice from their own Application (schedule); this arrow tells those whose room the authority takes (QH-07).
    {
      from: 'APPROVED',
      event: 'arrange',
      to: 'ARRANGED',
      who: [...ACTS.ARRANGE_EXAM, ...ACTS.ARRANGE_ENTERPRISE_EXAM],
      guards: ['QH-15', 'QH-07'],
      notify: 'examPlan.roomTaken',
    },
    { from: 'ARRANGED', event: 'open', to: 'RUNNING', who: ACTS.OPEN_EXAM, guards: ['QH-08'] },
    { from: 'RUNNING', event: 'close', to: 'CLOSED', who: ['INSTITUTION_STAFF', 'SYSTEM'] },
    {
      from: ['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ARRANGED'],
      event: 'cancel',
      to: 'CANCELLED',
      who: ACTS.CANCEL_EXAM,
      notify: 'examPlan.cancelled',
    },
  ],
});
