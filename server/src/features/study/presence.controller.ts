import { Controller, Inject } from '@midwayjs/core';
import { presenceRoutes } from '@jzt/shared/contract/presence';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { PresenceMisses } from './presenceMisses.service';
import { Presences } from './presences.service';

@Controller('/')
export class PresenceController {
  @Inject() private readonly presences: Presences;
  @Inject() private readonly misses: PresenceMisses;

  @Handle(presenceRoutes.view)
  async view({ caller }: Call<typeof presenceRoutes.view>) {
    return this.presences.now(caller);
  }

  @Handle(presenceRoutes.beginFace)
  async beginFace({ caller, body }: Call<typeof presenceRoutes.beginFace>) {
    return this.presences.beginFace(caller, body);
  }

  @Handle(presenceRoutes.finishFace)
  async finishFace({ caller }: Call<typeof presenceRoutes.finishFace>) {
    return this.presences.finishFace(caller);
  }

  @Handle(presenceRoutes.sendCode)
  async sendCode({ caller }: Call<typeof presenceRoutes.sendCode>) {
    return this.presences.sendCode(caller);
  }

  @Handle(presenceRoutes.answerCode)
  async answerCode({ caller, body }: Call<typeof presenceRoutes.answerCode>) {
    return this.presences.answerCode(caller, body.code);
  }

  @Handle(presenceRoutes.listMine)
  async listMine({ caller, query }: Call<typeof presenceRoutes.listMine>) {
    return this.misses.listMine(caller, query);
  }

  @Handle(presenceRoutes.appeal)
  async appeal({ caller, params, body, op }: Call<typeof presenceRoutes.appeal>) {
    return this.misses.appeal(caller, params.id, body, op);
  }

  @Handle(presenceRoutes.listAppeals)
  async listAppeals({ caller, query }: Call<typeof presenceRoutes.listAppeals>) {
    return this.misses.listAppeals(caller, query);
  }

  @Handle(presenceRoutes.decideAppeal)
  async decideAppeal({ caller, params, body, op }: Call<typeof presenceRoutes.decideAppeal>) {
    return this.misses.decide(caller, params.id, body, op);
  }
}
