import { notOwn, rules } from '../../platform/policy';

/** Which records an officer sees is the application's own scope; nobody signs themself up at their own counter. */
export const { demand } = rules<{ personId: string }, 'ACCEPT_ONSITE'>({
  ACCEPT_ONSITE: [notOwn((one) => [one.personId], '报名', '办理')],
});
