import { Controller, Inject } from '@midwayjs/core';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { today, type Clock } from '../../platform/clock';
import { notFound } from '../../platform/errors';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Organisations } from '../organisation/organisation.service';
import { ServingProvinces } from '../province/servingProvinces.service';
import { presentInstitution } from './institution.presenter';
import { TrainingClasses } from './training.service';

const PAGE = 20;

/** 选择培训机构: who may train, and the classes that can still be joined. */
@Controller('/')
export class InstitutionController {
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly classes: TrainingClasses;
  @Inject() private readonly provinces: ServingProvinces;
  @Inject() private readonly clock: Clock;

  @Handle(routes.listInstitutions)
  async listInstitutions({ caller, query }: Call<typeof routes.listInstitutions>) {
    const day = today(this.clock);
    const limit = query.limit ?? PAGE;
    const after = /^[0-9a-f]{24}$/.test(query.cursor ?? '') ? query.cursor : undefined;
    const found = await this.organisations.listAuthorised({
      jurisdiction: query.jurisdiction ?? (await this.provinces.ofCaller(caller)),
      category: query.category,
      code: query.code,
      q: query.q,
      day,
      after,
      limit,
    });
    const classes = await this.classes.openClasses(found.map((one) => one._id.toHexString()));
    return {
      items: found.map((one) => presentInstitution(one, day, classes.get(one._id.toHexString()) ?? [])),
      nextCursor: found.length === limit ? found.at(-1)!._id.toHexString() : undefined,
    };
  }

  @Handle(routes.viewInstitution)
  async viewInstitution({ params }: Call<typeof routes.viewInstitution>) {
    const [found, classes] = await Promise.all([this.organisations.institution(params.id), this.classes.openClasses([params.id])]);
    const one = presentInstitution(found, today(this.clock), classes.get(params.id) ?? []);
    if (!one.authorisations.length) throw notFound('这家培训机构现在没有授权，请选择其他机构');
    return one;
  }
}
