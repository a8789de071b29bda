import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 证书调入 (QH-03): a certificate that another province has let go, taken into this province's register as a new one with the same last day. */
export const transferIn = defineMachine({
  name: 'TransferIn',
  labelZh: '证书调入',
  initial: 'SUBMITTED',
  states: {
    SUBMITTED: '待审核',
    RETURNED: '退回补正',
    REJECTED: '未通过',
    WITHDRAWN: '已撤回',
    APPROVED: '审核通过，待发证',
    ISSUED: '已调入',
  },
  events: {
    submit: '补正后重新提交',
    returnRequest: '退回补正',
    reject: '不予调入',
    withdraw: '撤回申请',
    approve: '同意调入',
    orderCertificate: '重新制证',
    issue: '发证',
  },
  terminal: ['REJECTED', 'WITHDRAWN', 'ISSUED'],
  transitions: [
    { from: 'RETURNED', event: 'submit', to: 'SUBMITTED', who: 'WORKER', guards: ['QH-02', 'QH-03'] },
    { from: 'SUBMITTED', event: 'returnRequest', to: 'RETURNED', who: ACTS.REFUSE_SERVICE, notify: 'transferIn.returned' },
    { from: 'SUBMITTED', event: 'reject', to: 'REJECTED', who: ACTS.REFUSE_SERVICE, notify: 'transferIn.rejected' },
    { from: ['SUBMITTED', 'RETURNED'], event: 'withdraw', to: 'WITHDRAWN', who: 'WORKER' },
    { from: 'SUBMITTED', event: 'approve', to: 'APPROVED', who: ACTS.APPROVE_SERVICE, guards: ['QH-02', 'QH-03'] },
    // Nothing could be made before: an officer has it made again, or the next day does.
    { from: 'APPROVED', event: 'orderCertificate', to: 'APPROVED', who: [...ACTS.APPROVE_SERVICE, 'SYSTEM'] },
    { from: 'APPROVED', event: 'issue', to: 'ISSUED', who: 'SYSTEM', guards: ['QH-03', 'JS-22'], notify: 'transferIn.issued' },
  ],
});
