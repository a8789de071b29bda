import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 合格人员名单批次. A row error blocks the whole batch and nothing is published before all of it is signed (QH-19, QH-20). */
export const passListBatch = defineMachine({
  name: 'PassListBatch',
  labelZh: '合格人员名单批次',
  initial: 'DRAFT',
  states: {
    DRAFT: '已导入，待校验',
    CHECKED: '校验通过，待审批',
    APPROVED: '已审批，待签发',
    SIGNING: '签发中',
    SIGN_FAILED: '签发失败',
    ISSUED: '已签发',
    REJECTED: '已驳回',
  },
  events: {
    check: '校验名单',
    recordFaults: '记录名单问题',
    removeRow: '移出人员',
    reopen: '退回修改名单',
    approve: '审批名单',
    reject: '驳回名单',
    sign: '签发',
    failSigning: '记录签发失败',
    finishSigning: '完成签发',
  },
  terminal: ['ISSUED', 'REJECTED'],
  transitions: [
    { from: 'DRAFT', event: 'check', to: 'CHECKED', who: ACTS.CHECK_PASS_LIST, guards: ['QH-19', 'QH-35', 'JS-20'] },
    // A row error, or an outside look-up without an answer: the list stays a draft, with what was found written beside its rows.
    { from: 'DRAFT', event: 'recordFaults', to: 'DRAFT', who: ACTS.CHECK_PASS_LIST, guards: ['QH-19', 'QH-35', 'JS-20'] },
    // A list that lost somebody is another list: it is checked and approved again.
    {
      from: ['DRAFT', 'CHECKED', 'APPROVED', 'SIGN_FAILED'],
      event: 'removeRow',
      to: 'DRAFT',
      who: ACTS.PASS_LIST,
    },
    { from: 'CHECKED', event: 'reopen', to: 'DRAFT', who: ACTS.PASS_LIST },
    // The second officer is another person than the one who imported: the server compares the two.
    { from: 'CHECKED', event: 'approve', to: 'APPROVED', who: ACTS.APPROVE_PASS_LIST, guards: ['QH-05', 'QH-19'] },
    { from: ['DRAFT', 'CHECKED', 'APPROVED', 'SIGN_FAILED'], event: 'reject', to: 'REJECTED', who: ACTS.REJECT_PASS_LIST },
    // An institution signs its own certificates, after the authority filed the list (QH-35, QH-36).
    {
      from: ['APPROVED', 'SIGN_FAILED'],
      event: 'sign',
      to: 'SIGNING',
      who: ACTS.SIGN_PASS_LIST,
      guards: ['QH-20', 'QH-35', 'QH-36', 'JS-20'],
    },
    { from: 'SIGNING', event: 'failSigning', to: 'SIGN_FAILED', who: 'SYSTEM', guards: ['QH-20'], notify: 'batch.signFailed' },
    // Each person hears of the certificate through the Application (certify).
    { from: 'SIGNING', event: 'finishSigning', to: 'ISSUED', who: 'SYSTEM', guards: ['QH-19', 'QH-20', 'JS-22'], notify: 'batch.issued' },
  ],
});
