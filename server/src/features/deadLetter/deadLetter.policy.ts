import { trusted } from '../../platform/database';
import { scopes } from '../../platform/policy';

/** Officers see what is stuck in their province, and what is of no province: nobody else would. Trying again decides nothing, so it may be about oneself. */
export const scope = scopes({ AUTHORITY: ({ jurisdiction }) => ({ jurisdiction: trusted({ $in: [jurisdiction, null] }) }) });
