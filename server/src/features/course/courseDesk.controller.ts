import { Controller, Inject } from '@midwayjs/core';
import { courseDeskRoutes as routes } from '@jzt/shared/contract/courseDesk';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { CourseDesk } from './courseDesk.service';

@Controller('/')
export class CourseDeskController {
  @Inject() private readonly desk: CourseDesk;

  @Handle(routes.list)
  async list({ caller }: Call<typeof routes.list>) {
    return { items: await this.desk.list(caller) };
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.desk.view(caller, params.id);
  }

  @Handle(routes.watch)
  async watch({ caller, params }: Call<typeof routes.watch>) {
    return { items: await this.desk.watch(caller, params.id) };
  }

  @Handle(routes.create)
  async create({ caller, body, op }: Call<typeof routes.create>) {
    return this.desk.create(caller, body, op);
  }

  @Handle(routes.save)
  async save({ caller, params, body, op }: Call<typeof routes.save>) {
    return this.desk.save(caller, params.id, body, op);
  }

  @Handle(routes.publish)
  async publish({ caller, params, body, op }: Call<typeof routes.publish>) {
    return this.desk.publish(caller, params.id, body.version, op);
  }

  @Handle(routes.close)
  async close({ caller, params, body, op }: Call<typeof routes.close>) {
    return this.desk.close(caller, params.id, body, op);
  }
}
