import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 跨省重复持证. A delivered notice is the proof that the five working days have begun (CQ-24…26, A-27). */
export const duplicateCase = defineMachine({
  name: 'DuplicateCase',
  labelZh: '重复持证处理',
  initial: 'FOUND',
  states: {
    FOUND: '发现重复持证，待通知',
    NOTIFIED: '已通知，请选择要注销的证书',
    UNREACHABLE: '无法通知到本人',
    OVERDUE: '逾期未注销',
    CHOSEN: '已选择，注销办理中',
    PUBLICIZED: '公示中',
    CANCELLED: '已依法注销',
    CLOSED: '已处理完毕',
  },
  events: {
    recordDelivery: '记录通知送达',
    recordAttempt: '记录通知经过',
    tellAgain: '再次通知',
    markUnreachable: '记为无法通知',
    choose: '选择要注销的证书',
    cancelLate: '逾期后本人注销',
    markOverdue: '记为逾期',
    publicize: '公示',
    cancel: '依法注销',
    close: '办结',
  },
  terminal: ['CANCELLED', 'CLOSED'],
  transitions: [
    // The notice itself is sent when the case is opened; this arrow is the proof that it arrived.
    { from: ['FOUND', 'UNREACHABLE'], event: 'recordDelivery', to: 'NOTIFIED', who: ['SYSTEM', 'AUTHORITY_REVIEWER'], guards: ['CQ-24'] },
    // Every attempt is kept, also those that change nothing.
    ...(['FOUND', 'NOTIFIED', 'UNREACHABLE', 'OVERDUE', 'CHOSEN'] as const).flatMap((state) => [
      {
        from: state,
        event: 'recordAttempt' as const,
        to: state,
        who: ['SYSTEM', 'AUTHORITY_REVIEWER'] as const,
        guards: ['A-27'] as const,
      },
      { from: state, event: 'tellAgain' as const, to: state, who: ['SYSTEM', 'AUTHORITY_REVIEWER'] as const, guards: ['CQ-24'] as const },
    ]),
    { from: 'FOUND', event: 'markUnreachable', to: 'UNREACHABLE', who: ['SYSTEM', 'AUTHORITY_REVIEWER'], guards: ['CQ-25', 'A-27'] },
    // After the deadline a choice is no longer enough: only the cancellation itself closes the case, so that nobody can choose for ever.
    { from: ['FOUND', 'NOTIFIED', 'UNREACHABLE'], event: 'choose', to: 'CHOSEN', who: 'WORKER', guards: ['CQ-24'] },
    // Late: it stays overdue or published until the cancellation is done, and that ends it.
    { from: 'OVERDUE', event: 'cancelLate', to: 'OVERDUE', who: 'WORKER', guards: ['CQ-26'] },
    { from: 'PUBLICIZED', event: 'cancelLate', to: 'PUBLICIZED', who: 'WORKER', guards: ['CQ-26'] },
    {
      from: ['NOTIFIED', 'CHOSEN'],
      event: 'markOverdue',
      to: 'OVERDUE',
      who: 'SYSTEM',
      guards: ['CQ-24', 'A-04'],
      notify: 'duplicate.overdue',
    },
    {
      from: ['UNREACHABLE', 'OVERDUE'],
      event: 'publicize',
      to: 'PUBLICIZED',
      who: ['AUTHORITY_REVIEWER', 'SYSTEM'],
      guards: ['CQ-25'],
      notify: 'duplicate.publicized',
    },
    {
      from: 'PUBLICIZED',
      event: 'cancel',
      to: 'CANCELLED',
      who: ACTS.DUPLICATE_CANCEL,
      guards: ['CQ-26', 'A-04'],
      notify: 'duplicate.cancelled',
    },
    {
      from: ['FOUND', 'NOTIFIED', 'UNREACHABLE', 'OVERDUE', 'CHOSEN', 'PUBLICIZED'],
      event: 'close',
      to: 'CLOSED',
      who: ['SYSTEM', 'AUTHORITY_REVIEWER'],
      guards: ['CQ-26'],
      notify: 'duplicate.closed',
    },
  ],
});
