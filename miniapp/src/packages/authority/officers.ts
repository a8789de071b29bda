import type { Role } from '@jzt/shared/domain/roles';

/** Everybody of the authority may look; what each may do is in the state machines. */
export const OFFICERS: readonly Role[] = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
