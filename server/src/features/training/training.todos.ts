import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Applications } from '../application/application.service';

/** Whom the institution may put into a class (QH-13). */
@Singleton()
export class TrainingTodos implements TodoSource {
  @Inject() private readonly applications: Applications;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role !== 'INSTITUTION_STAFF') return [];
    const passed = await this.applications.count({ statuses: ['AUTH_PASSED'] }, caller);
    return countedTodos([passed, 'enrol', '待编班人员', '人核查通过，等待编入班次', pageAddress('classes'), 20]);
  }
}
