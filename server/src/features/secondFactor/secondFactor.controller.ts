import { Controller, Inject } from '@midwayjs/core';
import { secondFactorRoutes as routes } from '@jzt/shared/contract/secondFactor';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { FactorResets } from './factorResets.service';
import { SecondFactors } from './secondFactor.service';

@Controller('/')
export class SecondFactorController {
  @Inject() private readonly factors: SecondFactors;
  @Inject() private readonly resets: FactorResets;

  @Handle(routes.state)
  async state({ caller }: Call<typeof routes.state>) {
    return this.factors.state(caller);
  }

  @Handle(routes.begin)
  async begin({ caller }: Call<typeof routes.begin>) {
    return this.factors.begin(caller);
  }

  @Handle(routes.confirm)
  async confirm({ caller, body }: Call<typeof routes.confirm>) {
    return this.factors.confirm(caller, body.code);
  }

  @Handle(routes.prove)
  async prove({ caller, body }: Call<typeof routes.prove>) {
    return this.factors.prove(caller, body.code);
  }

  @Handle(routes.renewRecoveryCodes)
  async renewRecoveryCodes({ caller }: Call<typeof routes.renewRecoveryCodes>) {
    return this.factors.renewRecoveryCodes(caller);
  }

  @Handle(routes.askReset)
  async askReset({ caller, body }: Call<typeof routes.askReset>) {
    await this.resets.ask(caller, body.note);
    return { ok: true as const };
  }

  @Handle(routes.listResets)
  async listResets({ caller }: Call<typeof routes.listResets>) {
    return this.resets.list(caller);
  }

  @Handle(routes.decideReset)
  async decideReset({ caller, params, body }: Call<typeof routes.decideReset>) {
    await this.resets.decide(caller, params.id, body);
    return this.resets.list(caller);
  }
}
