import { ofPlace, scopes } from '../../platform/policy';

/** Who opens classes sees the courses of their province. */
export const scope = scopes({ INSTITUTION_STAFF: ofPlace('jurisdiction') });
