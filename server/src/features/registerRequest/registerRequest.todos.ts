import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { mayDo } from '@jzt/shared/domain/acts';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { RegisterRequests } from './registerRequests.service';

/** Certificates that people miss. */
@Singleton()
export class RegisterRequestTodos implements TodoSource {
  @Inject() private readonly requests: RegisterRequests;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!mayDo('REGISTER_REQUEST', caller.role)) return [];
    const waiting = await this.requests.count(caller);
    return countedTodos([waiting, 'register-requests', '证书补登', '份申请等待核实', pageAddress('registerRequests'), 44]);
  }
}
