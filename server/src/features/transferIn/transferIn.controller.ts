import { Controller, Inject } from '@midwayjs/core';
import { transferInRoutes as routes } from '@jzt/shared/contract/transferIn';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { TransfersIn } from './transfersIn.service';

/** 证书调入: the person's side and the authority's. */
@Controller('/')
export class TransferInController {
  @Inject() private readonly transfers: TransfersIn;

  @Handle(routes.desk)
  async desk({ caller }: Call<typeof routes.desk>) {
    return this.transfers.desk(caller);
  }

  @Handle(routes.submit)
  async submit({ caller, body, op }: Call<typeof routes.submit>) {
    return this.transfers.submit(caller, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.transfers.withdraw(caller, params.id, body.version, op);
  }

  @Handle(routes.queue)
  async queue({ caller, query }: Call<typeof routes.queue>) {
    return this.transfers.queue(caller, query);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.transfers.decide(caller, params.id, body, op);
  }
}
