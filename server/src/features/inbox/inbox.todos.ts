import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { ShortMessages } from './shortMessages.service';

/** What did not reach people. */
@Singleton()
export class InboxTodos implements TodoSource {
  @Inject() private readonly messages: ShortMessages;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    const count = await this.messages.count(caller);
    return countedTodos([count, 'undelivered', '未送达的通知', '条通知没有送到本人', pageAddress('undelivered'), 60]);
  }
}
