import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 聘用关系. Either side asks, the other side confirms: the server checks that it is the other one. */
export const employment = defineMachine({
  name: 'Employment',
  labelZh: '聘用关系',
  initial: 'REQUESTED',
  states: { REQUESTED: '待对方确认', CONFIRMED: '在职', DECLINED: '对方未同意', ENDED: '已解除' },
  events: { confirm: '确认聘用关系', decline: '拒绝聘用关系', withdraw: '撤回聘用申请', end: '解除聘用关系' },
  terminal: ['DECLINED', 'ENDED'],
  transitions: [
    {
      from: 'REQUESTED',
      event: 'confirm',
      to: 'CONFIRMED',
      who: ACTS.ANSWER_EMPLOYMENT,
      guards: ['QH-09'],
      notify: 'employment.confirmed',
    },
    { from: 'REQUESTED', event: 'decline', to: 'DECLINED', who: ACTS.ANSWER_EMPLOYMENT, notify: 'employment.declined' },
    { from: 'REQUESTED', event: 'withdraw', to: 'ENDED', who: ACTS.END_EMPLOYMENT },
    {
      from: 'CONFIRMED',
      event: 'end',
      to: 'ENDED',
      who: ACTS.END_EMPLOYMENT,
      guards: ['QH-02', 'QH-04'],
      notify: 'employment.ended',
    },
  ],
});
