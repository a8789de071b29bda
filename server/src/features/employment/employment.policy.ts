import { forbidden } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { Employment, Side } from './employment.model';

type Parties = Pick<Employment, 'personId' | 'askedBy'>;

export const sideOf = ({ role }: Caller): Side => (role === 'WORKER' ? 'WORKER' : 'ENTERPRISE');

/** Either side sees its own. */
export const scope = scopes({ WORKER: ofPerson, ENTERPRISE_STAFF: ofOrganisation('enterpriseId') });

/** A clerk who is the worker is one side only: a colleague acts for the enterprise. */
const onBothSides = (task: string) => (caller: Caller, one: Parties) =>
  sideOf(caller) === 'WORKER' ? undefined : notOwn<Parties>(({ personId }) => [personId], '聘用关系', task)(caller, one);
const askedThemself = (caller: Caller, { askedBy }: Parties) =>
  askedBy === sideOf(caller) ? forbidden('OTHER_SIDE_ONLY', '您这边已经申请，要由对方确认或拒绝') : undefined;

/** QH-09: asked by one side, answered by the other. */
export const { demand } = rules<Parties, 'INVITE_EMPLOYEE' | 'ANSWER_EMPLOYMENT' | 'END_EMPLOYMENT'>({
  INVITE_EMPLOYEE: [onBothSides('邀请')],
  ANSWER_EMPLOYMENT: [askedThemself, onBothSides('确认或拒绝')],
  END_EMPLOYMENT: [onBothSides('解除')],
});
