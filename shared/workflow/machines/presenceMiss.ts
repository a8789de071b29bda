import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 在学核验未通过: who studied was asked for and did not show; what had waited for it does not count, unless the person's word is accepted. */
export const presenceMiss = defineMachine({
  name: 'PresenceMiss',
  labelZh: '在学核验未通过',
  initial: 'MISSED',
  states: { MISSED: '未通过，可申诉', APPEALED: '已申诉，待核实', RESTORED: '申诉成立，已恢复', DISMISSED: '申诉不成立' },
  events: { appeal: '申诉', restore: '恢复时长', dismiss: '不予恢复' },
  terminal: ['RESTORED', 'DISMISSED'],
  transitions: [
    { from: 'MISSED', event: 'appeal', to: 'APPEALED', who: 'WORKER', guards: ['A-37'] },
    {
      from: 'APPEALED',
      event: 'restore',
      to: 'RESTORED',
      who: ACTS.DECIDE_PRESENCE_APPEAL,
      guards: ['A-37'],
      notify: 'study.presenceRestored',
    },
    { from: 'APPEALED', event: 'dismiss', to: 'DISMISSED', who: ACTS.DECIDE_PRESENCE_APPEAL, notify: 'study.presenceDismissed' },
  ],
});
