import { Controller, Inject } from '@midwayjs/core';
import { postTransferRoutes as routes } from '@jzt/shared/contract/postTransfer';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ManualTransfers } from './manualTransfers.service';
import { PostTransfers } from './postTransfer.service';

/** 安全员转岗: the person's side, and the officer's where no face check was possible. */
@Controller('/')
export class PostTransferController {
  @Inject() private readonly transfers: PostTransfers;
  @Inject() private readonly manual: ManualTransfers;

  @Handle(routes.desk)
  async desk({ caller }: Call<typeof routes.desk>) {
    return this.transfers.desk(caller);
  }

  @Handle(routes.choose)
  async choose({ caller, body, op }: Call<typeof routes.choose>) {
    return this.transfers.choose(caller, body, op);
  }

  @Handle(routes.beginFace)
  async beginFace({ caller, body }: Call<typeof routes.beginFace>) {
    return this.transfers.beginFace(caller, body);
  }

  @Handle(routes.finishFace)
  async finishFace({ caller }: Call<typeof routes.finishFace>) {
    return this.transfers.finishFace(caller);
  }

  @Handle(routes.askManual)
  async askManual({ caller, body }: Call<typeof routes.askManual>) {
    return this.transfers.askManual(caller, body.reason);
  }

  @Handle(routes.start)
  async start({ caller }: Call<typeof routes.start>) {
    return this.transfers.start(caller);
  }

  @Handle(routes.evaluate)
  async evaluate({ caller, body }: Call<typeof routes.evaluate>) {
    return this.transfers.evaluate(caller, body);
  }

  @Handle(routes.listManual)
  async listManual({ caller, query }: Call<typeof routes.listManual>) {
    return this.manual.queue(caller, query);
  }

  @Handle(routes.listStuck)
  async listStuck({ caller, query }: Call<typeof routes.listStuck>) {
    return this.manual.stuck(caller, query);
  }

  @Handle(routes.decideManual)
  async decideManual({ caller, params, body, op }: Call<typeof routes.decideManual>) {
    return this.manual.decide(caller, params.id, body, op);
  }
}
