import { Controller, Inject } from '@midwayjs/core';
import { phoneRoutes as routes } from '@jzt/shared/contract/phone';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Phones } from './phones.service';
import { Recoveries } from './recovery.service';

@Controller('/')
export class PhoneController {
  @Inject() private readonly phones: Phones;
  @Inject() private readonly recoveries: Recoveries;

  @Handle(routes.desk)
  async desk({ caller }: Call<typeof routes.desk>) {
    return this.phones.desk(caller);
  }

  @Handle(routes.sendCode)
  async sendCode({ caller, ip }: Call<typeof routes.sendCode>) {
    return this.phones.sendCode(caller, ip);
  }

  @Handle(routes.prove)
  async prove({ caller, body }: Call<typeof routes.prove>) {
    return this.phones.prove(caller, body);
  }

  @Handle(routes.beginFace)
  async beginFace({ caller, body }: Call<typeof routes.beginFace>) {
    return this.phones.beginFace(caller, body);
  }

  @Handle(routes.finishFace)
  async finishFace({ caller }: Call<typeof routes.finishFace>) {
    return this.phones.finishFace(caller);
  }

  @Handle(routes.change)
  async change({ caller, body }: Call<typeof routes.change>) {
    return this.phones.change(caller, body);
  }

  @Handle(routes.recover)
  async recover({ caller, device }: Call<typeof routes.recover>) {
    return this.recoveries.recover(caller, device);
  }
}
