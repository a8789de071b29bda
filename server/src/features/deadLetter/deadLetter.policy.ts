import type { Role } from '@jzt/shared/domain/roles';
import type { Caller } from '../../platform/http/tokens';

const OFFICERS: readonly Role[] = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'];
/** Trying again decides nothing about anybody's case, so it may also be about one's own. */
const WHO: Record<'list' | 'retry', readonly Role[]> = { list: OFFICERS, retry: OFFICERS };

/** May this caller do that with what is stuck? */
export const can = (caller: Caller, act: keyof typeof WHO): boolean => WHO[act].includes(caller.role);
