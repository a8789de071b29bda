import type { ComponentType } from 'react';
import type { Role } from '@jzt/shared/domain/roles';
import { AuthorityDesk } from '@/packages/authority/desk';
import { EnterpriseDesk } from '@/packages/enterprise/desk';
import { StaffDesk } from '@/packages/staff/desk';

/** `services`: those that the law of the organisation's provinces knows. */
type Desk = ComponentType<{ services: readonly string[] }>;
const DESKS: Partial<Record<Role, Desk>> = {
  INSTITUTION_STAFF: StaffDesk,
  AUTHORITY_REVIEWER: AuthorityDesk,
  AUTHORITY_ISSUER: AuthorityDesk,
  ENTERPRISE_STAFF: EnterpriseDesk,
};

/** The work desk that a role finds on 首页, below the next thing to do; a worker and a guest have none. */
export const deskOf = (role: Role | undefined): Desk | undefined => role && DESKS[role];
