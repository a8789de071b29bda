import { Controller, Inject } from '@midwayjs/core';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { TrainingClasses } from './training.service';

@Controller('/')
export class TrainingController {
  @Inject() private readonly classes: TrainingClasses;

  @Handle(trainingRoutes.listClasses)
  async listClasses({ caller }: Call<typeof trainingRoutes.listClasses>) {
    return { items: await this.classes.list(caller) };
  }

  @Handle(trainingRoutes.viewClass)
  async viewClass({ params }: Call<typeof trainingRoutes.viewClass>) {
    return this.classes.known(params.id);
  }

  @Handle(trainingRoutes.createClass)
  async createClass({ caller, body, op }: Call<typeof trainingRoutes.createClass>) {
    return this.classes.create(caller, body, op);
  }

  @Handle(trainingRoutes.waiting)
  async waiting({ caller, params }: Call<typeof trainingRoutes.waiting>) {
    return { items: await this.classes.waiting(caller, params.id) };
  }

  @Handle(trainingRoutes.enrol)
  async enrol({ caller, params, body, op }: Call<typeof trainingRoutes.enrol>) {
    return { results: await this.classes.enrol(caller, params.id, body.applicationIds, op) };
  }

  @Handle(trainingRoutes.roster)
  async roster({ caller, params }: Call<typeof trainingRoutes.roster>) {
    return { items: await this.classes.roster(caller, params.id) };
  }
}
