import { Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, ofPerson, rules, scopes, within, type FilePolicy } from '../../platform/policy';
import { RegisterRequestModel, type RegisterRequest } from './registerRequest.model';

/** Everybody's own; an authority's all. */
export const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

export const { demand } = rules<RegisterRequest, 'REGISTER_REQUEST'>({
  REGISTER_REQUEST: [notOwn((one) => [one.personId], '补登申请', '核实')],
});

/** The photo of the original: for the officers of the province that was asked. */
@Singleton()
export class RegisterRequestFiles implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (caller.role === 'WORKER') return false;
    const named = { personId: file.ownerId, proofFileId: file.id };
    return !!(await RegisterRequestModel.exists(within(scope(caller), named) as never));
  }
}
