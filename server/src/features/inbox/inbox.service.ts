import { Inject, Singleton } from '@midwayjs/core';
import type { InboxMessage } from '@jzt/shared/contract/inbox';
import { PAGES } from '@jzt/shared/contract/pages';
import { NOTIFICATIONS, renderNotification, type NotificationKey, type NotificationValues } from '@jzt/shared/workflow/notifications';
import { Sms } from '../../gateways/sms/port';
import { Wechat } from '../../gateways/wechat/port';
import type { Clock } from '../../platform/clock';
import { isDuplicateKey, notFound } from '../../platform/errors';
import type { Logger } from '../../platform/logger';
import type { Settings } from '../../platform/settings';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { InboxModel, type InboxRecord } from './inbox.model';

export interface NoticePayload {
  personId: string;
  template: NotificationKey;
  params: Record<string, string>;
  page?: string;
}

/** The words that people wait for most are also sent by SMS when WeChat may not send. */
const SMS_WORTHY = /^(application\.(institutionReturned|examNotice|certified)|certificate\.)/;

/** The inbox: always written; beside it one subscribe message when granted, else an SMS for what cannot wait. */
@Singleton()
export class Inbox {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly settings: Settings;

  async list(personId: string, page: PageAsked): Promise<PageGiven<InboxMessage> & { unread: number }> {
    const { items, nextCursor } = await findPage<InboxRecord>(InboxModel, { personId }, page, newestFirst);
    return {
      items: items.map((one) => ({
        id: one._id.toHexString(),
        title: one.title,
        body: one.body,
        at: one.at.toISOString(),
        read: !!one.readAt,
        page: one.page,
        deliveredBy: one.deliveredBy,
      })),
      nextCursor,
      unread: await this.unread(personId),
    };
  }

  unread(personId: string): Promise<number> {
    return InboxModel.countDocuments({ personId, readAt: null });
  }

  /** Throws NOT_FOUND for somebody else's message. */
  async markRead(personId: string, id: string): Promise<void> {
    const done = await InboxModel.updateOne({ _id: id, personId }, { $set: { readAt: this.clock.now() } });
    if (done.matchedCount === 0) throw notFound('没有找到这条消息');
  }

  async markAllRead(personId: string): Promise<void> {
    await InboxModel.updateMany({ personId, readAt: null }, { $set: { readAt: this.clock.now() } });
  }

  templates(): { key: string; templateId: string; titleZh: string }[] {
    return Object.entries(this.settings.wechat.templates).map(([key, templateId]) => ({
      key,
      templateId,
      titleZh: NOTIFICATIONS[key as NotificationKey]?.title ?? key,
    }));
  }

  /** One tap allows one message of each template, named by its key or its id (O-16). */
  async grant(personId: string, accepted: readonly string[]): Promise<void> {
    const { templates } = this.settings.wechat;
    const known = new Set(Object.values(templates));
    await this.persons.addGrants(
      personId,
      accepted.map((one) => templates[one] ?? one).filter((id) => known.has(id)),
    );
  }

  /** Forgets all messages of an erased person. */
  async forget(personId: string): Promise<void> {
    await InboxModel.deleteMany({ personId });
  }

  async receive(notice: NoticePayload, entryId: string): Promise<void> {
    const person = await this.persons.find(notice.personId);
    // Who erased their account is told nothing any more.
    if (!person) return;
    const { title, body } = renderNotification(notice.template, notice.params as NotificationValues<NotificationKey>);
    const message = {
      entryId,
      personId: notice.personId,
      template: notice.template,
      title,
      body,
      page: notice.page,
      at: this.clock.now(),
      deliveredBy: ['INBOX'],
    };
    try {
      await InboxModel.create(message);
    } catch (error) {
      if (isDuplicateKey(error)) return;
      throw error;
    }
    // The inbox entry is the delivery that counts; the other channels are tried once.
    const channel = await this.push(person, notice, message.title).catch((error: Error) => {
      this.logger.warn({ err: error, template: notice.template }, 'message not pushed');
      return undefined;
    });
    if (channel) await InboxModel.updateOne({ entryId }, { $push: { deliveredBy: channel } });
  }

  private async push(person: Person, notice: NoticePayload, title: string): Promise<'SUBSCRIBE_MESSAGE' | 'SMS' | undefined> {
    const templateId = this.settings.wechat.templates[notice.template];
    if (person.openid && templateId) {
      if (await this.persons.spendGrant(person._id, templateId)) {
        const sent = await this.wechat.sendSubscribeMessage({
          openid: person.openid,
          templateId,
          page: notice.page ?? PAGES.home,
          data: { thing1: title, thing2: notice.params.reason ?? notice.params.subject ?? title },
        });
        if (sent.state === 'SENT') return 'SUBSCRIBE_MESSAGE';
      }
    }
    const phone = this.persons.phone(person);
    if (!phone || !SMS_WORTHY.test(notice.template)) return undefined;
    const sent = await this.sms.send({ phone, templateId: this.settings.sms.noticeTemplate, params: [title] });
    return sent.state === 'SENT' ? 'SMS' : undefined;
  }
}
