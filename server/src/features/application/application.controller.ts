import { Controller, Inject } from '@midwayjs/core';
import { applicationRoutes as routes } from '@jzt/shared/contract/application';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Apply } from './apply.service';

@Controller('/')
export class ApplicationController {
  @Inject() private readonly apply: Apply;

  @Handle(routes.types)
  async types({ caller }: Call<typeof routes.types>) {
    return this.apply.types(caller);
  }

  @Handle(routes.submit)
  async submit({ caller, body, op }: Call<typeof routes.submit>) {
    return this.apply.submit(caller, body, op);
  }

  @Handle(routes.listMine)
  async listMine({ caller, query }: Call<typeof routes.listMine>) {
    return this.apply.listMine(caller, query);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.apply.view(caller, params.id);
  }

  @Handle(routes.resubmit)
  async resubmit({ caller, params, body, op }: Call<typeof routes.resubmit>) {
    return this.apply.resubmit(caller, params.id, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.apply.withdraw(caller, params.id, body, op);
  }
}
