import { ofAuthority, rules, scopes } from '../../platform/policy';
import type { Clearing } from './clearing.model';

/** An authority's own. */
export const scope = scopes({ AUTHORITY: ofAuthority });

/** Whose own certificate is among the many is treated like all others: the law alone chooses. */
export const { can, demand } = rules<Clearing, 'CLEAR_CERTIFICATES'>({ CLEAR_CERTIFICATES: [] });
