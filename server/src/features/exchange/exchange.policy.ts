import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { Exchange } from './exchange.model';

/** Everybody's own, those of an institution's classes, an authority's all. */
export const scope = scopes({ WORKER: ofPerson, INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority });

export const { demand } = rules<Pick<Exchange, 'personId'>, 'EXCHANGE_FILE_CHECK'>({
  EXCHANGE_FILE_CHECK: [notOwn((one) => [one.personId], '档案核查', '核查')],
});
