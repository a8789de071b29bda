import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 成绩. Born FINAL and never changed; only the authority voids it, with a reason (QH-17). */
export const score = defineMachine({
  name: 'Score',
  labelZh: '成绩',
  initial: 'FINAL',
  states: { FINAL: '有效成绩', VOIDED: '成绩作废' },
  events: { voidScore: '作废成绩' },
  terminal: ['VOIDED'],
  // The person is told by the Application's own voidScore.
  transitions: [{ from: 'FINAL', event: 'voidScore', to: 'VOIDED', who: ACTS.VOID_SCORE, guards: ['QH-05', 'QH-17'] }],
});
