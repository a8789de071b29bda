import { Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofPerson, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { TransferInModel, type TransferIn } from './transferIn.model';

/** Everybody's own; an authority's of its province. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

const notOfTheirs = [notOwn<TransferIn>((one) => [one.personId], '申请', '审核')];

export const { can, demand } = rules<TransferIn, 'APPROVE_SERVICE' | 'REFUSE_SERVICE'>({
  APPROVE_SERVICE: notOfTheirs,
  REFUSE_SERVICE: notOfTheirs,
});

/** The photo of a request: for the officers of its province. */
@Singleton()
export class TransferInPhotos implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (file.purpose !== 'PORTRAIT' || caller.role === 'WORKER') return false;
    return !!(await TransferInModel.exists(within(scope(caller), { personId: file.ownerId, portraitFileId: file.id }) as never));
  }
}
