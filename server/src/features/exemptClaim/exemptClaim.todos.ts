import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { ExemptClaims } from './exemptClaim.service';

/** Claims to decide; for who holds the certificate it rests on, the way to one, and what was sent back. */
@Singleton()
export class ExemptClaimTodos implements TodoSource {
  @Inject() private readonly claims: ExemptClaims;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (isOfficer(caller.role))
      return countedTodos([
        await this.claims.count(caller),
        'exempt-claim',
        '免试申领',
        '人申领安全员C证等待审核',
        pageAddress('claimQueue'),
        42,
      ]);
    if (caller.role !== 'WORKER') return [];
    const { offered, claim } = await this.claims.desk(caller);
    const page = pageAddress('exemptClaim');
    if (claim?.status === 'RETURNED')
      return [{ key: 'exempt-claim', title: '修改免试申领', detail: claim.reason ?? '按退回的原因修改后重新提交', page, urgency: 16 }];
    return offered && !claim
      ? [{ key: 'exempt-claim', title: '免试申领安全员C证', detail: '有安全员培训考核合格证书，可以免试申领', page, urgency: 55 }]
      : [];
  }
}
