import { Inject, Singleton } from '@midwayjs/core';
import type { UndeliveredNotice } from '@jzt/shared/contract/inbox';
import { maskPhone } from '@jzt/shared/domain/masking';
import { NATIONAL } from '@jzt/shared/domain/jurisdictions';
import { Types } from 'mongoose';
import { GatewayDown, isNotTaken } from '../../gateways/gateway-down';
import { Sms, type SmsResult } from '../../gateways/sms/port';
import { Audit } from '../../platform/audit';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import type { Logger } from '../../platform/logger';
import { findPage, oldestFirst, type PageAsked, type PageGiven } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import type { Settings } from '../../platform/settings';
import { Persons } from '../person/person.service';
import { InboxModel, type InboxRecord, type ShortMessage } from './inbox.model';
import { undelivered } from './inbox.policy';
import { undisturbed } from './quietHours';

const MINUTE_MS = 60_000;
/** Longer no provider takes: nobody knows what became of it. */
const ANSWERS_WITHIN_MS = 5 * MINUTE_MS;
const TRIES = 8;

/** Why one did not arrive, in words for the officer. */
const FAILURES: Record<string, string> = {
  NO_PHONE: '没有登记手机号',
  INVALID_NUMBER: '手机号不能接收短信，请联系本人更换手机号',
  BLOCKED: '本人已退订短信，或号码在屏蔽名单里',
  RATE_LIMITED: '这个号码今天收到的短信太多',
  REJECTED: '短信模板或签名没有通过，请告诉系统管理员',
  DOWN: '短信平台一直连不上',
  UNKNOWN: '短信平台没有答复，不知道是否送达',
  LATE: '等到能发送时已过办理期限',
};

/**
 * Short messages beside the inbox: each sent once, outside the quiet hours, with the provider's serial number as proof. Taken in hand before it
 * is sent, so that a crash can lose one and never send two; what did not arrive, or may not have, stands in an officer's list.
 */
@Singleton()
export class ShortMessages {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly sms: Sms;
  @Inject() private readonly audit: Audit;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly settings: Settings;

  /** A short message that is due as soon as it disturbs nobody. */
  planned(text: string, deadline?: string): ShortMessage {
    return { state: 'DUE', dueAt: this.undisturbedFrom(0), text, attempts: 0, ...(deadline && { deadline }) };
  }

  due(): Record<string, unknown> {
    const now = this.clock.now();
    const silent = { 'sms.state': 'SENDING', 'sms.dueAt': trusted({ $lte: new Date(now.getTime() - ANSWERS_WITHIN_MS) }) };
    return { $or: [{ 'sms.state': 'DUE', 'sms.dueAt': trusted({ $lte: now }) }, silent] };
  }

  /** Sends one that is due, or gives up one whose answer never came. */
  async sendDue(id: Types.ObjectId): Promise<void> {
    const one = await InboxModel.findById(id).lean<InboxRecord>();
    if (one?.sms?.state === 'SENDING') return this.end(one, { state: 'FAILED', failure: 'UNKNOWN' });
    if (one?.sms?.state !== 'DUE') return;
    const now = this.clock.now();
    const quietUntil = this.undisturbedFrom(0);
    if (quietUntil > now) return this.end(one, { dueAt: quietUntil });
    if (one.sms.deadline && one.sms.deadline < today(this.clock)) return this.end(one, { state: 'FAILED', failure: 'LATE' });
    const person = await this.persons.find(one.personId);
    const phone = person && this.persons.phone(person);
    if (!phone) return this.end(one, { state: 'FAILED', failure: 'NO_PHONE' });
    const taken = await InboxModel.updateOne(
      { _id: id, 'sms.state': 'DUE', 'sms.attempts': one.sms.attempts },
      { $set: { 'sms.state': 'SENDING', 'sms.dueAt': now }, $inc: { 'sms.attempts': 1 } },
    );
    if (!taken.modifiedCount) return;
    const sending: InboxRecord = { ...one, sms: { ...one.sms, state: 'SENDING', attempts: one.sms.attempts + 1 } };
    await this.end(sending, await this.send(sending, phone));
  }

