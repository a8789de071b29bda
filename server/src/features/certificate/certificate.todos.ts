import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Todo, TodoSource } from '../../platform/feature';
import type { Caller } from '../../platform/http/tokens';
import { Certificates } from './certificate.service';

/** Certificates that wait for their holder's activation (CQ-22). */
@Singleton()
export class CertificateTodos implements TodoSource {
  @Inject() private readonly certificates: Certificates;

  async todosOf(caller: Caller): Promise<Todo[]> {
    if (caller.role !== 'WORKER') return [];
    return (await this.certificates.listMine(caller))
      .filter((one) => one.canActivate)
      .map((one) => ({
        key: `certificate-${one.id}`,
        title: '激活证书',
        detail: one.subject.labelZh,
        page: pageAddress('certificate', { id: one.id }),
        urgency: 50,
      }));
  }
}
