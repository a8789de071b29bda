import { Controller, Inject } from '@midwayjs/core';
import { clearingRoutes as routes } from '@jzt/shared/contract/clearing';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Clearings } from './clearing.service';

/** 取消激活清理 (CQ-23). */
@Controller('/')
export class ClearingController {
  @Inject() private readonly clearings: Clearings;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.clearings.list(caller, query);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.clearings.view(caller, params.id);
  }

  @Handle(routes.preview)
  async preview({ caller, body, op }: Call<typeof routes.preview>) {
    return this.clearings.preview(caller, body.size, op);
  }

  @Handle(routes.confirm)
  async confirm({ caller, params, body, op }: Call<typeof routes.confirm>) {
    return this.clearings.confirm(caller, params.id, body.version, op);
  }

  @Handle(routes.discard)
  async discard({ caller, params, body, op }: Call<typeof routes.discard>) {
    return this.clearings.discard(caller, params.id, body.version, op);
  }
}
