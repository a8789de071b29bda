import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { TransfersIn } from './transfersIn.service';

/** Requests that wait for the authority; for their holder, what came back. */
@Singleton()
export class TransferInTodos implements TodoSource {
  @Inject() private readonly transfers: TransfersIn;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.transfers.count(caller),
        'transfer-in',
        '证书调入',
        '件申请等待处理',
        pageAddress('transferInQueue'),
        24,
      ]);
    const back = caller.role === 'WORKER' ? await this.transfers.returned(caller) : null;
    return back
      ? [
          {
            key: 'transfer-in',
            title: '补正证书调入',
            detail: back.reason ?? '按退回的原因改好后重新提交',
            page: pageAddress('transferIn'),
            urgency: 16,
          },
        ]
      : [];
  }
}
