import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Sources } from '../source/sources.service';

/** Who has passed and stands on no list yet. */
@Singleton()
export class PassListTodos implements TodoSource {
  @Inject() private readonly sources: Sources;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    const passed = await this.sources.count({ status: 'PASSED', examined: true }, caller);
    return countedTodos([passed, 'pass-list', '合格人员名单', '人考试合格，等待签发', pageAddress('authorityPassLists'), 20]);
  }
}
