import { Inject, Singleton } from '@midwayjs/core';
import { DUPLICATE_CHANNELS, type DuplicateChannel } from '@jzt/shared/contract/duplicate';
import { pageAddress } from '@jzt/shared/contract/pages';
import { NOTIFICATIONS } from '@jzt/shared/workflow/notifications';
import { today, type Clock } from '../../platform/clock';
import type { Actor } from '../../platform/cases';
import { trusted } from '../../platform/database';
import { conflict } from '../../platform/errors';
import { Law } from '../../platform/law';
import type { Delivery, NewOutboxEntry } from '../../platform/outbox';
import { Inbox, SMS_WORDS } from '../inbox/inbox.service';
import { ShortMessages } from '../inbox/shortMessages.service';
import { Persons } from '../person/person.service';
import { DuplicateCaseModel, type Attempt, type DuplicateCase, type ShortMessageSent } from './duplicate.model';
import { DuplicateCases } from './duplicateCases.service';

const TEMPLATE = 'duplicate.found';
const SYSTEM: Actor = { role: 'SYSTEM' };
/** Reached, they have the days of CQ-24 from today on. */
const OPEN_TO_DELIVERY: readonly DuplicateCase['status'][] = ['FOUND', 'UNREACHABLE'];

/** Neither reached nor failed. */
const UNKNOWN: ShortMessageSent = { reached: false, tried: false, note: '短信平台没有答复，不知道是否送达' };

/** Tells people of their duplicate by two channels and keeps what came of it: the proof that CQ-24, CQ-25 and A-27 ask for. */
@Singleton()
export class DuplicateTelling {
  @Inject() private readonly duplicates: DuplicateCases;
  @Inject() private readonly inbox: Inbox;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly shortMessages: ShortMessages;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** Throws, and so is tried again and listed at last, while a deadline cannot be computed (A-04) or nobody could be asked to deliver. */
  async tell({ id: entryId, sourceId }: Delivery): Promise<void> {
    const one = await this.duplicates.find(sourceId);
    if (!one?.open || one.status === 'PUBLICIZED' || one.attempts.some((each) => each.entryId === entryId)) return;
    const deadline = OPEN_TO_DELIVERY.includes(one.status) ? this.duplicates.deadlineOf(one) : one.deadline;
    if (!deadline)
      throw new Error('the official working days of the deadline are not known (A-04): nobody is told a date that was guessed');
    const inbox = await this.byInbox(one, deadline, entryId);
    // At night nobody's telephone rings: the short message waits for the morning, the inbox does not.
    const notBefore = this.shortMessages.quietUntil();
    const isReached = inbox.some((each) => each.reached);
    const sms = notBefore ? [] : [await this.bySms(one, entryId, isReached)];
    await this.keep(one, this.stamped([...inbox, ...sms], entryId), SYSTEM, {
      follow: notBefore ? [{ topic: 'duplicate.sms', payload: { isReached }, notBefore }] : [],
    });
  }

  /** The short message that waited for the morning; in quiet hours again, e.g. after a long stop, it waits once more. */
  async tellBySms({ isReached }: { isReached: boolean }, { id: entryId, sourceId }: Delivery): Promise<void> {
    const one = await this.duplicates.find(sourceId);
    if (!one?.open || one.status === 'PUBLICIZED' || one.attempts.some((each) => each.entryId === entryId)) return;
    if (this.shortMessages.quietUntil()) throw new Error('a short message waits for the end of the quiet hours');
    await this.keep(one, this.stamped([await this.bySms(one, entryId, isReached)], entryId), SYSTEM);
  }

  private stamped(attempts: Omit<Attempt, 'at'>[], entryId: string): Attempt[] {
    return attempts.map((each) => ({ ...each, entryId, at: this.clock.now() }));
  }

  /** What an officer tried: a call, a letter, a visit. Throws CHECK_PENDING while the deadline cannot be computed. */
  async attempt(
    one: DuplicateCase,
    tried: Pick<Attempt, 'channel' | 'reached' | 'note'>,
    actor: Actor,
    version: number,
  ): Promise<DuplicateCase> {
    return this.keep(one, [{ ...tried, tried: true, at: this.clock.now() }], actor, { expectVersion: version });
  }

