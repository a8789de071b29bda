import { consumes, type Feature } from '../../platform/feature';
import { InboxController } from './inbox.controller';
import { Inbox, type NoticePayload } from './inbox.service';

export const inbox: Feature = {
  name: 'inbox',
  parts: [InboxController, Inbox],
  consumers: [consumes('notify', Inbox, (inbox, notice: NoticePayload, delivery) => inbox.receive(notice, delivery.id))],
};
