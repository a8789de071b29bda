import { Controller, Inject } from '@midwayjs/core';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Identities } from './identity.service';
import { ManualReviews } from './manualReview.service';

@Controller('/')
export class IdentityController {
  @Inject() private readonly identities: Identities;
  @Inject() private readonly manual: ManualReviews;

  @Handle(identityRoutes.view)
  async view({ caller }: Call<typeof identityRoutes.view>) {
    return this.identities.view(caller.personId);
  }

  @Handle(identityRoutes.uploadCard)
  async uploadCard({ caller, file }: Call<typeof identityRoutes.uploadCard>) {
    return this.identities.uploadCard(caller, file!);
  }

  @Handle(identityRoutes.confirm)
  async confirm({ caller, body }: Call<typeof identityRoutes.confirm>) {
    return this.identities.confirm(caller, body);
  }

  @Handle(identityRoutes.beginFace)
  async beginFace({ caller, body }: Call<typeof identityRoutes.beginFace>) {
    return this.identities.beginFace(caller, body);
  }

  @Handle(identityRoutes.finishFace)
  async finishFace({ caller }: Call<typeof identityRoutes.finishFace>) {
    return this.identities.finishFace(caller);
  }

  @Handle(identityRoutes.askManual)
  async askManual({ caller, body, op }: Call<typeof identityRoutes.askManual>) {
    return this.identities.askManual(caller, body.reason, op);
  }

  @Handle(identityRoutes.listManual)
  async listManual({ query }: Call<typeof identityRoutes.listManual>) {
    return this.manual.queue(query);
  }

  @Handle(identityRoutes.decideManual)
  async decideManual({ caller, params, body, op }: Call<typeof identityRoutes.decideManual>) {
    return this.manual.decide(caller, params.id, body, op);
  }
}