  private async keep(
    one: DuplicateCase,
    attempts: Attempt[],
    actor: Actor,
    { expectVersion = one.version, follow = [] }: { expectVersion?: number; follow?: NewOutboxEntry[] } = {},
  ): Promise<DuplicateCase> {
    const all = [...one.attempts, ...attempts];
    const reached = attempts.find((each) => each.reached);
    const evidence = attempts.map((each) => `${each.channel}:${each.reached ? 'reached' : 'failed'}:${each.entryId ?? 'officer'}`);
    const story = { actor, expectVersion, follow, evidence, reason: attempts.map(wordsOf).join('；') };
    if (reached && OPEN_TO_DELIVERY.includes(one.status)) {
      const deadline = this.duplicates.deadlineOf(one);
      if (!deadline)
        throw conflict('CHECK_PENDING', '官方放假安排还没有公布到期限那一天，算不出期限，请等系统更新后再记录', { ruleId: 'A-04' });
      return this.duplicates.move(one, 'recordDelivery', { ...story, set: { attempts: all, notifiedOn: today(this.clock), deadline } });
    }
    const unreachable =
      one.status === 'FOUND' && this.law.of(one).decide('PUBLICIZE_DUPLICATE', this.duplicates.facts({ ...one, attempts: all })).allowed;
    return this.duplicates.move(one, unreachable ? 'markUnreachable' : 'recordAttempt', { ...story, set: { attempts: all } });
  }

  private async byInbox(one: DuplicateCase, deadline: string, entryId: string): Promise<Omit<Attempt, 'at'>[]> {
    if (!one.personId) return [{ channel: 'INBOX', reached: false, tried: false, note: '没有注册账号' }];
    const taken = await this.inbox.receive(
      {
        personId: one.personId,
        template: TEMPLATE,
        params: this.duplicates.words({ ...one, deadline }),
        page: pageAddress('duplicate', { id: one._id.toHexString() }),
      },
      entryId,
    );
    if (!taken.length) return [{ channel: 'INBOX', reached: false, tried: false, note: '账号已注销' }];
    return taken.map((channel) => ({
      channel: channel as DuplicateChannel,
      reached: true,
      tried: true,
      note: `消息编号${entryId}`,
    }));
  }

  /** Marked before it is sent, so that a crash may leave its fate unknown and never sends two. */
  private async bySms(one: DuplicateCase, entryId: string, otherwiseReached: boolean): Promise<Omit<Attempt, 'at'>> {
    const person = one.personId ? await this.persons.find(one.personId) : undefined;
    const phone = (person && this.persons.phone(person)) ?? this.duplicates.listedPhone(one);
    if (!phone) return { channel: 'SMS', reached: false, tried: false, note: '没有手机号' };
    const before = await this.mark(one, entryId);
    if (before) return { channel: 'SMS', ...before };
    const said = await this.shortMessages.hand(phone, NOTIFICATIONS[TEMPLATE].title, SMS_WORDS);
    if (said.state === 'UNKNOWN') return { channel: 'SMS', ...UNKNOWN };
    if (said.state === 'DOWN') {
      // Neither reached nor failed: with another proof in hand it may wait, else all is tried again.
      await DuplicateCaseModel.updateOne({ _id: one._id }, { $unset: { [`shortMessages.${entryId}`]: 1 } });
      if (!otherwiseReached) throw new Error('the short message was not taken: it is tried again');
      return { channel: 'SMS', reached: false, tried: false, note: '短信系统暂时不通' };
    }
    const came =
      said.state === 'SENT'
        ? { reached: true, tried: true, note: `短信流水号${said.serialNo}` }
        : { reached: false, tried: said.state !== 'REJECTED', note: said.messageZh };
    await DuplicateCaseModel.updateOne({ _id: one._id }, { $set: { [`shortMessages.${entryId}`]: came } });
    return { channel: 'SMS', ...came };
  }

  /** What came of it, if it was in hand before. */
  private async mark(one: DuplicateCase, entryId: string): Promise<ShortMessageSent | undefined> {
    const field = `shortMessages.${entryId}`;
    const marked = await DuplicateCaseModel.updateOne(
      { _id: one._id, [field]: trusted({ $exists: false }) } as never,
      { $set: { [field]: UNKNOWN } } as never,
    );
    return marked.modifiedCount ? undefined : ((await this.duplicates.find(one._id))?.shortMessages?.[entryId] ?? UNKNOWN);
  }
}

/** For the story that the holder reads too: receipts stand with the attempts. */
const wordsOf = ({ entryId, channel, reached, tried, note }: Attempt): string =>
  `${DUPLICATE_CHANNELS[channel]}${reached ? '已送达' : tried ? '没有通知到' : '不能用'}${entryId && reached ? '' : `（${note}）`}`;
