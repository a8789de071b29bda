import { Controller, Inject } from '@midwayjs/core';
import { reviewRoutes as routes } from '@jzt/shared/contract/review';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { InsuranceChecks } from './insuranceCheck.service';
import { Reviews } from './review.service';

@Controller('/')
export class ReviewController {
  @Inject() private readonly reviews: Reviews;
  @Inject() private readonly insurance: InsuranceChecks;

  @Handle(routes.queue)
  async queue({ caller, query }: Call<typeof routes.queue>) {
    return this.reviews.queue(caller, query);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.reviews.view(caller, params.id);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.reviews.decide(caller, params.id, body, op);
  }

  @Handle(routes.passBatch)
  async passBatch({ caller, body, op }: Call<typeof routes.passBatch>) {
    return this.reviews.passBatch(caller, body, op);
  }

  @Handle(routes.insuranceQueue)
  async insuranceQueue({ caller, query }: Call<typeof routes.insuranceQueue>) {
    return this.reviews.insuranceQueue(caller, query);
  }

  @Handle(routes.viewForAuthority)
  async viewForAuthority({ caller, params }: Call<typeof routes.viewForAuthority>) {
    return this.reviews.view(caller, params.id);
  }

  @Handle(routes.decideInsurance)
  async decideInsurance({ caller, params, body, op }: Call<typeof routes.decideInsurance>) {
    return this.insurance.decide(caller, params.id, body, op);
  }

  @Handle(routes.recheckInsurance)
  async recheckInsurance({ caller, params, body, op }: Call<typeof routes.recheckInsurance>) {
    return this.insurance.recheck(caller, params.id, body, op);
  }

  @Handle(routes.revealIdNumber)
  async revealIdNumber({ caller, params, body }: Call<typeof routes.revealIdNumber>) {
    return this.reviews.revealIdNumber(caller, params.id, body.purpose);
  }
}
