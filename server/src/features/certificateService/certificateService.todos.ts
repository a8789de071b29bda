import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import { isOfficer } from '@jzt/shared/domain/roles';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { countedTodos } from '../../platform/todos';
import { CertificateServices } from './certificateService.service';

/** Requests that wait for the authority. */
@Singleton()
export class CertificateServiceTodos implements TodoSource {
  @Inject() private readonly services: CertificateServices;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (!isOfficer(caller.role)) return [];
    const count = await this.services.count(caller);
    return countedTodos([count, 'certificate-services', '证书业务', '件申请等待处理', pageAddress('authorityServices'), 22]);
  }
}
