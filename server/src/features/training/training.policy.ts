import { notOwn, ofOrganisation, rules, scopes } from '../../platform/policy';
import type { Application } from '../application/application.model';

/** Classes: the institution's own. */
export const scope = scopes({ INSTITUTION_STAFF: ofOrganisation('institutionId') });

export const { demand } = rules<Application, 'ENROL'>({
  ENROL: [notOwn((one) => [one.personId], '报名', '编班')],
});
