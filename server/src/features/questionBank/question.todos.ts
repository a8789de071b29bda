import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { Questions } from './questions.service';

/** Questions that others wrote and that the officer may review. */
@Singleton()
export class QuestionTodos implements TodoSource {
  @Inject() private readonly questions: Questions;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    return countedTodos([
      await this.questions.countToReview(caller),
      'questions',
      '考题复核',
      '道考题等待您复核',
      pageAddress('questionBanks'),
      60,
    ]);
  }
}
