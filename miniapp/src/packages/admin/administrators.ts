import type { Role } from '@jzt/shared/domain/roles';

/** Who looks after members. */
export const ADMINISTRATORS: readonly Role[] = ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN', 'INSTITUTION_ADMIN', 'ENTERPRISE_ADMIN'];
/** Who sees the register of organisations. */
export const LOOKERS: readonly Role[] = ['SYSTEM_ADMIN', 'AUTHORITY_ADMIN', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
