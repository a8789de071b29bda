import { Controller, Inject } from '@midwayjs/core';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Sessions } from './session.service';
import { SmsCodes } from './smsCode.service';

@Controller('/')
export class SessionController {
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly codes: SmsCodes;

  @Handle(sessionRoutes.sendSmsCode)
  async sendSmsCode({ body, ip }: Call<typeof sessionRoutes.sendSmsCode>) {
    return this.codes.send(body.phone, ip);
  }

  @Handle(sessionRoutes.signInBySms)
  async signInBySms({ body, device }: Call<typeof sessionRoutes.signInBySms>) {
    return this.sessions.signInBySms(body, device);
  }

  @Handle(sessionRoutes.signInByWechat)
  async signInByWechat({ body, device }: Call<typeof sessionRoutes.signInByWechat>) {
    return this.sessions.signInByWechat(body, device);
  }

  @Handle(sessionRoutes.refresh)
  async refresh({ body }: Call<typeof sessionRoutes.refresh>) {
    return this.sessions.refresh(body.refreshToken);
  }

  @Handle(sessionRoutes.switchRole)
  async switchRole({ body, caller }: Call<typeof sessionRoutes.switchRole>) {
    return this.sessions.switchRole(caller, body.role, body.organisationId);
  }

  @Handle(sessionRoutes.signOut)
  async signOut({ caller }: Call<typeof sessionRoutes.signOut>) {
    await this.sessions.signOut(caller);
    return { ok: true as const };
  }

  @Handle(sessionRoutes.listDevices)
  async listDevices({ caller }: Call<typeof sessionRoutes.listDevices>) {
    return { items: await this.sessions.devices(caller) };
  }

  @Handle(sessionRoutes.signOutDevices)
  async signOutDevices({ caller, body }: Call<typeof sessionRoutes.signOutDevices>) {
    await this.sessions.signOutDevices(caller, body.id);
    return { items: await this.sessions.devices(caller) };
  }

  @Handle(sessionRoutes.bindPhone)
  async bindPhone({ body, caller }: Call<typeof sessionRoutes.bindPhone>) {
    return this.sessions.bindPhone(caller, body.phoneCode);
  }
}
