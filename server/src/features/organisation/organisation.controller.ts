import { Controller, Inject } from '@midwayjs/core';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { enterprises } from './organisation.policy';
import { presentEnterprise } from './organisation.presenter';
import { Organisations } from './organisation.service';

const PAGE = 20;

@Controller('/')
export class OrganisationController {
  @Inject() private readonly organisations: Organisations;

  @Handle(routes.searchEnterprises)
  async searchEnterprises({ caller, query }: Call<typeof routes.searchEnterprises>) {
    const asked = { q: query.q, limit: query.limit ?? PAGE, jurisdiction: query.jurisdiction };
    return { items: (await this.organisations.searchEnterprises(enterprises(caller), asked)).map(presentEnterprise) };
  }
}
