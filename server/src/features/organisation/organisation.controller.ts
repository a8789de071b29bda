import { Controller, Inject } from '@midwayjs/core';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { presentEnterprise } from './organisation.presenter';
import { Organisations } from './organisation.service';

const PAGE = 20;

@Controller('/')
export class OrganisationController {
  @Inject() private readonly organisations: Organisations;

  @Handle(routes.searchEnterprises)
  async searchEnterprises({ query }: Call<typeof routes.searchEnterprises>) {
    return { items: (await this.organisations.searchEnterprises(query.q, query.limit ?? PAGE, query.jurisdiction)).map(presentEnterprise) };
  }
}
