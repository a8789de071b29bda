import { Inject, Singleton } from '@midwayjs/core';
import type { InboxMessage } from '@jzt/shared/contract/inbox';
import { PAGES } from '@jzt/shared/contract/pages';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { NOTIFICATIONS, renderNotification, type NotificationKey, type NotificationValues } from '@jzt/shared/workflow/notifications';
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
import { ShortMessages } from './shortMessages.service';

export interface NoticePayload {
  personId: string;
  template: NotificationKey;
  params: Record<string, string>;
  page?: string;
  urgent?: { deadline: LocalDate; jurisdiction: Jurisdiction };
  /** Of the case that it tells of. */
  jurisdiction?: Jurisdiction;
}

/** The words that people wait for most are also sent by SMS when WeChat may not send. */
const SMS_WORTHY = /^(application\.(institutionReturned|examNotice|certified)|certificate\.|member\.(invited|dismissed)$)/;

/** The second blank of the SMS template: more stands in the inbox. */
export const SMS_WORDS = '请在微信里打开“建证通”小程序查看';
const LAST_DAY = (deadline: LocalDate) => `最后办理日期${deadline}，请打开建证通小程序办理`;

/** The inbox: always written; beside it one subscribe message when granted, and an SMS where it was not and the words cannot wait, or where it is the last of its kind. */
@Singleton()
export class Inbox {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly messages: ShortMessages;
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
    const jurisdiction = notice.urgent?.jurisdiction ?? notice.jurisdiction;
    const message = {
      entryId,
      personId: notice.personId,
      template: notice.template,
      title,
      body,
      page: notice.page,
      at: this.clock.now(),
      deliveredBy: ['INBOX'],
      ...(jurisdiction && { jurisdiction }),
      // In the same write: whatever happens to this process, somebody sends it.
      ...(notice.urgent && { sms: this.messages.planned(LAST_DAY(notice.urgent.deadline), notice.urgent.deadline) }),
    };
    try {
      await InboxModel.create(message);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await InboxModel.findOne({ entryId }).lean<InboxRecord>())?.deliveredBy ?? [];
    }
    // The inbox entry is the delivery that counts; a subscribe message is tried once.
    const pushed = await this.push(person, notice, message.title).catch((error: Error) => {
      this.logger.warn({ err: error, template: notice.template }, 'message not pushed');
      return false;
    });
    const bySms = !notice.urgent && !pushed && SMS_WORTHY.test(notice.template);
    const written = await InboxModel.findOneAndUpdate(
      { entryId },
      {
        ...(pushed && { $push: { deliveredBy: 'SUBSCRIBE_MESSAGE' } }),
        ...(bySms && { $set: { sms: this.messages.planned(SMS_WORDS) } }),
      },
      { returnDocument: 'after' },
    ).lean<InboxRecord>();
    if (!written?.sms) return written?.deliveredBy ?? message.deliveredBy;
    await this.messages.sendDue(written._id);
    return (await InboxModel.findById(written._id).lean<InboxRecord>())?.deliveredBy ?? written.deliveredBy;
  }

  private async push(person: Person, notice: NoticePayload, title: string): Promise<boolean> {
    const templateId = this.settings.wechat.templates[notice.template];
    if (!person.openid || !templateId || !(await this.persons.spendGrant(person._id, templateId))) return false;
    const sent = await this.wechat.sendSubscribeMessage({
      openid: person.openid,
      templateId,
      page: notice.page ?? PAGES.home,
      data: { thing1: title, thing2: notice.params.reason ?? notice.params.subject ?? title },
    });
    return sent.state === 'SENT';
  }
}
