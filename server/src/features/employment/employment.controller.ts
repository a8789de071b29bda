import { Controller, Inject } from '@midwayjs/core';
import { employmentRoutes as routes } from '@jzt/shared/contract/employment';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Employments } from './employment.service';

@Controller('/')
export class EmploymentController {
  @Inject() private readonly employments: Employments;

  @Handle(routes.ask)
  async ask({ caller, body, op }: Call<typeof routes.ask>) {
    return this.employments.ask(caller, body, op);
  }

  @Handle(routes.invite)
  async invite({ caller, body, op }: Call<typeof routes.invite>) {
    return this.employments.invite(caller, body, op);
  }

  @Handle(routes.listMine)
  async listMine({ caller }: Call<typeof routes.listMine>) {
    return { items: await this.employments.listMine(caller) };
  }

  @Handle(routes.listOfEnterprise)
  async listOfEnterprise({ caller, query }: Call<typeof routes.listOfEnterprise>) {
    return this.employments.listOfEnterprise(caller, query);
  }

  @Handle(routes.confirm)
  async confirm({ caller, params, body, op }: Call<typeof routes.confirm>) {
    return this.employments.confirm(caller, params.id, body, op);
  }

  @Handle(routes.decline)
  async decline({ caller, params, body, op }: Call<typeof routes.decline>) {
    return this.employments.decline(caller, params.id, body, op);
  }

  @Handle(routes.end)
  async end({ caller, params, body, op }: Call<typeof routes.end>) {
    return this.employments.end(caller, params.id, body, op);
  }
}
