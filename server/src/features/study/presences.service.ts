import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { PresenceCheck } from '@jzt/shared/contract/study';
import { maskPhone } from '@jzt/shared/domain/masking';
import { sourceOfKey } from '@jzt/shared/domain/sources';
import { Sms } from '../../gateways/sms/port';
import { today, type Clock } from '../../platform/clock';
import { sha256 } from '../../platform/crypto';
import { badInput, conflict, outsideDown, Refusal, refusedByRule, tooOften } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Limits, type Limit } from '../../platform/limits';
import { lengthOf, type Range } from '../../platform/media/ranges';
import { Outbox } from '../../platform/outbox';
import type { Settings } from '../../platform/settings';
import { bySource } from '../../platform/source';
import { Courses } from '../course/course.service';
import { FaceDesk, hasFailed, type WayOut } from '../identity/faceDesk.service';
import { Persons } from '../person/person.service';
import { Ledgers, type LedgerChange } from './ledgers.service';
import { begun, held, isOver, type Check } from './presence';
import type { MissReason, Voided } from './presenceMiss.model';
import { joined, StudyCredit, trackOf } from './studyCredit.service';
import { StudyModel, type Study, type StudyLedger } from './study.model';

const BY_CODE: WayOut = { tomorrow: '请改用短信验证码', instead: '或改用短信验证码' };
const TOO_OFTEN = { code: 'PRESENCE_TOO_OFTEN', words: (wait: string) => `核验次数太多，请${wait}后再试` };
/** They come when they are asked for, about forty on a full day: far more than at the first check of the face. */
const FACES: Limit = { name: 'presence-faces', most: 120, per: 'DAY', ...TOO_OFTEN };
const CODES: Limit = { name: 'presence-codes', most: 60, per: 'DAY', ...TOO_OFTEN };
const CODE_AGAIN: Limit = {
  name: 'presence-code-again',
  most: 1,
  per: 30,
  code: 'SMS_TOO_OFTEN',
  words: (wait) => `验证码已发送，请${wait}后再试`,
};
const CODE_MINUTES = '2';

/** What a missed check makes a case of. */
export interface Missed {
  personId: string;
  /** By `sourceKey`: the course that was open. */
  track: string;
  checkId: string;
  reason: MissReason;
  at: string;
  voided: Voided[];
}

/** 在学核验 (design.md section 6): who studies is seen at a moment nobody knows; what was learnt since waits for it. */
@Singleton()
export class Presences {
  @Inject() private readonly ledgers: Ledgers;
  @Inject() private readonly credit: StudyCredit;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly faces: FaceDesk;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly sms: Sms;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly clock: Clock;

  async now(caller: Caller) {
    const ledger = await this.current(caller.personId);
    return { presence: ledger && (await this.present(ledger)), serverTime: this.clock.now().toISOString() };
  }

  /** The ledger after what has run out was counted as missed. */
  async current(personId: string): Promise<StudyLedger | undefined> {
    for (;;) {
      const ledger = await this.ledgers.of(personId);
      if (!ledger?.presence?.check || !isOver(ledger.presence.check, this.clock.now())) return ledger;
      if (await this.ledgers.write(ledger, this.missed(ledger, ledger.presence.check, 'NO_ANSWER'))) this.credit.kick();
    }
  }

  async present(ledger: StudyLedger): Promise<PresenceCheck | undefined> {
    const check = ledger.presence?.check;
    if (!check) return undefined;
    const phone = this.persons.phone(await this.persons.get(ledger._id));
    return {
      id: check.id,
      state: check.missed ? 'MISSED' : check.deadline ? 'ASKED' : 'HELD',
      deadline: check.deadline?.toISOString(),
      triesLeft: check.triesLeft,
      pendingSeconds: waitingSeconds(ledger),
      phoneMasked: phone && maskPhone(phone),
      message: check.message,
    };
  }

  /** Throws CONSENT_REQUIRED, PRESENCE_NOT_ASKED, PRESENCE_TOO_OFTEN, FACE_DOWN; a service that is down holds the check. */
  async beginFace(caller: Caller, input: { channel: 'WEAPP' | 'H5'; consented: boolean }) {
    if (!input.consented) throw refusedByRule('O-18', 'CONSENT_REQUIRED', '人脸核验需要您单独同意 不想刷脸，可以用短信验证码');
    const { check, ledger } = await this.open(caller);
    const { kind: sourceKind, id: sourceId } = sourceOfKey(ledger.track);
    const back = pageAddress('player', { sourceKind, sourceId, lessonId: ledger.lessonId });
    const person = await this.persons.get(caller.personId);
    const { open, session } = await this.holding(caller, check, this.faces.begin(person, input.channel, {}, back, BY_CODE, FACES));
    await this.update(caller, check, (one) => ({ ...begun(one, this.clock.now()), face: open }));
    return { verifyId: session.verifyId, expiresAt: session.expiresAt.toISOString(), hostedUrl: session.hostedUrl };
  }

