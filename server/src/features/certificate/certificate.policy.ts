import { ofPerson, scopes } from '../../platform/policy';

/** The wallet: to the holder only (QH-21). */
export const scope = scopes({ WORKER: ofPerson });
