import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 考题: written by one, reviewed by another; what is being changed stays in use as it was until the change is reviewed. */
export const question = defineMachine({
  name: 'Question',
  labelZh: '考题',
  initial: 'PENDING',
  states: { PENDING: '待复核', RETURNED: '已退回', IN_USE: '使用中', WITHDRAWN: '已停用' },
  events: { edit: '修改', approve: '复核通过', returnQuestion: '退回', discard: '放弃修改', withdraw: '停用' },
  terminal: ['WITHDRAWN'],
  transitions: [
    { from: ['PENDING', 'RETURNED', 'IN_USE'], event: 'edit', to: 'PENDING', who: ACTS.EDIT_QUESTION },
    { from: 'PENDING', event: 'approve', to: 'IN_USE', who: ACTS.REVIEW_QUESTION },
    { from: 'PENDING', event: 'returnQuestion', to: 'RETURNED', who: ACTS.REVIEW_QUESTION },
    { from: ['PENDING', 'RETURNED'], event: 'discard', to: 'IN_USE', who: ACTS.EDIT_QUESTION },
    { from: ['PENDING', 'RETURNED', 'IN_USE'], event: 'withdraw', to: 'WITHDRAWN', who: ACTS.EDIT_QUESTION },
  ],
});
