import { Controller, Inject } from '@midwayjs/core';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ServingProvinces } from '../province/servingProvinces.service';
import { presentEnterprise } from './organisation.presenter';
import { Organisations } from './organisation.service';

const PAGE = 20;

@Controller('/')
export class OrganisationController {
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly provinces: ServingProvinces;

  @Handle(routes.searchEnterprises)
  async searchEnterprises({ caller, query }: Call<typeof routes.searchEnterprises>) {
    const jurisdiction = query.jurisdiction ?? (await this.provinces.ofCaller(caller));
    return { items: (await this.organisations.searchEnterprises(query.q, query.limit ?? PAGE, jurisdiction)).map(presentEnterprise) };
  }
}
