import { Controller, Inject } from '@midwayjs/core';
import { clientFaultRoutes } from '@jzt/shared/contract/clientFault';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ClientFaults } from './clientFault.service';

@Controller('/')
export class ClientFaultController {
  @Inject() private readonly faults: ClientFaults;

  @Handle(clientFaultRoutes.report)
  async report({ body, ip }: Call<typeof clientFaultRoutes.report>) {
    await this.faults.take(body, ip);
    return { ok: true as const };
  }
}
