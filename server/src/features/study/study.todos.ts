import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { mayDo } from '@jzt/shared/domain/acts';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { PresenceMisses } from './presenceMisses.service';

/** Appeals of missed checks. */
@Singleton()
export class StudyTodos implements TodoSource {
  @Inject() private readonly misses: PresenceMisses;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!mayDo('DECIDE_PRESENCE_APPEAL', caller.role)) return [];
    const count = await this.misses.countAppeals(caller);
    return countedTodos([count, 'presence-appeals', '在学核验申诉', '件申诉等待核实', pageAddress('presenceAppeals'), 35]);
  }
}
