import { Controller, Inject } from '@midwayjs/core';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { notFound } from '../../platform/errors';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Law } from '../../platform/law';
import { Organisations } from '../organisation/organisation.service';
import { presentInstitution } from './institution.presenter';
import { TrainingClasses } from './training.service';

/** 选择培训机构: who may train, and the classes that can still be joined. */
@Controller('/')
export class InstitutionController {
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly classes: TrainingClasses;
  @Inject() private readonly law: Law;

  @Handle(routes.listInstitutions)
  async listInstitutions({ query }: Call<typeof routes.listInstitutions>) {
    const day = this.law.today();
    const wanted = { category: query.category, code: query.code, q: query.q, day };
    const { items, nextCursor } = await this.organisations.listAuthorised(wanted, query);
    const classes = await this.classes.openClasses(items.map((one) => one._id.toHexString()));
    return { items: items.map((one) => presentInstitution(one, day, classes.get(one._id.toHexString()) ?? [])), nextCursor };
  }

  @Handle(routes.viewInstitution)
  async viewInstitution({ params }: Call<typeof routes.viewInstitution>) {
    const [found, classes] = await Promise.all([this.organisations.institution(params.id), this.classes.openClasses([params.id])]);
    const one = presentInstitution(found, this.law.today(), classes.get(params.id) ?? []);
    if (!one.authorisations.length) throw notFound('这家培训机构现在没有授权，请选择其他机构');
    return one;
  }
}
