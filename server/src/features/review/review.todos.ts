import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Applications } from '../application/application.service';

/** What the institution reviews (QH-11) and the authority checks (QH-12). */
@Singleton()
export class ReviewTodos implements TodoSource {
  @Inject() private readonly applications: Applications;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role)) {
      const checking = await this.applications.count({ statuses: ['AUTH_CHECK', 'AUTH_CHECK_PENDING'] }, caller);
      return countedTodos([checking, 'insurance', '社保核查', '份报名正在核查', pageAddress('insuranceQueue'), 30]);
    }
    if (caller.role !== 'INSTITUTION_STAFF') return [];
    const submitted = await this.applications.count({ statuses: ['SUBMITTED'] }, caller);
    return countedTodos([submitted, 'review', '待审核报名', '份报名等待审核', pageAddress('reviewQueue'), 10]);
  }
}
