import { Controller, Inject } from '@midwayjs/core';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Inbox } from './inbox.service';
import { ShortMessages } from './shortMessages.service';

@Controller('/')
export class InboxController {
  @Inject() private readonly inbox: Inbox;
  @Inject() private readonly messages: ShortMessages;

  @Handle(inboxRoutes.list)
  async list({ caller, query }: Call<typeof inboxRoutes.list>) {
    return this.inbox.list(caller, query);
  }

  @Handle(inboxRoutes.read)
  async read({ caller, params }: Call<typeof inboxRoutes.read>) {
    await this.inbox.markRead(caller, params.id);
    return { ok: true as const };
  }

  @Handle(inboxRoutes.readAll)
  async readAll({ caller }: Call<typeof inboxRoutes.readAll>) {
    await this.inbox.markAllRead(caller);
    return { ok: true as const };
  }

  @Handle(inboxRoutes.undelivered)
  async undelivered({ caller, query }: Call<typeof inboxRoutes.undelivered>) {
    return this.messages.list(caller, query);
  }

  @Handle(inboxRoutes.resend)
  async resend({ caller, params }: Call<typeof inboxRoutes.resend>) {
    await this.messages.retry(caller, params.id);
    return { ok: true as const };
  }

  @Handle(inboxRoutes.templates)
  async templates() {
    return { items: this.inbox.templates() };
  }

  @Handle(inboxRoutes.grant)
  async grant({ caller, body }: Call<typeof inboxRoutes.grant>) {
    await this.inbox.grant(caller.personId, body.accepted);
    return { ok: true as const };
  }
}
