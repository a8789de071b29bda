import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 安全员C证免试申领 (Chongqing, CQ-15). What was submitted in time is still decided after the deadline; what was not is closed. */
export const exemptClaim = defineMachine({
  name: 'ExemptClaim',
  labelZh: '免试申领',
  initial: 'DRAFT',
  states: {
    DRAFT: '未提交',
    SUBMITTED: '待审核',
    RETURNED: '退回修改',
    REJECTED: '未通过',
    APPROVED: '审核通过，待发证',
    ISSUED: '已发证',
    CLOSED: '免试申领已截止',
  },
  events: {
    submit: '提交免试申领',
    returnClaim: '退回修改',
    reject: '审核不通过',
    approve: '审核通过',
    orderCertificate: '重新制证',
    issue: '发证',
    close: '截止免试申领',
  },
  terminal: ['REJECTED', 'ISSUED', 'CLOSED'],
  transitions: [
    { from: ['DRAFT', 'RETURNED'], event: 'submit', to: 'SUBMITTED', who: 'WORKER', guards: ['CQ-01', 'CQ-15'] },
    { from: 'SUBMITTED', event: 'returnClaim', to: 'RETURNED', who: ACTS.EXEMPT_CLAIM_REVIEW, notify: 'exemptClaim.returned' },
    { from: 'SUBMITTED', event: 'reject', to: 'REJECTED', who: ACTS.EXEMPT_CLAIM_REVIEW, notify: 'exemptClaim.rejected' },
    { from: 'SUBMITTED', event: 'approve', to: 'APPROVED', who: ACTS.EXEMPT_CLAIM_REVIEW, guards: ['CQ-15'] },
    // Nothing could be made before.
    { from: 'APPROVED', event: 'orderCertificate', to: 'APPROVED', who: 'SYSTEM' },
    { from: 'APPROVED', event: 'issue', to: 'ISSUED', who: 'SYSTEM', notify: 'exemptClaim.issued' },
    { from: ['DRAFT', 'RETURNED'], event: 'close', to: 'CLOSED', who: 'SYSTEM', guards: ['CQ-15'], notify: 'exemptClaim.closed' },
  ],
});
