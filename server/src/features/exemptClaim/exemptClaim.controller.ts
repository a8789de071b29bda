import { Controller, Inject } from '@midwayjs/core';
import { exemptClaimRoutes as routes } from '@jzt/shared/contract/exemptClaim';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ExemptClaims } from './exemptClaim.service';

/** 安全员C证免试申领: the person's side and the authority's. */
@Controller('/')
export class ExemptClaimController {
  @Inject() private readonly claims: ExemptClaims;

  @Handle(routes.desk)
  async desk({ caller }: Call<typeof routes.desk>) {
    return this.claims.desk(caller);
  }

  @Handle(routes.uploadProof)
  async uploadProof({ caller, file }: Call<typeof routes.uploadProof>) {
    return this.claims.uploadProof(caller, file!);
  }

  @Handle(routes.submit)
  async submit({ caller, body, op }: Call<typeof routes.submit>) {
    return this.claims.submit(caller, body, op);
  }

  @Handle(routes.listWaiting)
  async listWaiting({ caller, query }: Call<typeof routes.listWaiting>) {
    return this.claims.queue(caller, query);
  }

  @Handle(routes.listStuck)
  async listStuck({ caller, query }: Call<typeof routes.listStuck>) {
    return this.claims.stuck(caller, query);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.claims.decide(caller, params.id, body, op);
  }
}
