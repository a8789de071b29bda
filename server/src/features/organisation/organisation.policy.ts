import { ORGANISATION_LABELS, type OrganisationKind } from '@jzt/shared/domain/organisations';
import { trusted } from '../../platform/database';
import { forbidden } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { ofAuthority, ofPlace, rules, scopes, type Scope } from '../../platform/policy';
import type { OrganisationRecord } from './organisation.model';

const everywhere = (): Scope => ({ kind: 'ENTERPRISE' });
const here = (caller: Caller): Scope => ({ kind: 'ENTERPRISE', ...ofPlace('jurisdictions')(caller) });

/** Enterprises: people and enterprises look for one wherever it is registered, who acts for a province's organisation only there. Institutions are public. */
export const enterprises = scopes({
  WORKER: everywhere,
  ENTERPRISE_STAFF: everywhere,
  INSTITUTION_STAFF: here,
  BASE_AGENT: here,
  AUTHORITY: here,
});

const own = ({ organisationId }: Caller): Scope => ({ _id: organisationId ?? null });

/** Whose members an administrator looks after: the operator's own and every authority; what an authority has in its province; the own organisation. */
export const administered = scopes({
  SYSTEM_ADMIN: () => ({ kind: trusted({ $in: ['OPERATOR', 'AUTHORITY'] }) }),
  AUTHORITY_ADMIN: ofPlace('jurisdictions'),
  INSTITUTION_ADMIN: own,
  ENTERPRISE_ADMIN: own,
});

/** What the administration sees: the operator every authority, an authority the organisations of its province. */
export const registered = scopes({
  SYSTEM_ADMIN: () => ({ kind: 'AUTHORITY' }),
  AUTHORITY_ADMIN: ofPlace('jurisdictions'),
  AUTHORITY: ofPlace('jurisdictions'),
});

/** Kinds that somebody enters: the operator authorities, an authority's administrator all the others. */
const REGISTERS: Partial<Record<string, readonly OrganisationKind[]>> = {
  SYSTEM_ADMIN: ['AUTHORITY'],
  AUTHORITY_ADMIN: ['INSTITUTION', 'ENTERPRISE', 'BASE', 'CE_PLATFORM'],
};
export const registers = ({ role }: Caller): readonly OrganisationKind[] => REGISTERS[role] ?? [];

/** Of the officer's province; what is entered by the operator is not theirs to decide. */
const notAuthority = (_caller: Caller, { kind }: Pick<OrganisationRecord, 'kind'>) =>
  kind === 'AUTHORITY' ? forbidden('WRONG_ROLE', '主管部门由系统管理员登记，不在这里核准和授权') : undefined;
const ofOwnKind = (caller: Caller, { kind }: Pick<OrganisationRecord, 'kind'>) =>
  registers(caller).includes(kind) ? undefined : forbidden('KIND_NOT_YOURS', `${ORGANISATION_LABELS[kind]}不由您登记`);

export const { can, demand } = rules<Pick<OrganisationRecord, 'kind'>, 'REGISTER_ORGANISATION' | 'DECIDE_ORGANISATION'>({
  REGISTER_ORGANISATION: [ofOwnKind],
  DECIDE_ORGANISATION: [notAuthority],
});

/** Messages to cities: those of the own authority's province. */
export const cityNotices = scopes({ AUTHORITY: ofAuthority });
