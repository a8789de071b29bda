import { ofAuthority, ofPlace, rules, scopes } from '../../platform/policy';
import type { CourseDraftRecord } from './courseDraft.model';

/** Who opens classes sees the courses of their province. */
export const scope = scopes({ INSTITUTION_STAFF: ofPlace('jurisdiction') });

/** Who works on them: the authority whose province they are for. */
export const drafts = {
  scope: scopes({ AUTHORITY: ofAuthority }),
  ...rules<CourseDraftRecord, 'EDIT_COURSE' | 'PUBLISH_COURSE'>({ EDIT_COURSE: [], PUBLISH_COURSE: [] }),
};
