import { KIND_OF_ROLE, type OrganisationKind, type StaffRole } from './organisations';
import { ROLE_LABELS } from './roles';

/** 管理员: who appoints, each in reach of their own. */
export type AdminRole = 'SYSTEM_ADMIN' | 'AUTHORITY_ADMIN' | 'INSTITUTION_ADMIN' | 'ENTERPRISE_ADMIN';

/** Whom an administrator appoints and dismisses: those of the own organisation, and the first ones of the organisations below it. */
export const APPOINTS: Readonly<Record<AdminRole, readonly StaffRole[]>> = {
  SYSTEM_ADMIN: ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN'],
  AUTHORITY_ADMIN: ['AUTHORITY_ADMIN', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER', 'INSTITUTION_ADMIN', 'ENTERPRISE_ADMIN', 'BASE_AGENT'],
  INSTITUTION_ADMIN: ['INSTITUTION_ADMIN', 'INSTITUTION_STAFF'],
  ENTERPRISE_ADMIN: ['ENTERPRISE_ADMIN', 'ENTERPRISE_STAFF'],
};

/** Who appoints cannot sign, issue or decide: nobody holds both in one organisation. An enterprise does none of these. */
const SEPARATED: Readonly<Partial<Record<StaffRole, readonly StaffRole[]>>> = {
  AUTHORITY_ADMIN: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
  INSTITUTION_ADMIN: ['INSTITUTION_STAFF'],
};

/** Roles that nobody may hold beside this one in the same organisation. */
export const apartFrom = (role: StaffRole): StaffRole[] =>
  (Object.keys(KIND_OF_ROLE) as StaffRole[]).filter((other) => SEPARATED[role]?.includes(other) || SEPARATED[other]?.includes(role));

/** Why these roles cannot be held together in one organisation, as a sentence; undefined when they can. */
export function separation(roles: readonly StaffRole[]): string | undefined {
  const admin = roles.find((role) => SEPARATED[role]?.some((other) => roles.includes(other)));
  if (!admin) return undefined;
  const other = SEPARATED[admin]!.find((role) => roles.includes(role))!;
  return `${ROLE_LABELS[admin]}管人员任命，不能同时是${ROLE_LABELS[other]}：任命的人不能审核和签发`;
}

export const isAdmin = (role: string): role is AdminRole => role in APPOINTS;

/** What an administrator may appoint people to in an organisation of the kind. */
export const appointable = (by: string, kind: OrganisationKind): StaffRole[] =>
  isAdmin(by) ? APPOINTS[by].filter((role) => KIND_OF_ROLE[role] === kind) : [];

/** The administrators of an organisation of the kind; undefined for one that is managed from above. */
export const adminOf = (kind: OrganisationKind): AdminRole | undefined =>
  (Object.keys(APPOINTS) as AdminRole[]).find((role) => KIND_OF_ROLE[role] === kind);
