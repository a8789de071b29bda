import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 成员邀请: to a phone and for a role; taken up by the person who owns the phone, in their own name. */
export const invitation = defineMachine({
  name: 'Invitation',
  labelZh: '成员邀请',
  initial: 'OPEN',
  states: { OPEN: '待接受', ACCEPTED: '已接受', TAKEN_BACK: '已撤回', EXPIRED: '已过期' },
  events: { accept: '接受邀请', takeBack: '撤回邀请', expire: '邀请过期' },
  terminal: ['ACCEPTED', 'TAKEN_BACK', 'EXPIRED'],
  transitions: [
    { from: 'OPEN', event: 'accept', to: 'ACCEPTED', who: 'WORKER' },
    { from: 'OPEN', event: 'takeBack', to: 'TAKEN_BACK', who: [...ACTS.MANAGE_MEMBERS, 'SYSTEM'] },
    { from: 'OPEN', event: 'expire', to: 'EXPIRED', who: 'SYSTEM' },
  ],
});
