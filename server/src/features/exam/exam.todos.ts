import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Sources } from '../source/sources.service';
import { ExamPlans } from './examPlan.service';

/** Whom the institution may plan an exam for (QH-14), and which plans wait for the authority. */
@Singleton()
export class ExamTodos implements TodoSource {
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly sources: Sources;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.plans.countWaiting(caller),
        'plans',
        '考试计划审批',
        '份考试计划等待审批',
        pageAddress('authorityExamPlans'),
        10,
      ]);
    if (caller.role !== 'INSTITUTION_STAFF') return [];
    const trained = await this.sources.count({ status: 'TRAINED' }, caller);
    return countedTodos([trained, 'plan', '可安排考试', '人完成培训，可提交考试计划', pageAddress('examPlans'), 30]);
  }
}
