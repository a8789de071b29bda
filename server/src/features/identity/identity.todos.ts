import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Persons } from '../person/person.service';
import { ManualReviews } from './manualReview.service';

/** The real-name check comes before everything; officers look where no face check was possible. */
@Singleton()
export class IdentityTodos implements TodoSource {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly manual: ManualReviews;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([await this.manual.count(caller), 'manual', '人工核验', '人等待人工核验身份', pageAddress('manualQueue'), 40]);
    if (caller.role !== 'WORKER' || this.persons.identityFacts(await this.persons.get(caller.personId)).verified) return [];
    return [{ key: 'identity', title: '完成实名认证', detail: '报名、学习、领证都要先实名', page: pageAddress('identity'), urgency: 10 }];
  }
}
