import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress, type PageAddress } from '@jzt/shared/contract/pages';
import { describe } from '@jzt/shared/policy/words';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import type { Application } from './application.model';
import { Applications } from './application.service';

/** What each step of an application asks of the person; steps without an entry ask for patience. */
const STEPS: Partial<Record<Application['status'], { title: string; page: (one: Application) => PageAddress }>> = {
  INST_RETURNED: { title: '报名需要修改', page: (one) => pageAddress('application', { id: one._id.toHexString() }) },
  IN_TRAINING: { title: '继续学习', page: (one) => pageAddress('course', { sourceKind: 'APPLICATION', sourceId: one._id.toHexString() }) },
  SCHEDULED: { title: '准备考试', page: (one) => pageAddress('examTicket', { id: one.examSessionId! }) },
};

/** The next step of each open application of the person. */
@Singleton()
export class ApplicationTodos implements TodoSource {
  @Inject() private readonly applications: Applications;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role !== 'WORKER') return [];
    return (await this.applications.openOf(caller.personId)).flatMap((one): Todo[] => {
      const step = STEPS[one.status];
      if (!step) return [];
      return [
        {
          key: `application-${one._id.toHexString()}`,
          title: step.title,
          detail: describe(one.subject),
          page: step.page(one),
          urgency: 40,
        },
      ];
    });
  }
}
