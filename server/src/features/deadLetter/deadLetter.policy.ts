import { ofAuthority, scopes } from '../../platform/policy';

/** Officers see what is stuck in their province; what is of none is the operators', at the internal port. Trying again decides nothing, so it may be about oneself. */
export const scope = scopes({ AUTHORITY: ofAuthority });
