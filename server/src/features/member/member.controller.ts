import { Controller, Inject } from '@midwayjs/core';
import { memberRoutes as routes } from '@jzt/shared/contract/member';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Invitations } from './invitations.service';
import { Members } from './members.service';

@Controller('/')
export class MemberController {
  @Inject() private readonly members: Members;
  @Inject() private readonly invitations: Invitations;

  @Handle(routes.list)
  async list({ caller, params, query }: Call<typeof routes.list>) {
    return this.members.list(caller, params.id, query);
  }

  @Handle(routes.invitations)
  async listInvitations({ caller, params, query }: Call<typeof routes.invitations>) {
    return this.invitations.list(caller, params.id, query);
  }

  @Handle(routes.invite)
  async invite({ caller, params, body, op }: Call<typeof routes.invite>) {
    return this.invitations.invite(caller, params.id, body, op);
  }

  @Handle(routes.takeBack)
  async takeBack({ caller, params }: Call<typeof routes.takeBack>) {
    return this.invitations.takeBack(caller, params.id);
  }

  @Handle(routes.change)
  async change({ caller, params, body }: Call<typeof routes.change>) {
    return this.members.change(caller, params.id, body);
  }

  @Handle(routes.dismiss)
  async dismiss({ caller, params, body }: Call<typeof routes.dismiss>) {
    await this.members.dismiss(caller, params.id, body);
    return { ok: true as const };
  }

  @Handle(routes.mine)
  async mine({ caller }: Call<typeof routes.mine>) {
    return { items: await this.invitations.mine(caller) };
  }

  @Handle(routes.look)
  async look({ body }: Call<typeof routes.look>) {
    return this.invitations.look(body.token);
  }

  @Handle(routes.accept)
  async accept({ caller, params, body, op }: Call<typeof routes.accept>) {
    return this.invitations.accept(caller, params.id, body.token, op);
  }
}
