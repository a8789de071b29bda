import { Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { within } from '../../platform/policy';
import { countedTodos } from '../../platform/todos';
import { FilingModel } from './filing.model';
import { scope } from './filing.policy';

/** For the province what waits for a review, for an enterprise what came back and what is not finished. */
@Singleton()
export class FilingTodos implements TodoSource {
  async todosOf(caller: Caller): Promise<Todo[]> {
    const count = (status: string) => FilingModel.countDocuments(within(scope(caller), { status }) as never);
    if (isOfficer(caller.role))
      return countedTodos([await count('PENDING_REVIEW'), 'filing', '安全员换证审核', '份等待审核', pageAddress('authorityFilings'), 20]);
    if (caller.role !== 'ENTERPRISE_STAFF') return [];
    const [rejected, drafts] = [await count('REJECTED'), await count('DRAFT')];
    return [
      ...countedTodos([rejected, 'filing-rejected', '换证被驳回', '份要修改后重新提交', pageAddress('enterpriseFilings'), 10]),
      ...countedTodos([drafts, 'filing-draft', '换证还没有提交', '份资料没有提交', pageAddress('enterpriseFilings'), 40]),
    ];
  }
}
