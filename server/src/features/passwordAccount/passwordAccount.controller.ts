import { Controller, Inject } from '@midwayjs/core';
import { passwordAccountRoutes as routes } from '@jzt/shared/contract/passwordAccount';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Captchas } from './captchas.service';
import { PasswordAccounts } from './passwordAccounts.service';

@Controller('/')
export class PasswordAccountController {
  @Inject() private readonly accounts: PasswordAccounts;
  @Inject() private readonly captchas: Captchas;

  @Handle(routes.captcha)
  async captcha({ body, ip }: Call<typeof routes.captcha>) {
    return this.captchas.draw(body.form, ip);
  }

  @Handle(routes.register)
  async register({ body }: Call<typeof routes.register>) {
    return this.accounts.register(body);
  }

  @Handle(routes.signIn)
  async signIn({ body, ip, device }: Call<typeof routes.signIn>) {
    return this.accounts.signIn(body, { ip, device });
  }

  @Handle(routes.change)
  async change({ caller, body, ip, device }: Call<typeof routes.change>) {
    return this.accounts.change(caller, body, { ip, device });
  }

  @Handle(routes.forgot)
  async forgot({ body, ip }: Call<typeof routes.forgot>) {
    return this.accounts.forgot(body, ip);
  }
}
