import { Controller, Inject } from '@midwayjs/core';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Certificates } from './certificate.service';
import { Verifications } from './verification.service';

/** The wallet of a holder, and the public's verification. */
@Controller('/')
export class CertificateController {
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly verifications: Verifications;

  @Handle(certificateRoutes.listMine)
  async listMine({ caller }: Call<typeof certificateRoutes.listMine>) {
    return { items: await this.certificates.listMine(caller) };
  }

  @Handle(certificateRoutes.view)
  async view({ caller, params }: Call<typeof certificateRoutes.view>) {
    return this.certificates.viewMine(caller, params.id);
  }

  @Handle(certificateRoutes.file)
  async file({ caller, params }: Call<typeof certificateRoutes.file>) {
    return { ...(await this.certificates.file(caller, params.id)), contentType: 'application/pdf', cacheSeconds: 0 };
  }

  @Handle(certificateRoutes.code)
  async code({ caller, params }: Call<typeof certificateRoutes.code>) {
    return this.certificates.code(caller, params.id);
  }

  @Handle(certificateRoutes.activate)
  async activate({ caller, params, body, op }: Call<typeof certificateRoutes.activate>) {
    return this.certificates.activate(caller, params.id, body.version, op);
  }

  @Handle(certificateRoutes.verify)
  async verify({ body, ip }: Call<typeof certificateRoutes.verify>) {
    return this.verifications.byCode(body.code, ip);
  }

  @Handle(certificateRoutes.verifyByNumber)
  async verifyByNumber({ body, ip }: Call<typeof certificateRoutes.verifyByNumber>) {
    return this.verifications.byNumber(body.number, body.name, ip);
  }
}