  /** What does not arrive, of the officer's province, the longest first. */
  async list(caller: Caller, page: PageAsked): Promise<PageGiven<UndeliveredNotice>> {
    const { items, nextCursor } = await findPage<InboxRecord>(InboxModel, within(undelivered.scope(caller)), page, oldestFirst);
    const people = await this.persons.getMany(items.map((one) => one.personId));
    return {
      items: items.map((one) => {
        const person = people.get(one.personId)!;
        const phone = this.persons.phone(person);
        return {
          id: one._id.toHexString(),
          name: this.persons.card(person).name,
          phoneMasked: phone ? maskPhone(phone) : '无手机号',
          title: one.title,
          body: one.body,
          at: one.at.toISOString(),
          deadline: one.sms!.deadline,
          attempts: one.sms!.attempts,
          reasonZh: FAILURES[one.sms!.failure ?? ''] ?? FAILURES.UNKNOWN!,
          canRetry: !this.isOver(one),
        };
      }),
      nextCursor,
    };
  }

  count(caller: Caller): Promise<number> {
    return InboxModel.countDocuments(within(undelivered.scope(caller)));
  }

  /** Once more, by an officer's word, in the trail; in quiet hours it waits for the morning. Throws NOT_FOUND, NOTICE_OVER. */
  async retry(caller: Caller, id: string): Promise<void> {
    const one = await findWithin<InboxRecord>(InboxModel, undelivered.scope(caller), id, '没有找到这条通知，可能已经送达');
    if (this.isOver(one)) throw conflict('NOTICE_OVER', '这条通知的办理期限已过，再发没有用了。请直接联系本人');
    const officer = await this.persons.get(caller.personId);
    const record = {
      action: 'inbox.retry',
      subjectKind: 'InboxMessage',
      subjectId: id,
      outcome: 'RETRIED',
      actorRole: caller.role,
      actorId: caller.personId,
      actorName: this.persons.displayName(officer),
      reason: one.template,
      jurisdiction: one.jurisdiction,
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
    await InboxModel.updateOne(
      { _id: one._id, 'sms.state': 'FAILED' },
      { $set: { 'sms.state': 'DUE', 'sms.dueAt': this.clock.now(), 'sms.attempts': 0 }, $unset: { 'sms.failure': 1 } },
    );
    await this.sendDue(one._id);
  }

  /** The one place that hands a message to the provider. DOWN: not taken, so it may be tried again; UNKNOWN: nobody can say. */
  async hand(phone: string, title: string, text: string): Promise<SmsResult | { state: 'DOWN' } | { state: 'UNKNOWN' }> {
    try {
      return await this.sms.send({ phone, templateId: this.settings.sms.noticeTemplate, params: [title, text] });
    } catch (error) {
      if (!(error instanceof GatewayDown)) throw error;
      this.logger.warn({ err: error, title }, 'short message not sent');
      return { state: isNotTaken(error) ? 'DOWN' : 'UNKNOWN' };
    }
  }

  /** When the quiet hours that it is in end; undefined outside of them. */
  quietUntil(): Date | undefined {
    const at = this.undisturbedFrom(0);
    return at > this.clock.now() ? at : undefined;
  }

  private async send({ sms, title }: InboxRecord, phone: string): Promise<Partial<ShortMessage>> {
    const again = (failure: string): Partial<ShortMessage> =>
      sms!.attempts >= TRIES
        ? { state: 'FAILED', failure }
        : { state: 'DUE', dueAt: this.undisturbedFrom(MINUTE_MS * 2 ** (sms!.attempts - 1)), failure };
    const said = await this.hand(phone, title, sms!.text);
    if (said.state === 'SENT') return { state: 'SENT', proof: said.serialNo };
    return said.state === 'RATE_LIMITED' || said.state === 'DOWN' ? again(said.state) : { state: 'FAILED', failure: said.state };
  }

  private async end({ _id, sms }: InboxRecord, now: Partial<ShortMessage>): Promise<void> {
    await InboxModel.updateOne(
      { _id, 'sms.state': sms!.state, 'sms.attempts': sms!.attempts },
      {
        $set: Object.fromEntries(Object.entries(now).map(([field, value]) => [`sms.${field}`, value])),
        ...(now.state === 'SENT' && { $addToSet: { deliveredBy: 'SMS' }, $unset: { 'sms.failure': 1 } }),
      },
    );
  }

  private isOver({ sms }: InboxRecord): boolean {
    return !!sms?.deadline && sms.deadline < today(this.clock);
  }

  private undisturbedFrom(inMs: number): Date {
    const at = new Date(this.clock.now().getTime() + inMs);
    const hours = this.law.in(NATIONAL).pack.quietHours?.value;
    return hours ? undisturbed(at, hours) : at;
  }
}
