import type { Category } from '@jzt/shared/domain/categories';
import { trusted } from '../../platform/database';
import { forbidden } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofOrganisation, rules, scopes } from '../../platform/policy';
import type { PassListBatch } from './passList.model';

type List = { rows: readonly Pick<PassListBatch['rows'][number], 'personId'>[]; history: PassListBatch['history'] };

/** The authority's all; an institution's own, of the kinds that the law lets it issue itself (QH-36). */
export const scope = scopes<[issuedByInstitutions: readonly Category[]]>({
  AUTHORITY: ofAuthority,
  INSTITUTION_STAFF: (caller, kinds) => ({
    'subject.category': trusted({ $in: [...kinds] }),
    ...ofOrganisation('institutionId')(caller),
  }),
});

const onIt = (list: List) => list.rows.map((row) => row.personId);
const notOnIt = (task: string) => notOwn(onIt, '名单', task);

/** Acts on the list after which one is no second officer for it any more. */
const FIRST_HAND = ['create', 'check', 'recordFaults'];
const secondOfficer = ({ personId }: Caller, { history }: List) =>
  history.some((line) => FIRST_HAND.includes(line.event) && line.byPerson === personId)
    ? forbidden('SECOND_OFFICER_REQUIRED', '导入或校验名单的人不能批准，请由另一位签发人员复核批准', { ruleId: 'QH-19' })
    : undefined;

/** Whoever stands on a list takes no step with it; who made or checked it does not approve it (QH-19). */
export const { can, demand } = rules<List, 'PASS_LIST' | 'CHECK_PASS_LIST' | 'APPROVE_PASS_LIST' | 'REJECT_PASS_LIST' | 'SIGN_PASS_LIST'>({
  PASS_LIST: [notOnIt('办理')],
  CHECK_PASS_LIST: [notOnIt('校验')],
  APPROVE_PASS_LIST: [notOnIt('批准'), secondOfficer],
  REJECT_PASS_LIST: [notOnIt('驳回')],
  SIGN_PASS_LIST: [notOnIt('签发')],
});
