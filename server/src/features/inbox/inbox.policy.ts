import { ofAuthority, scopes } from '../../platform/policy';

/** Everybody's own, in whatever role they act. */
export { ofPerson as scope } from '../../platform/policy';

/** Officers see what does not arrive of their province's cases; what is of no case may be anybody's, and none sees it. Sending it again decides nothing. */
export const undelivered = { scope: scopes({ AUTHORITY: (caller) => ({ 'sms.state': 'FAILED', ...ofAuthority(caller) }) }) };
