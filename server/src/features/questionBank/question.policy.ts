import { Singleton } from '@midwayjs/core';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { notOwn, ofAuthority, rules, scopes, type FilePolicy } from '../../platform/policy';
import type { Question } from './question.model';

/** Questions are the authority's: who trains for an exam does not see what it asks. */
export const scope = scopes({ AUTHORITY: ofAuthority });

export const { can, demand } = rules<Question, 'EDIT_QUESTION' | 'REVIEW_QUESTION'>({
  EDIT_QUESTION: [],
  REVIEW_QUESTION: [notOwn(({ authors }) => authors, '考题', '复核')],
});

/** The pictures of questions, each owned by the province whose bank it is in; candidates have a door of their own. */
@Singleton()
export class QuestionFiles implements FilePolicy {
  async maySee(caller: Caller, file: StoredFile): Promise<boolean> {
    return file.purpose === 'QUESTION' && isOfficer(caller.role) && file.ownerId === caller.jurisdiction;
  }
}
