import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 补登申请: the holder misses a certificate that they have had before; an officer looks at the paper's photo and the archives. */
export const registerRequest = defineMachine({
  name: 'RegisterRequest',
  labelZh: '证书补登申请',
  initial: 'SUBMITTED',
  states: {
    SUBMITTED: '待核实',
    ACCEPTED: '已核实，正在登记',
    RECORDED: '已登记',
    REFUSED: '未登记',
    WITHDRAWN: '已撤回',
  },
  events: { withdraw: '撤回申请', accept: '核实通过', record: '登记证书', refuse: '不予登记' },
  terminal: ['RECORDED', 'REFUSED', 'WITHDRAWN'],
  transitions: [
    { from: 'SUBMITTED', event: 'withdraw', to: 'WITHDRAWN', who: 'WORKER' },
    { from: 'SUBMITTED', event: 'accept', to: 'ACCEPTED', who: ACTS.REGISTER_REQUEST, guards: ['A-35', 'QH-23'] },
    { from: 'SUBMITTED', event: 'refuse', to: 'REFUSED', who: ACTS.REGISTER_REQUEST, notify: 'registerRequest.refused' },
    { from: 'ACCEPTED', event: 'record', to: 'RECORDED', who: 'SYSTEM' },
    // The number went to somebody else in the meantime.
    { from: 'ACCEPTED', event: 'refuse', to: 'REFUSED', who: 'SYSTEM', notify: 'registerRequest.refused' },
  ],
});
