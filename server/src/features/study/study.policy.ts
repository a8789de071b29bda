import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { PresenceMiss } from './presenceMiss.model';

/** Everybody's own. */
export const scope = scopes({ WORKER: ofPerson });

/** One's own; those of whom an institution trains; an authority's of its province. */
export const misses = {
  scope: scopes({ WORKER: ofPerson, INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority }),
  ...rules<PresenceMiss, 'DECIDE_PRESENCE_APPEAL'>({
    DECIDE_PRESENCE_APPEAL: [notOwn(({ personId }) => [personId], '申诉', '核实')],
  }),
};
