import { trusted } from '../../platform/database';
import { scopes } from '../../platform/policy';

/** Everybody's own, in whatever role they act. */
export { ofPerson as scope } from '../../platform/policy';

/** Officers see what does not arrive in their province, and what is of no province: nobody else would. Sending it again decides nothing. */
export const undelivered = {
  scope: scopes({ AUTHORITY: ({ jurisdiction }) => ({ 'sms.state': 'FAILED', jurisdiction: trusted({ $in: [jurisdiction, null] }) }) }),
};
