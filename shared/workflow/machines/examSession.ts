import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 考试场次 of one candidate. After SCORED only the Score can be voided. */
export const examSession = defineMachine({
  name: 'ExamSession',
  labelZh: '考试',
  initial: 'READY',
  states: {
    READY: '待签到',
    CHECKED_IN: '已签到',
    ANSWERING: '答题中',
    SUBMITTED: '已交卷',
    PRACTICAL: '理论合格，待实操成绩',
    SCORED: '已出成绩',
    ABSENT: '缺考',
    VOIDED: '考试作废',
    CANCELLED: '考试取消',
  },
  events: {
    checkIn: '签到',
    begin: '开始答题',
    submit: '交卷',
    score: '计算成绩',
    awaitPractical: '理论合格，等待实操',
    recordPractical: '登记实操成绩',
    markAbsent: '记为缺考',
    voidSession: '作废考试',
    cancel: '取消考试',
  },
  terminal: ['SCORED', 'ABSENT', 'VOIDED', 'CANCELLED'],
  transitions: [
    // The invigilator checks the card of a person whose face the machine does not know (O-18).
    { from: 'READY', event: 'checkIn', to: 'CHECKED_IN', who: ['WORKER', ...ACTS.INVIGILATE], guards: ['QH-08', 'QH-16', 'QH-32', 'O-18'] },
    { from: 'CHECKED_IN', event: 'begin', to: 'ANSWERING', who: 'WORKER', guards: ['QH-08', 'QH-16', 'QH-32'] },
    { from: 'ANSWERING', event: 'submit', to: 'SUBMITTED', who: ['WORKER', 'SYSTEM'], guards: ['QH-17'] },
    { from: 'SUBMITTED', event: 'score', to: 'SCORED', who: 'SYSTEM', guards: ['QH-17', 'QH-18'] },
    // Who fails the theory is not let into the practical part.
    { from: 'SUBMITTED', event: 'awaitPractical', to: 'PRACTICAL', who: 'SYSTEM', guards: ['O-10'] },
    { from: 'PRACTICAL', event: 'recordPractical', to: 'SCORED', who: ACTS.RECORD_PRACTICAL, guards: ['O-10'] },
    { from: ['READY', 'CHECKED_IN'], event: 'markAbsent', to: 'ABSENT', who: ['SYSTEM', 'INSTITUTION_STAFF'] },
    {
      from: ['CHECKED_IN', 'ANSWERING', 'SUBMITTED'],
      event: 'voidSession',
      to: 'VOIDED',
      who: ACTS.VOID_SCORE,
      notify: 'exam.voided',
    },
    { from: 'READY', event: 'cancel', to: 'CANCELLED', who: 'SYSTEM' },
  ],
});
