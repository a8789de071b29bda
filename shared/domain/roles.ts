/** The roles of domain.md section 1.1. SYSTEM acts for jobs and never signs in. */
export const ROLES = ['WORKER', 'INSTITUTION_STAFF', 'ENTERPRISE_STAFF', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER', 'BASE_AGENT', 'SYSTEM'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  WORKER: '从业人员',
  INSTITUTION_STAFF: '培训机构',
  ENTERPRISE_STAFF: '企业',
  AUTHORITY_REVIEWER: '主管部门（审核）',
  AUTHORITY_ISSUER: '主管部门（签发）',
  BASE_AGENT: '考核基地',
  SYSTEM: '系统',
};
