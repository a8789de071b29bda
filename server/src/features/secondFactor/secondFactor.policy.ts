import { notOwn, ofAuthority, rules, scopes } from '../../platform/policy';
import type { SecondFactorRecord } from './secondFactor.model';

/** Officers see who of their province's authority asks to have a lost factor reset. */
export const scope = scopes({ AUTHORITY: ofAuthority });

/** Two persons: the one who has lost it asks, another one has made sure that it is they. */
export const resets = rules<Pick<SecondFactorRecord, '_id'>, 'RESET_SECOND_FACTOR'>({
  RESET_SECOND_FACTOR: [notOwn(({ _id }) => [_id.toHexString()], '验证器', '核实和重置')],
});
