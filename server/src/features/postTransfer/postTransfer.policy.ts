import { Inject, Singleton } from '@midwayjs/core';
import { trusted } from '../../platform/database';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofPerson, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { Persons } from '../person/person.service';
import { PostTransferModel, type PostTransfer } from './postTransfer.model';

/** Everybody's own; an authority's all. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

export const { demand } = rules<PostTransfer, 'MANUAL_TRANSFER'>({
  MANUAL_TRANSFER: [notOwn((one) => [one.personId], '转岗人工核验', '核验')],
});

/** Who waits for an officer's eyes instead of a face check. */
export const WAITING = { status: 'CHOSEN', manualSince: trusted({ $exists: true }) };

/** The card and the photo of somebody who waits: for the officers of the province, and only so long. */
@Singleton()
export class TransferFiles implements FilePolicy {
  @Inject() private readonly persons: Persons;

  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (caller.role === 'WORKER') return false;
    const one = await PostTransferModel.findOne(
      within(scope(caller), { personId: file.ownerId, ...WAITING }) as never,
    ).lean<PostTransfer>();
    if (!one) return false;
    const { identity } = await this.persons.know(one.personId);
    return [one.portraitFileId, identity.cardFileId, identity.cardBackFileId].includes(file.id);
  }
}
