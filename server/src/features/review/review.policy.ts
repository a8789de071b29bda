import { Inject, Singleton } from '@midwayjs/core';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, rules, type FilePolicy } from '../../platform/policy';
import type { Application } from '../application/application.model';
import { Applications } from '../application/application.service';
import { Persons } from '../person/person.service';

const about = (one: Application) => [one.personId];

/** What institution and authority decide on an application; which ones they see is the application's own scope. */
export const { demand } = rules<Application, 'REVIEW_APPLICATION' | 'AUTHORITY_CHECK'>({
  REVIEW_APPLICATION: [notOwn(about, '报名', '审核')],
  AUTHORITY_CHECK: [notOwn(about, '报名', '审核')],
});

/** Reviewers and officers see the photos that an application in their scope contains; the card, which shows the whole number, while it is open. */
@Singleton()
export class CasePhotos implements FilePolicy {
  @Inject() private readonly applications: Applications;
  @Inject() private readonly persons: Persons;

  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    if (caller.role === 'WORKER') return false;
    if (file.purpose === 'PORTRAIT') return (await this.applications.count({ portraitFileId: file.id }, caller)) > 0;
    if (file.purpose !== 'ID_CARD') return false;
    const owner = (await this.persons.getMany([file.ownerId])).get(file.ownerId);
    return owner?.identity.cardFileId === file.id && (await this.applications.count({ personId: file.ownerId, open: true }, caller)) > 0;
  }
}
