import { defineMachine } from '../machine';

/** 继续教育上报批次: an institution's list of hours (HN-17) or a platform's pushed pass list (QH-28); hours count only once ENTERED. */
export const ceReportBatch = defineMachine({
  name: 'CeReportBatch',
  labelZh: '继续教育上报批次',
  initial: 'DRAFT',
  states: { DRAFT: '未上报', SUBMITTED: '待主管部门审核', RETURNED: '已退回', ENTERED: '已录入' },
  events: { submit: '上报批次', returnBatch: '退回批次', enter: '审核录入' },
  terminal: ['ENTERED'],
  transitions: [
    {
      from: ['DRAFT', 'RETURNED'],
      event: 'submit',
      to: 'SUBMITTED',
      who: ['INSTITUTION_STAFF', 'SYSTEM'],
      guards: ['HN-14', 'HN-16', 'HN-17', 'QH-27', 'QH-28'],
    },
    { from: 'SUBMITTED', event: 'returnBatch', to: 'RETURNED', who: 'AUTHORITY_REVIEWER', notify: 'ceBatch.returned' },
    { from: 'SUBMITTED', event: 'enter', to: 'ENTERED', who: 'AUTHORITY_REVIEWER', guards: ['HN-17', 'QH-28'], notify: 'ceBatch.entered' },
  ],
});