  /** What the provider says (O-15). Throws PRESENCE_NOT_ASKED, FACE_DOWN. */
  async finishFace(caller: Caller) {
    const { check } = await this.open(caller);
    if (!check.face) throw conflict('PRESENCE_NOT_ASKED', '还没有开始人脸核验，请先点“人脸核验”', { ruleId: 'A-37' });
    const { face } = check;
    const result = await this.holding(caller, check, this.faces.query(await this.persons.get(caller.personId), face, BY_CODE));
    const same = (one: Check) => one.face?.verifyId === face.verifyId;
    if (result.state === 'PASSED') await this.pass(caller, check, same);
    else if (hasFailed(result)) await this.fail(caller, check, same, result.messageZh);
    else await this.update(caller, check, (one) => (same(one) ? { ...one, message: result.messageZh } : one));
    return this.now(caller);
  }

  /** The way without a face (O-18): a code to the person's own phone. Throws PRESENCE_NOT_ASKED, PHONE_REQUIRED, SMS_…. */
  async sendCode(caller: Caller) {
    const { check } = await this.open(caller);
    const phone = this.persons.phone(await this.persons.get(caller.personId));
    if (!phone) throw badInput('PHONE_REQUIRED', '您还没有绑定手机号，请用人脸核验');
    await this.limits.take(CODE_AGAIN, caller.personId);
    await this.limits.take(CODES, caller.personId);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const message = { phone, templateId: this.settings.sms.codeTemplate, params: [code, CODE_MINUTES] };
    const silent = () => outsideDown('SMS_DOWN', '短信服务暂时不可用，请稍后再试，或用人脸核验');
    const sent = await this.holding(
      caller,
      check,
      this.sms.send(message).catch(() => Promise.reject(silent())),
    );
    if (sent.state === 'RATE_LIMITED') throw tooOften('SMS_TOO_OFTEN', sent.messageZh, CODE_AGAIN.per as number);
    if (sent.state !== 'SENT') throw badInput('SMS_NOT_SENT', sent.messageZh);
    await this.update(caller, check, (one) => ({ ...begun(one, this.clock.now()), codeHash: this.hash(one, code) }));
    return this.now(caller);
  }

  /** Throws PRESENCE_NOT_ASKED. A wrong code takes a try. */
  async answerCode(caller: Caller, code: string) {
    const { check } = await this.open(caller);
    if (!check.codeHash) throw conflict('PRESENCE_NOT_ASKED', '请先获取验证码', { ruleId: 'A-37' });
    const same = (one: Check) => one.codeHash === check.codeHash && one.triesLeft === check.triesLeft;
    if (check.codeHash === this.hash(check, code)) await this.pass(caller, check, same);
    else await this.fail(caller, check, same, '验证码不正确');
    return this.now(caller);
  }

  /** Somebody else has found that it was this person: what did not count counts, and they need not be seen again for this. */
  async restore(personId: string, checkId: string, voided: readonly Voided[]): Promise<void> {
    await this.ledgers.change(personId, async (ledger) => {
      const given = new Map<string, Record<string, Range[]>>();
      for (const { track, lessonId, ranges } of voided) given.set(track, joined(given.get(track) ?? {}, { [lessonId]: ranges }));
      const change = await this.granted(ledger, given, false);
      if (ledger.presence?.check?.id === checkId) change.set.presence = { since: 0 };
      return change;
    });
    this.credit.kick();
  }

  /** The check that waits for this person. */
  private async open(caller: Caller): Promise<{ ledger: StudyLedger; check: Check }> {
    const ledger = await this.current(caller.personId);
    const check = ledger?.presence?.check;
    if (!ledger || !check) throw conflict('PRESENCE_NOT_ASKED', '现在不用核验，请接着学', { ruleId: 'A-37' });
    return { ledger, check };
  }

  private async update(caller: Caller, { id }: Check, how: (check: Check) => Check): Promise<void> {
    await this.ledgers.change(caller.personId, ({ presence }) =>
      presence?.check?.id === id ? { set: { presence: { ...presence, check: how(presence.check) } } } : undefined,
    );
  }

