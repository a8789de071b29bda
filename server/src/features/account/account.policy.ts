import { ofAuthority, scopes } from '../../platform/policy';

/** Of the trail officers see what happened in their province; what is of none, such as somebody's own account, is their own and the operator's. */
export const scope = scopes({ AUTHORITY: ofAuthority });
