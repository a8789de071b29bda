import { consumes, each, type Feature } from '../../platform/feature';
import { InboxController } from './inbox.controller';
import { InboxModel } from './inbox.model';
import { Inbox, type NoticePayload } from './inbox.service';
import { InboxTodos } from './inbox.todos';
import { ShortMessages } from './shortMessages.service';

export const inbox: Feature = {
  name: 'inbox',
  parts: [InboxController, Inbox, ShortMessages],
  consumers: [
    consumes('notify', Inbox, async (inbox, notice: NoticePayload, delivery) => {
      await inbox.receive(notice, delivery.id);
    }),
  ],
  jobs: [
    each(60_000, 'inbox.sms', ShortMessages, {
      model: InboxModel,
      due: (messages) => messages.due(),
      act: (messages, id) => messages.sendDue(id),
    }),
  ],
  todos: [InboxTodos],
};
