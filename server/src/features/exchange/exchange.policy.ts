import { trusted } from '../../platform/database';
import { notOwn, ofAuthority, ofOrganisation, ofPerson, rules, scopes } from '../../platform/policy';
import type { Exchange } from './exchange.model';

/** Everybody's own, those of an institution's classes, an authority's all. */
export const scope = scopes({ WORKER: ofPerson, INSTITUTION_STAFF: ofOrganisation('institutionId'), AUTHORITY: ofAuthority });

/** Whose papers somebody looks after until they are exchanged (HN-23): of an enterprise its people's, of an institution those of its classes, an authority's all. */
export const papers = {
  scope: scopes<[looksAfter: { people: readonly string[]; certificates: readonly string[] }]>({
    ENTERPRISE_STAFF: (_, { people }) => ({ personId: trusted({ $in: [...people] }) }),
    INSTITUTION_STAFF: (_, { certificates }) => ({ _id: trusted({ $in: [...certificates] }) }),
    AUTHORITY: ofAuthority,
  }),
};

export const { demand } = rules<Pick<Exchange, 'personId'>, 'EXCHANGE_FILE_CHECK'>({
  EXCHANGE_FILE_CHECK: [notOwn((one) => [one.personId], '档案核查', '核查')],
});
