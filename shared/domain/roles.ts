/** Every role an actor can have in a case (domain.md 1.1). SYSTEM is the server itself: jobs, timers and checked answers of outside systems. */
export const ROLES = [
  'WORKER',
  'INSTITUTION_STAFF',
  'ENTERPRISE_STAFF',
  'AUTHORITY_REVIEWER',
  'AUTHORITY_ISSUER',
  'BASE_AGENT',
  'SYSTEM_ADMIN',
  'AUTHORITY_ADMIN',
  'INSTITUTION_ADMIN',
  'ENTERPRISE_ADMIN',
  'SYSTEM',
] as const;

export type Role = (typeof ROLES)[number];

/** The name of a role as a person reads it. */
export const ROLE_LABELS: Record<Role, string> = {
  WORKER: '本人',
  INSTITUTION_STAFF: '培训机构',
  ENTERPRISE_STAFF: '企业',
  AUTHORITY_REVIEWER: '主管部门审核人员',
  AUTHORITY_ISSUER: '主管部门签发人员',
  BASE_AGENT: '考核基地',
  SYSTEM_ADMIN: '系统管理员',
  AUTHORITY_ADMIN: '主管部门管理员',
  INSTITUTION_ADMIN: '培训机构管理员',
  ENTERPRISE_ADMIN: '企业管理员',
  SYSTEM: '系统',
};

/** Of whom a second factor is demanded before anything is open to them, and a fresh code before what cannot be undone (`stepUp` of a route). */
export const SECOND_FACTOR_ROLES = [
  'AUTHORITY_REVIEWER',
  'AUTHORITY_ISSUER',
  'AUTHORITY_ADMIN',
  'SYSTEM_ADMIN',
] as const satisfies readonly Role[];
export const needsSecondFactor = (role: Role): boolean => (SECOND_FACTOR_ROLES as readonly Role[]).includes(role);

/** 主管部门: either of its two roles. */
export const isOfficer = (role: Role): boolean => role === 'AUTHORITY_REVIEWER' || role === 'AUTHORITY_ISSUER';
