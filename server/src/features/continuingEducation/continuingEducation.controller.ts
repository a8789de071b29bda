import { Controller, Inject } from '@midwayjs/core';
import { continuingEducationRoutes as routes } from '@jzt/shared/contract/continuingEducation';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { CePushes } from './cePushes.service';
import { CeRecords } from './ceRecords.service';
import { ContinuingEducations } from './continuingEducation.service';

/** The holder's continuing education, and the authority's records of it. */
@Controller('/')
export class ContinuingEducationController {
  @Inject() private readonly educations: ContinuingEducations;
  @Inject() private readonly records: CeRecords;
  @Inject() private readonly pushes: CePushes;

  @Handle(routes.listMine)
  async listMine({ caller }: Call<typeof routes.listMine>) {
    return { items: await this.educations.listMine(caller) };
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.educations.view(caller, params.id);
  }

  @Handle(routes.options)
  async options({ caller, params }: Call<typeof routes.options>) {
    return this.educations.options(caller, params.id);
  }

  @Handle(routes.enrol)
  async enrol({ caller, params, body, op }: Call<typeof routes.enrol>) {
    return this.educations.enrol(caller, params.id, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.educations.withdraw(caller, params.id, body.version, op);
  }

  @Handle(routes.push)
  async push({ body }: Call<typeof routes.push>) {
    return { results: await this.pushes.take(body) };
  }

  @Handle(routes.queue)
  async queue({ caller, query }: Call<typeof routes.queue>) {
    return this.records.queue(caller, query);
  }

  @Handle(routes.confirm)
  async confirm({ caller, body, op }: Call<typeof routes.confirm>) {
    return { results: await this.records.confirm(caller, body.ids, op) };
  }

  @Handle(routes.returnReport)
  async returnReport({ caller, params, body, op }: Call<typeof routes.returnReport>) {
    return this.records.returnReport(caller, params.id, body, op);
  }
}
