import type { Role } from './roles';

/** Every kind of organisation that people act for (domain.md 1.1). */
export const ORGANISATION_LABELS = {
  INSTITUTION: '培训机构',
  ENTERPRISE: '企业',
  AUTHORITY: '主管部门',
  BASE: '考核基地',
  CE_PLATFORM: '线上继续教育平台',
  OPERATOR: '平台运营单位',
} as const;

export type OrganisationKind = keyof typeof ORGANISATION_LABELS;

/** Roles of an organisation's members. */
export type StaffRole = Exclude<Role, 'WORKER' | 'SYSTEM'>;

/** Which kind of organisation a member with the role belongs to. */
export const KIND_OF_ROLE: Record<StaffRole, OrganisationKind> = {
  INSTITUTION_STAFF: 'INSTITUTION',
  ENTERPRISE_STAFF: 'ENTERPRISE',
  AUTHORITY_REVIEWER: 'AUTHORITY',
  AUTHORITY_ISSUER: 'AUTHORITY',
  BASE_AGENT: 'BASE',
  SYSTEM_ADMIN: 'OPERATOR',
  AUTHORITY_ADMIN: 'AUTHORITY',
  INSTITUTION_ADMIN: 'INSTITUTION',
  ENTERPRISE_ADMIN: 'ENTERPRISE',
};
