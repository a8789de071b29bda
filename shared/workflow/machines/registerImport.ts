import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 导入已有证书: a table of certificates that existed before is read, looked at, confirmed by another officer, entered bit by bit; a wrong one is taken back whole. */
export const registerImport = defineMachine({
  name: 'RegisterImport',
  labelZh: '已有证书导入批次',
  initial: 'READING',
  states: {
    READING: '正在读取',
    PREVIEW: '待确认',
    RUNNING: '正在登记',
    DONE: '已登记',
    UNDOING: '正在撤回',
    UNDONE: '已撤回',
    DISCARDED: '已放弃',
  },
  events: {
    read: '读取表格',
    confirm: '确认登记',
    finish: '登记完成',
    discard: '放弃批次',
    undo: '撤回批次',
    finishUndo: '撤回完成',
  },
  terminal: ['UNDONE', 'DISCARDED'],
  transitions: [
    { from: 'READING', event: 'read', to: 'PREVIEW', who: 'SYSTEM', guards: ['A-35'] },
    // A table of which only a part was kept is of no use.
    { from: 'READING', event: 'discard', to: 'DISCARDED', who: 'SYSTEM' },
    { from: 'PREVIEW', event: 'discard', to: 'DISCARDED', who: ACTS.REGISTER_IMPORT },
    { from: 'PREVIEW', event: 'confirm', to: 'RUNNING', who: ACTS.REGISTER_CONFIRM, guards: ['A-35', 'QH-23'] },
    { from: 'RUNNING', event: 'finish', to: 'DONE', who: 'SYSTEM' },
    { from: 'DONE', event: 'undo', to: 'UNDOING', who: ACTS.REGISTER_CONFIRM, guards: ['A-35'] },
    { from: 'UNDOING', event: 'finishUndo', to: 'UNDONE', who: 'SYSTEM' },
  ],
});
