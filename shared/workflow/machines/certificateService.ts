import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 证书业务: 延期, 变更, 延续, 复核, 补办, 注销 and 调出 of one certificate, from the request to its end. Whether it may be asked for is the pack's word. */
export const certificateService = defineMachine({
  name: 'CertificateService',
  labelZh: '证书业务',
  initial: 'SUBMITTED',
  states: {
    SUBMITTED: '审核中',
    RETURNED: '退回补正',
    APPROVED: '已同意，办理中',
    RELEASED: '已同意调出，等调入省接收',
    STUCK: '办理受阻，待处理',
    DONE: '已办结',
    REFUSED: '未通过',
    WITHDRAWN: '已撤回',
  },
  events: {
    approve: '同意办理',
    release: '同意调出',
    returnForCorrection: '退回补正',
    correct: '补正后重新提交',
    refuse: '不予办理',
    withdraw: '撤回申请',
    finish: '办结',
    getStuck: '记录办理受阻',
    resume: '继续办理',
  },
  terminal: ['DONE', 'REFUSED', 'WITHDRAWN'],
  transitions: [
    { from: 'SUBMITTED', event: 'approve', to: 'APPROVED', who: ACTS.APPROVE_SERVICE, guards: ['A-31', 'JS-09'] },
    // 调出 ends only when the other province has received it; until then it is taken back.
    { from: 'SUBMITTED', event: 'release', to: 'RELEASED', who: ACTS.APPROVE_SERVICE, guards: ['QH-03'] },
    { from: 'RELEASED', event: 'withdraw', to: 'WITHDRAWN', who: ACTS.CERTIFICATE_BUSINESS, guards: ['QH-03'] },
    { from: 'RELEASED', event: 'finish', to: 'DONE', who: 'SYSTEM', guards: ['QH-03', 'JS-22'] },
    { from: 'RELEASED', event: 'refuse', to: 'REFUSED', who: 'SYSTEM' },
    // Something in the papers is wrong and can be put right: the certificate waits as it waited, for the time that is given.
    {
      from: 'SUBMITTED',
      event: 'returnForCorrection',
      to: 'RETURNED',
      who: ACTS.REFUSE_SERVICE,
      guards: ['A-31'],
      notify: 'service.returned',
    },
    { from: 'RETURNED', event: 'correct', to: 'SUBMITTED', who: ACTS.CORRECT_SERVICE },
    // The time for it is over, or the certificate ended.
    { from: 'RETURNED', event: 'refuse', to: 'REFUSED', who: 'SYSTEM' },
    { from: 'SUBMITTED', event: 'refuse', to: 'REFUSED', who: [...ACTS.REFUSE_SERVICE, 'SYSTEM'] },
    // Where no document could be made, too: its holder may send other material instead of waiting.
    { from: ['SUBMITTED', 'RETURNED', 'STUCK'], event: 'withdraw', to: 'WITHDRAWN', who: ACTS.CERTIFICATE_BUSINESS },
    { from: 'APPROVED', event: 'finish', to: 'DONE', who: 'SYSTEM', guards: ['JS-05', 'JS-22'] },
    // The certificate ended before it was carried out.
    { from: 'APPROVED', event: 'refuse', to: 'REFUSED', who: 'SYSTEM' },
    { from: 'APPROVED', event: 'getStuck', to: 'STUCK', who: 'SYSTEM' },
    { from: 'STUCK', event: 'resume', to: 'APPROVED', who: ACTS.APPROVE_SERVICE },
    { from: 'STUCK', event: 'refuse', to: 'REFUSED', who: [...ACTS.REFUSE_SERVICE, 'SYSTEM'] },
  ],
});
