import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { ContinuingEducation } from './continuingEducation.model';

/** Everybody's own; an institution's of its classes; an authority's of its province. */
export const scope = scopes({ WORKER: ofPerson, INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority });

export const { can, demand } = rules<ContinuingEducation, 'RECORD_CE'>({
  RECORD_CE: [notOwn((one) => [one.personId], '继续教育', '审核')],
});
