import { Controller, Inject } from '@midwayjs/core';
import { administrationRoutes as routes } from '@jzt/shared/contract/administration';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Administration } from './administration.service';
import { CityNotices } from './cityNotices.service';
import { OrganisationSheets } from './organisationSheets.service';

@Controller('/')
export class AdministrationController {
  @Inject() private readonly administration: Administration;
  @Inject() private readonly sheets: OrganisationSheets;
  @Inject() private readonly cityNotices: CityNotices;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.administration.list(caller, query);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.administration.view(caller, params.id);
  }

  @Handle(routes.register)
  async register({ caller, body, op }: Call<typeof routes.register>) {
    return this.administration.register(caller, body, op);
  }

  @Handle(routes.edit)
  async edit({ caller, params, body }: Call<typeof routes.edit>) {
    return this.administration.edit(caller, params.id, body);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.administration.decide(caller, params.id, body, op);
  }

  @Handle(routes.authorise)
  async authorise({ caller, params, body }: Call<typeof routes.authorise>) {
    return this.administration.authorise(caller, params.id, body);
  }

  @Handle(routes.sheet)
  async sheet() {
    const contentType = routes.sheet.binary[0];
    return { content: await this.sheets.empty(), contentType, fileName: '单位登记.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.preview)
  async preview({ file }: Call<typeof routes.preview>) {
    return this.sheets.preview(file!);
  }

  @Handle(routes.importSheet)
  async importSheet({ caller, file }: Call<typeof routes.importSheet>) {
    return this.sheets.take(caller, file!);
  }

  @Handle(routes.notify)
  async notify({ caller, body, op }: Call<typeof routes.notify>) {
    return this.cityNotices.send(caller, body, op);
  }

  @Handle(routes.notices)
  async notices({ caller, query }: Call<typeof routes.notices>) {
    return this.cityNotices.list(caller, query);
  }
}
