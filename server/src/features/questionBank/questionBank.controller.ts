import { Controller, Inject } from '@midwayjs/core';
import { questionBankRoutes as routes } from '@jzt/shared/contract/questionBank';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { BankDesk } from './bankDesk.service';

@Controller('/')
export class QuestionBankController {
  @Inject() private readonly desk: BankDesk;

  @Handle(routes.list)
  async list({ caller }: Call<typeof routes.list>) {
    return { items: await this.desk.list(caller) };
  }

  @Handle(routes.publish)
  async publish({ caller, body }: Call<typeof routes.publish>) {
    return this.desk.publish(caller, body.category, body.version);
  }

  @Handle(routes.blueprint)
  async blueprint({ caller, query }: Call<typeof routes.blueprint>) {
    return this.desk.blueprint(caller, query.category, query.code);
  }

  @Handle(routes.setBlueprint)
  async setBlueprint({ caller, body }: Call<typeof routes.setBlueprint>) {
    return this.desk.setBlueprint(caller, body.category, body);
  }
}
