import { defineMachine } from '../machine';

/** 单本制证: a certificate, or a new edition of one, that is made by itself and not on a pass list. */
export const issuance = defineMachine({
  name: 'Issuance',
  labelZh: '单本制证',
  initial: 'MAKING',
  states: {
    MAKING: '制证中',
    REFUSED: '没有制成，待处理',
    MADE: '已制成',
  },
  events: {
    refuse: '记录制证失败',
    orderAgain: '重新制证',
    finish: '完成制证',
  },
  terminal: ['MADE'],
  transitions: [
    { from: 'MAKING', event: 'finish', to: 'MADE', who: 'SYSTEM', guards: ['QH-20', 'JS-20', 'JS-22'] },
    // Something that waiting does not mend: whoever owns the case is told, and orders it again once it is mended.
    { from: 'MAKING', event: 'refuse', to: 'REFUSED', who: 'SYSTEM', guards: ['QH-20'] },
    { from: 'REFUSED', event: 'orderAgain', to: 'MAKING', who: 'SYSTEM' },
  ],
});
