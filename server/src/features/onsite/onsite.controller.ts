import { Controller, Inject } from '@midwayjs/core';
import { onsiteRoutes as routes } from '@jzt/shared/contract/onsite';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Onsite } from './onsite.service';

@Controller('/')
export class OnsiteController {
  @Inject() private readonly onsite: Onsite;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.onsite.list(caller, query);
  }

  @Handle(routes.findPerson)
  async findPerson({ caller, body }: Call<typeof routes.findPerson>) {
    return this.onsite.findPerson(caller, body);
  }

  @Handle(routes.uploadPortrait)
  async uploadPortrait({ caller, file }: Call<typeof routes.uploadPortrait>) {
    return this.onsite.keepPortrait(caller, file!);
  }

  @Handle(routes.accept)
  async accept({ caller, body, op }: Call<typeof routes.accept>) {
    return this.onsite.accept(caller, body, op);
  }

  @Handle(routes.cancel)
  async cancel({ caller, params, body, op }: Call<typeof routes.cancel>) {
    return this.onsite.cancel(caller, params.id, body, op);
  }
}