  /** An outside system that does not answer holds the check: it neither passes nor fails anybody. */
  private async holding<T>(caller: Caller, check: Check, asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      const silent = error instanceof Refusal && ['FACE_DOWN', 'SMS_DOWN'].includes(error.code);
      if (silent) await this.update(caller, check, held);
      throw error;
    }
  }

  /** What waited counts. `same`: an answer is used once. */
  private async pass(caller: Caller, { id }: Check, same: (check: Check) => boolean): Promise<void> {
    await this.ledgers.change(caller.personId, async (ledger) => {
      const check = ledger.presence?.check;
      if (check?.id !== id || !same(check)) return undefined;
      const waiting = new Map(Object.entries(ledger.tracks).flatMap(([key, { pending }]) => (pending ? [[key, pending] as const] : [])));
      const change = await this.granted(ledger, waiting, true);
      return { ...change, set: { ...change.set, presence: { since: 0 } } };
    });
    this.credit.kick();
  }

  private async fail(caller: Caller, { id }: Check, same: (check: Check) => boolean, words: string): Promise<void> {
    await this.ledgers.change(caller.personId, (ledger) => {
      const { presence } = ledger;
      const check = presence?.check;
      if (check?.id !== id || !same(check)) return undefined;
      const { face: _face, ...rest } = check;
      const triesLeft = check.triesLeft - 1;
      const tried = { ...rest, triesLeft, message: triesLeft ? `${words}（还可以试${triesLeft}次）` : words };
      return triesLeft || check.missed ? { set: { presence: { ...presence, check: tried } } } : this.missed(ledger, tried, 'FAILED');
    });
    this.credit.kick();
  }

  /** What waited does not count, and nothing will until somebody has been seen. */
  private missed(ledger: StudyLedger, check: Check, reason: MissReason): LedgerChange {
    const now = this.clock.now();
    const voided = Object.entries(ledger.tracks).flatMap(([track, { pending = {} }]) =>
      Object.entries(pending).map(([lessonId, ranges]): Voided => ({ track, lessonId, ranges })),
    );
    const seconds = waitingSeconds(ledger);
    const { day } = ledger;
    const payload = {
      personId: ledger._id,
      track: ledger.track,
      checkId: check.id,
      reason,
      at: now.toISOString(),
      voided,
    } satisfies Missed;
    return {
      set: {
        presence: { ...ledger.presence, check: { ...held(check), triesLeft: check.terms.tries, missed: true } },
        ...Object.fromEntries(Object.keys(ledger.tracks).map((track) => [`tracks.${track}.pending`, {}])),
        ...(day?.on === today(this.clock) && { day: { ...day, seconds: Math.max(0, day.seconds - seconds) } }),
      },
      push: { outbox: { $each: this.outbox.stamp([{ topic: 'study.presenceMissed', payload }], now) } },
    };
  }

  /** These seconds are covered, with the chapters and hours that they grant; `settled`: nothing waits any more. */
  private async granted(
    ledger: StudyLedger,
    given: ReadonlyMap<string, Record<string, Range[]>>,
    settled: boolean,
  ): Promise<LedgerChange & { set: Record<string, unknown> }> {
    const set: Record<string, unknown> = {};
    const outbox: unknown[] = [];
    for (const [key, lessons] of given) {
      const one = await StudyModel.findOne(bySource(sourceOfKey(key))).lean<Study>();
      // Begun anew with another course meanwhile: nothing of the old one counts.
      if (!one || !ledger.tracks[key]) continue;
      const track = trackOf(ledger, key);
      const covered = joined(track.covered, lessons);
      const granted = this.credit.grant(one, await this.courses.of(one), track, covered);
      const path = `tracks.${key}`;
      Object.assign(set, { [`${path}.covered`]: covered, [`${path}.chapters`]: granted.chapters, [`${path}.earned`]: granted.earned });
      if (settled) set[`${path}.pending`] = {};
      outbox.push(...granted.outbox);
    }
    return { set, push: { outbox: { $each: outbox } } };
  }

  private hash({ id }: Check, code: string): string {
    return sha256(`${id}:${code}:${this.settings.secrets.blindIndexKey}`);
  }
}

export const waitingSeconds = (ledger: StudyLedger): number =>
  Object.values(ledger.tracks).reduce(
    (sum, { pending = {} }) => sum + Object.values(pending).reduce((all, one) => all + lengthOf(one), 0),
    0,
  );
