import { Inject, Singleton } from '@midwayjs/core';
import { trusted } from '../../platform/database';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthorityBy, rules, scopes, type FilePolicy } from '../../platform/policy';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';

/** Officers see the people who asked for their eyes, and nobody else (O-18). */
export const scope = scopes({
  AUTHORITY: (caller) => ({ 'identity.manualSince': trusted({ $exists: true }), ...ofAuthorityBy('identity.jurisdiction')(caller) }),
});

export const { demand } = rules<Person, 'MANUAL_IDENTITY'>({
  MANUAL_IDENTITY: [notOwn((person) => [person._id.toHexString()], '人工核验', '核验')],
});

/** An officer sees the card photos of somebody who waits for them. */
@Singleton()
export class WaitingCards implements FilePolicy {
  @Inject() private readonly persons: Persons;

  maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    return this.persons.waitsWithCard(scope(caller), file.id);
  }
}
