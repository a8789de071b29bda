import { ofAuthority, ofPlace, scopes } from '../../platform/policy';

/** Of the trail officers see what happened in their province; what is of none, such as somebody's own account, is their own and the operator's. Their administrators see the same. */
export const scope = scopes({
  AUTHORITY: ofAuthority,
  AUTHORITY_ADMIN: ofPlace('jurisdiction'),
  SYSTEM_ADMIN: () => ({ jurisdiction: null }),
});
