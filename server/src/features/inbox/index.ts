import { consumes, type Feature } from '../../platform/feature';
import { InboxController } from './inbox.controller';
import { Inbox, type NoticePayload } from './inbox.service';

export const inbox: Feature = {
  name: 'inbox',
  parts: [InboxController, Inbox],
  consumers: [
    consumes('notify', Inbox, async (inbox, notice: NoticePayload, delivery) => {
      await inbox.receive(notice, delivery.id);
    }),
  ],
};
