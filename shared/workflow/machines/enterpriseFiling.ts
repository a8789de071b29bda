import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 企业填报换证 (Jiangxi). Withdrawing an approval retires the number; a delivered certificate is then rescinded (JX-18). */
export const enterpriseFiling = defineMachine({
  name: 'EnterpriseFiling',
  labelZh: '安全员换证',
  initial: 'DRAFT',
  states: { DRAFT: '未提交', PENDING_REVIEW: '待审核', PASSED: '通过', REJECTED: '驳回', ABANDONED: '已放弃' },
  events: { submit: '提交换证', approve: '审核通过', reject: '驳回换证', withdrawApproval: '撤回资质审核', abandon: '放弃换证' },
  terminal: ['ABANDONED'],
  transitions: [
    {
      from: ['DRAFT', 'REJECTED'],
      event: 'submit',
      to: 'PENDING_REVIEW',
      who: ACTS.FILING,
      guards: ['JX-01', 'JX-05', 'JX-06', 'JX-07', 'JX-08', 'JX-09', 'JX-10', 'JX-11', 'JX-12', 'JX-13', 'JX-14', 'JX-20'],
    },
    {
      from: 'PENDING_REVIEW',
      event: 'approve',
      to: 'PASSED',
      who: ACTS.FILING_REVIEW,
      guards: ['JX-09', 'JX-11', 'JX-12', 'JX-13', 'JX-14', 'JX-17', 'JX-19'],
      notify: 'filing.approved',
    },
    { from: 'PENDING_REVIEW', event: 'reject', to: 'REJECTED', who: ACTS.FILING_REVIEW, guards: ['JX-17'], notify: 'filing.rejected' },
    {
      from: 'PASSED',
      event: 'withdrawApproval',
      to: 'PENDING_REVIEW',
      who: ACTS.FILING_WITHDRAW,
      guards: ['JX-18'],
      notify: 'filing.approvalWithdrawn',
    },
    // A filing for the wrong person must be able to end, because an open one counts against the person (JX-12).
    { from: ['DRAFT', 'REJECTED'], event: 'abandon', to: 'ABANDONED', who: ACTS.FILING, guards: ['JX-12'] },
  ],
});
