import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 作废认定: the yearly evaluation or an officer proposes, the holder is heard, an officer decides; only then the certificate is voided (HN-12, HN-13, A-13). */
export const ceFinding = defineMachine({
  name: 'CeFinding',
  labelZh: '证书作废认定',
  initial: 'PROPOSED',
  states: { PROPOSED: '拟作废，等本人说明', APPEALED: '本人已说明，待核实', CONFIRMED: '已认定作废', DISMISSED: '不作废' },
  events: { appeal: '说明情况', confirm: '认定作废', dismiss: '不予作废' },
  terminal: ['CONFIRMED', 'DISMISSED'],
  transitions: [
    { from: 'PROPOSED', event: 'appeal', to: 'APPEALED', who: 'WORKER', guards: ['A-13'] },
    { from: ['PROPOSED', 'APPEALED'], event: 'confirm', to: 'CONFIRMED', who: ACTS.VOID_CERTIFICATE, guards: ['HN-12', 'HN-13', 'A-13'] },
    { from: ['PROPOSED', 'APPEALED'], event: 'dismiss', to: 'DISMISSED', who: ACTS.VOID_CERTIFICATE, notify: 'finding.dismissed' },
  ],
});
