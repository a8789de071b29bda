import { Controller, Inject } from '@midwayjs/core';
import { examRoutes } from '@jzt/shared/contract/exam';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import { Persons } from '../person/person.service';
import { ExamPlans } from './examPlan.service';

/** Plans: the institution's and the authority's side. */
@Controller('/')
export class ExamPlanController {
  @Inject() private readonly plans: ExamPlans;
  @Inject() private readonly persons: Persons;

  @Handle(examRoutes.eligible)
  async eligible({ caller }: Call<typeof examRoutes.eligible>) {
    return this.free(caller);
  }

  @Handle(examRoutes.eligibleForAuthority)
  async eligibleForAuthority({ caller }: Call<typeof examRoutes.eligibleForAuthority>) {
    return this.free(caller);
  }

  @Handle(examRoutes.createForAuthority)
  async createForAuthority({ caller, body, op }: Call<typeof examRoutes.createForAuthority>) {
    return this.plans.create(caller, body, op);
  }

  @Handle(examRoutes.updateForAuthority)
  async updateForAuthority({ caller, params, body, op }: Call<typeof examRoutes.updateForAuthority>) {
    return this.plans.update(caller, params.id, body, op);
  }

  @Handle(examRoutes.submitForAuthority)
  async submitForAuthority({ caller, params, body, op }: Call<typeof examRoutes.submitForAuthority>) {
    return this.plans.submit(caller, params.id, body.version, op);
  }

  @Handle(examRoutes.arrangeForAuthority)
  async arrangeForAuthority({ caller, params, body, op }: Call<typeof examRoutes.arrangeForAuthority>) {
    return this.plans.arrange(caller, params.id, body, op);
  }

  @Handle(examRoutes.cancelForAuthority)
  async cancelForAuthority({ caller, params, body, op }: Call<typeof examRoutes.cancelForAuthority>) {
    return this.plans.cancel(caller, params.id, body, op);
  }

  private async free(caller: Caller) {
    const found = await this.plans.eligible(caller);
    const cards = await this.persons.cards(found.map((one) => one.personId));
    return {
      items: found.map((one) => ({
        source: one.source,
        name: cards.get(one.personId)!.name,
        idNumberMasked: cards.get(one.personId)!.idNumberMasked,
        subject: presentSubject(one.subject),
      })),
    };
  }

  @Handle(examRoutes.listPlans)
  async listPlans({ caller }: Call<typeof examRoutes.listPlans>) {
    return { items: await this.plans.list(caller) };
  }

  @Handle(examRoutes.viewPlan)
  async viewPlan({ caller, params }: Call<typeof examRoutes.viewPlan>) {
    return this.plans.view(caller, params.id);
  }

  @Handle(examRoutes.createPlan)
  async createPlan({ caller, body, op }: Call<typeof examRoutes.createPlan>) {
    return this.plans.create(caller, body, op);
  }

  @Handle(examRoutes.updatePlan)
  async updatePlan({ caller, params, body, op }: Call<typeof examRoutes.updatePlan>) {
    return this.plans.update(caller, params.id, body, op);
  }

  @Handle(examRoutes.submitPlan)
  async submitPlan({ caller, params, body, op }: Call<typeof examRoutes.submitPlan>) {
    return this.plans.submit(caller, params.id, body.version, op);
  }

  @Handle(examRoutes.arrangePlan)
  async arrangePlan({ caller, params, body, op }: Call<typeof examRoutes.arrangePlan>) {
    return this.plans.arrange(caller, params.id, body, op);
  }

  @Handle(examRoutes.openPlan)
  async openPlan({ caller, params, body, op }: Call<typeof examRoutes.openPlan>) {
    return this.plans.open(caller, params.id, body.version, op);
  }

  @Handle(examRoutes.cancelPlan)
  async cancelPlan({ caller, params, body, op }: Call<typeof examRoutes.cancelPlan>) {
    return this.plans.cancel(caller, params.id, body, op);
  }

  @Handle(examRoutes.listForAuthority)
  async listForAuthority({ caller, query }: Call<typeof examRoutes.listForAuthority>) {
    return { items: await this.plans.list(caller, query.status ? { status: query.status } : {}) };
  }

  @Handle(examRoutes.viewForAuthority)
  async viewForAuthority({ caller, params }: Call<typeof examRoutes.viewForAuthority>) {
    return this.plans.view(caller, params.id);
  }

  @Handle(examRoutes.decidePlan)
  async decidePlan({ caller, params, body, op }: Call<typeof examRoutes.decidePlan>) {
    return this.plans.decide(caller, params.id, body, op);
  }
}
