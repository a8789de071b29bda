import { Inject, Singleton } from '@midwayjs/core';
import type { InboxMessage } from '@jzt/shared/contract/inbox';
import { PAGES } from '@jzt/shared/contract/pages';
import { NOTIFICATIONS, renderNotification, type NotificationKey, type NotificationValues } from '@jzt/shared/workflow/notifications';
import { Sms } from '../../gateways/sms/port';
import { Wechat } from '../../gateways/wechat/port';
import type { Clock } from '../../platform/clock';
import { isDuplicateKey, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import type { Logger } from '../../platform/logger';
import { within } from '../../platform/policy';
import type { Settings } from '../../platform/settings';
import { findPage, newestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { InboxModel, type InboxRecord } from './inbox.model';
import { scope } from './inbox.policy';

export interface NoticePayload {
  personId: string;
  template: NotificationKey;
  params: Record<string, string>;
  page?: string;
}

/** The words that people wait for most are also sent by SMS when WeChat may not send. */
const SMS_WORTHY = /^(application\.(institutionReturned|examNotice|certified)|certificate\.)/;

/** The second blank of the SMS template. */
export const SMS_WORDS = '请在微信里打开“建证通”小程序查看';

/** The inbox: always written; beside it one subscribe message when granted, else an SMS for what cannot wait. */
@Singleton()
export class Inbox {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly settings: Settings;

  async list(caller: Caller, page: PageAsked): Promise<PageGiven<InboxMessage> & { unread: number }> {
    const { items, nextCursor } = await findPage<InboxRecord>(InboxModel, scope(caller), page, newestFirst);
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
      unread: await this.unread(caller),
    };
  }

  unread(caller: Caller): Promise<number> {
    return InboxModel.countDocuments(within(scope(caller), { readAt: null }));
  }

  /** Throws NOT_FOUND for somebody else's message. */
  async markRead(caller: Caller, id: string): Promise<void> {
    const done = await InboxModel.updateOne(within(scope(caller), { _id: id }), { $set: { readAt: this.clock.now() } });
    if (done.matchedCount === 0) throw notFound('没有找到这条消息');
  }

  async markAllRead(caller: Caller): Promise<void> {
    await InboxModel.updateMany(within(scope(caller), { readAt: null }), { $set: { readAt: this.clock.now() } });
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

  /** The channels that took the message, none of who erased their account; called again for an entry, what it did the first time. */
  async receive(notice: NoticePayload, entryId: string): Promise<string[]> {
    const person = await this.persons.find(notice.personId);
    if (!person) return [];
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
      if (!isDuplicateKey(error)) throw error;
      return (await InboxModel.findOne({ entryId }).lean<InboxRecord>())?.deliveredBy ?? [];
    }
    // The inbox entry is the delivery that counts; the other channels are tried once.
    const channel = await this.push(person, notice, message.title).catch((error: Error) => {
      this.logger.warn({ err: error, template: notice.template }, 'message not pushed');
      return undefined;
    });
    if (!channel) return message.deliveredBy;
    await InboxModel.updateOne({ entryId }, { $push: { deliveredBy: channel } });
    return [...message.deliveredBy, channel];
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
    const sent = await this.sms.send({ phone, templateId: this.settings.sms.noticeTemplate, params: [title, SMS_WORDS] });
    return sent.state === 'SENT' ? 'SMS' : undefined;
  }
}
