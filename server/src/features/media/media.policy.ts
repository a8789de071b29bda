import { ofAuthority, scopes } from '../../platform/policy';

/** What is uploaded belongs to the province whose courses use it. */
export const scope = scopes({ AUTHORITY: ofAuthority });
