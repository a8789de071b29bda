import { notOwn, ofAuthority, ofPerson, rules, scopes } from '../../platform/policy';
import type { PostTransfer } from './postTransfer.model';

/** Everybody's own; an authority's all. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

export const { demand } = rules<PostTransfer, 'MANUAL_TRANSFER'>({
  MANUAL_TRANSFER: [notOwn((one) => [one.personId], '转岗人工核验', '核验')],
});
