import { Controller, Inject } from '@midwayjs/core';
import { posterRoutes as routes } from '@jzt/shared/contract/poster';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Posters } from './posters.service';

const pdf = (content: Buffer) => ({ content, contentType: 'application/pdf', fileName: '海报.pdf', cacheSeconds: 0 });

@Controller('/')
export class PosterController {
  @Inject() private readonly posters: Posters;

  @Handle(routes.province)
  async province({ caller }: Call<typeof routes.province>) {
    return pdf(await this.posters.ofProvince(caller));
  }

  @Handle(routes.institution)
  async institution({ caller }: Call<typeof routes.institution>) {
    return pdf(await this.posters.ofInstitution(caller));
  }

  @Handle(routes.class)
  async class({ caller, params }: Call<typeof routes.class>) {
    return pdf(await this.posters.ofClass(caller, params.id));
  }
}
