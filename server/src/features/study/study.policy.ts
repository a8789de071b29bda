import { ofPerson, scopes } from '../../platform/policy';

/** Everybody's own. */
export const scope = scopes({ WORKER: ofPerson });
