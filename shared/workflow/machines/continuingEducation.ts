import { defineMachine } from '../machine';

/** 继续教育, one case a certificate and period. COMPLETED ends a year's hours of a certificate that has no end date (HN-10, HN-11, HN-18). */
export const continuingEducation = defineMachine({
  name: 'ContinuingEducation',
  labelZh: '继续教育',
  initial: 'ELIGIBLE',
  states: {
    ELIGIBLE: '可报名继续教育',
    ENROLLED: '已报名继续教育',
    LEARNING: '继续教育学习中',
    ASSESSED: '继续教育考核合格',
    REPORTED: '学时待主管部门审核',
    CE_CONFIRMED: '继续教育已完成',
    EXTENSION_APPLIED: '延期审核中',
    EXTENDED: '已延期',
    REFUSED: '延期未通过',
    COMPLETED: '本年度已完成',
    MISSED: '已错过办理时间',
  },
  events: {
    enrol: '报名继续教育',
    withdraw: '取消报名',
    startLearning: '开始学习',
    passAssessment: '通过考核',
    report: '上报学时',
    returnReport: '退回学时',
    confirm: '确认继续教育',
    importRecord: '导入继续教育记录',
    applyExtension: '申请证书延期',
    extend: '批准延期',
    refuse: '不予延期',
    closeYear: '完成本年度',
    miss: '逾期',
  },
  terminal: ['EXTENDED', 'REFUSED', 'COMPLETED', 'MISSED'],
  transitions: [
    { from: 'ELIGIBLE', event: 'enrol', to: 'ENROLLED', who: 'WORKER', guards: ['CQ-08', 'CQ-09', 'CQ-10', 'CQ-12', 'CQ-13', 'QH-23', 'QH-24', 'QH-27', 'HN-15', 'HN-21'] },
    { from: 'ENROLLED', event: 'withdraw', to: 'ELIGIBLE', who: 'WORKER' },
    { from: 'ENROLLED', event: 'startLearning', to: 'LEARNING', who: ['WORKER', 'SYSTEM', 'INSTITUTION_STAFF'] },
    { from: 'LEARNING', event: 'passAssessment', to: 'ASSESSED', who: ['SYSTEM', 'INSTITUTION_STAFF'], guards: ['HN-11', 'HN-16'] },
    // SYSTEM is an approved platform's push (QH-28).
    { from: 'ASSESSED', event: 'report', to: 'REPORTED', who: ['INSTITUTION_STAFF', 'SYSTEM'], guards: ['HN-14', 'HN-16', 'HN-17', 'QH-27', 'QH-28'] },
    { from: 'REPORTED', event: 'returnReport', to: 'ASSESSED', who: 'AUTHORITY_REVIEWER', notify: 'ce.returned' },
    { from: 'REPORTED', event: 'confirm', to: 'CE_CONFIRMED', who: 'AUTHORITY_REVIEWER', guards: ['HN-17', 'QH-28'], notify: 'ce.confirmed' },
    { from: 'ASSESSED', event: 'importRecord', to: 'CE_CONFIRMED', who: 'AUTHORITY_REVIEWER', guards: ['QH-25'], notify: 'ce.confirmed' },
    {
      from: 'CE_CONFIRMED', event: 'applyExtension', to: 'EXTENSION_APPLIED', who: ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'],
      guards: ['CQ-11', 'CQ-14', 'QH-26', 'QH-29', 'JS-07', 'JS-08'],
    },
    { from: 'EXTENSION_APPLIED', event: 'extend', to: 'EXTENDED', who: ['AUTHORITY_ISSUER', 'SYSTEM'] },
    { from: 'EXTENSION_APPLIED', event: 'refuse', to: 'REFUSED', who: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] },
    { from: 'CE_CONFIRMED', event: 'closeYear', to: 'COMPLETED', who: 'SYSTEM', guards: ['HN-11', 'HN-18'] },
    {
      from: ['ELIGIBLE', 'ENROLLED', 'LEARNING', 'ASSESSED', 'REPORTED', 'CE_CONFIRMED'], event: 'miss', to: 'MISSED', who: 'SYSTEM',
      guards: ['CQ-11', 'CQ-12', 'CQ-14'], notify: 'ce.missed',
    },
  ],
});
