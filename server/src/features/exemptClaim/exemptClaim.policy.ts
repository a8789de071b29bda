import { Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofPerson, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { ExemptClaimModel, type ExemptClaim } from './exemptClaim.model';

/** Everybody's own; an authority's all. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

export const { demand } = rules<ExemptClaim, 'EXEMPT_CLAIM_REVIEW'>({
  EXEMPT_CLAIM_REVIEW: [notOwn((one) => [one.personId], '免试申领', '审核')],
});

/** The photos of a claim: for the officers of its province. */
@Singleton()
export class ClaimFiles implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (caller.role === 'WORKER') return false;
    const names = { $or: [{ proofFileId: file.id }, { portraitFileId: file.id }] };
    return !!(await ExemptClaimModel.exists(within(scope(caller), { personId: file.ownerId, ...names }) as never));
  }
}
