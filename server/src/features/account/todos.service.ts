import { Inject, Singleton } from '@midwayjs/core';
import type { Me } from '@jzt/shared/contract/account';
import { Contributions } from '../../platform/contributions';
import type { Caller } from '../../platform/http/tokens';

/** 待办: what waits for the person in the role they act in, most urgent first; each feature's manifest names its own. */
@Singleton()
export class Todos {
  @Inject() private readonly contributions: Contributions;

  async of(caller: Caller): Promise<Me['todos']> {
    const found = await Promise.all(this.contributions.todoSources.map((source) => source.todosOf(caller)));
    return found
      .flat()
      .sort((one, other) => one.urgency - other.urgency)
      .map(({ urgency: _, ...todo }) => todo);
  }
}
