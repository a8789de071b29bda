import { Controller, Inject } from '@midwayjs/core';
import { registerRequestRoutes as routes } from '@jzt/shared/contract/registerRequest';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { OwnCertificates } from './ownCertificates.service';
import { RegisterRequests } from './registerRequests.service';

/** 我的证书没有显示: the look-up, the request, and who looks into it. */
@Controller('/')
export class RegisterRequestController {
  @Inject() private readonly own: OwnCertificates;
  @Inject() private readonly requests: RegisterRequests;

  @Handle(routes.lookUp)
  async lookUp({ caller }: Call<typeof routes.lookUp>) {
    return this.own.lookUp(caller);
  }

  @Handle(routes.listMine)
  async listMine({ caller }: Call<typeof routes.listMine>) {
    return this.requests.listMine(caller);
  }

  @Handle(routes.uploadProof)
  async uploadProof({ caller, file }: Call<typeof routes.uploadProof>) {
    return this.requests.uploadProof(caller, file!);
  }

  @Handle(routes.submit)
  async submit({ caller, body, op }: Call<typeof routes.submit>) {
    return this.requests.submit(caller, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.requests.withdraw(caller, params.id, body.version, op);
  }

  @Handle(routes.queue)
  async queue({ caller, query }: Call<typeof routes.queue>) {
    return this.requests.queue(caller, query);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.requests.decide(caller, params.id, body, op);
  }
}
