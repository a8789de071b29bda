import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 取消激活清理批次: a list that is looked at first, then carried out certificate by certificate (CQ-23). */
export const clearing = defineMachine({
  name: 'Clearing',
  labelZh: '取消激活清理批次',
  initial: 'PREVIEW',
  states: { PREVIEW: '待确认', RUNNING: '正在清理', DONE: '已清理', DISCARDED: '已放弃' },
  events: { confirm: '确认清理', finish: '清理完成', discard: '放弃批次' },
  terminal: ['DONE', 'DISCARDED'],
  transitions: [
    { from: 'PREVIEW', event: 'confirm', to: 'RUNNING', who: ACTS.CLEAR_CERTIFICATES, guards: ['CQ-23'] },
    { from: 'PREVIEW', event: 'discard', to: 'DISCARDED', who: ACTS.CLEAR_CERTIFICATES },
    { from: 'RUNNING', event: 'finish', to: 'DONE', who: 'SYSTEM', guards: ['CQ-23'] },
  ],
});
