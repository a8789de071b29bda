import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { ExamPlans } from '../exam/examPlan.service';

/** For whom the authority itself has to plan an exam (QH-07). */
@Singleton()
export class OnsiteTodos implements TodoSource {
  @Inject() private readonly plans: ExamPlans;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role !== 'AUTHORITY_REVIEWER') return [];
    const free = await this.plans.eligible(caller);
    return countedTodos([free.length, 'onsite', '现场报名待安排考试', '人现场报名已通过，等主管部门安排考试', pageAddress('onsite'), 20]);
  }
}
