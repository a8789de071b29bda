import { ACTS } from '../../domain/acts';
import { defineMachine } from '../machine';

/** 单位: entered by the authority's administrator, let to work by an officer. What it may train or assess stands in its authorisations (QH-06, HN-14). */
export const organisation = defineMachine({
  name: 'Organisation',
  labelZh: '单位',
  initial: 'REGISTERED',
  states: { REGISTERED: '待核准', ACTIVE: '正常', SUSPENDED: '已暂停', REFUSED: '未核准', CLOSED: '已注销' },
  events: { approve: '核准单位', refuse: '不予核准', suspend: '暂停单位', resume: '恢复单位', close: '注销单位' },
  terminal: ['REFUSED', 'CLOSED'],
  transitions: [
    { from: 'REGISTERED', event: 'approve', to: 'ACTIVE', who: ACTS.DECIDE_ORGANISATION, notify: 'organisation.approved' },
    { from: 'REGISTERED', event: 'refuse', to: 'REFUSED', who: ACTS.DECIDE_ORGANISATION },
    { from: 'ACTIVE', event: 'suspend', to: 'SUSPENDED', who: ACTS.DECIDE_ORGANISATION, notify: 'organisation.suspended' },
    {
      from: 'SUSPENDED',
      event: 'resume',
      to: 'ACTIVE',
      who: [...ACTS.DECIDE_ORGANISATION, 'SYSTEM'],
      notify: 'organisation.resumed',
    },
    { from: ['ACTIVE', 'SUSPENDED'], event: 'close', to: 'CLOSED', who: ACTS.DECIDE_ORGANISATION, notify: 'organisation.closed' },
  ],
});
