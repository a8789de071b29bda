import type { Role } from '@jzt/shared/domain/roles';

export const OFFICERS: readonly Role[] = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
