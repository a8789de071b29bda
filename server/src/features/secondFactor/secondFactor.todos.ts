import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { FactorResets } from './factorResets.service';

/** A colleague cannot work until somebody has looked. */
@Singleton()
export class FactorTodos implements TodoSource {
  @Inject() private readonly resets: FactorResets;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    const waiting = await this.resets.waiting(caller);
    return countedTodos([
      waiting,
      'factorResets',
      '同事请求重置验证器',
      '位同事丢了验证器，核实本人后重置',
      pageAddress('factorResets'),
      5,
    ]);
  }
}
