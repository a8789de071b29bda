import { createHmac, timingSafeEqual } from 'node:crypto';
import { Init, Inject, Singleton } from '@midwayjs/core';
import type { Session, SignedInDevice } from '@jzt/shared/contract/session';
import { NATIONAL, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import { Types } from 'mongoose';
import { Wechat } from '../../gateways/wechat/port';
import type { Clock } from '../../platform/clock';
import { randomToken } from '../../platform/crypto';
import { badInput, forbidden, notFound, outsideDown } from '../../platform/errors';
import type { Device } from '../../platform/http/device';
import { Tokens, type Caller } from '../../platform/http/tokens';
import { isProved } from '../../platform/http/secondFactor';
import { Law } from '../../platform/law';
import { LiveSessions, sessionEnded } from '../../platform/http/liveSessions';
import { SessionModel, type SessionRecord } from '../../platform/http/session.model';
import { trusted } from '../../platform/database';
import type { Settings } from '../../platform/settings';
import { Memberships } from '../organisation/memberships.service';
import { Organisations } from '../organisation/organisation.service';
import type { Membership, Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { SmsCodes } from './smsCode.service';

const DAY_MS = 24 * 3600_000;
/** A device that was not used for so long signs in anew. */
const REFRESH_MS = 30 * DAY_MS;
/** And every device after this. */
const WHOLE_MS = 180 * DAY_MS;
/** A lost reply may repeat the token before the newest this long. */
const REPEAT_MS = 60_000;

/** Signed in by a password account, in its one role. */
interface ByAccount {
  membership: Membership;
  accountId: string;
  accountIn: Jurisdiction;
  mustChangePassword: boolean;
}

/** Sign-in, refresh and role switching (CQ-28, CQ-32). */
@Singleton()
export class Sessions {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly memberships: Memberships;
  @Inject() private readonly codes: SmsCodes;
  @Inject() private readonly tokens: Tokens;
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;
  @Inject() private readonly live: LiveSessions;
  @Inject() private readonly settings: Settings;

  @Init()
  async listen(): Promise<void> {
    this.live.ask(async ({ personId, role, organisationId }) => {
      const person = await this.persons.find(personId);
      return !!person?.memberships.some((one) => isOf(one, { role, organisationId }));
    });
  }

  /** Throws AGREEMENT_REQUIRED or the code's refusals. */
  async signInBySms(input: { phone: string; code: string; ticket: string; agreed: boolean }, device: Device): Promise<Session> {
    this.requireAgreement(input.agreed);
    await this.codes.use(input);
    return this.begin(await this.persons.ensure({ phone: input.phone }), device);
  }

  /** Throws AGREEMENT_REQUIRED, WECHAT_CODE_INVALID, PHONE_QUOTA or WECHAT_DOWN. */
  async signInByWechat(input: { code: string; phoneCode?: string; agreed: boolean }, device: Device): Promise<Session> {
    this.requireAgreement(input.agreed);
    const session = await this.wechat.jscode2session(input.code).catch(wechatDown);
    if (!session.ok)
      throw badInput(
        'WECHAT_CODE_INVALID',
        session.reason === 'BLOCKED' ? '微信限制了这个账号登录，请改用手机验证码' : '微信登录已过期，请再点一次登录',
      );
    const phone = input.phoneCode ? await this.phoneOf(input.phoneCode) : undefined;
    return this.begin(await this.persons.ensure({ openid: session.openid, phone }), device);
  }

  /** For who has proved that the account is theirs in another way; `as`: a password account, in its one role. */
  openFor(personId: string, device: Device, as?: ByAccount): Promise<Session> {
    return this.persons.get(personId).then((person) => this.begin(person, device, as));
  }

  /** The sign-in has shown its second factor just now. */
  async proved(caller: Caller): Promise<Session> {
    const open = { _id: new Types.ObjectId(caller.sessionId), endedAt: null };
    const session = await SessionModel.findOneAndUpdate(
      open,
      { $set: { provedAt: this.clock.now() } },
      { returnDocument: 'after' },
    ).lean<SessionRecord>();
    if (!session) throw sessionEnded();
    return this.answer(await this.persons.get(caller.personId), session, undefined);
  }

  /** Ends every session of the person, but for the one that asks. */
  async endAll(personId: string, but?: string): Promise<void> {
    await this.endEach({ personId, endedAt: null, ...(but && { _id: trusted({ $ne: new Types.ObjectId(but) }) }) });
  }

  /** Ends every session that was opened with the account. */
  async endOf(accountId: string): Promise<void> {
    await this.endEach({ accountId, endedAt: null });
  }

  /** Ends every session of somebody in these roles of an organisation: at once here, in every other process within seconds. */
  async endOfMember(personId: string, organisationId: string, roles: readonly Role[]): Promise<void> {
    await this.endEach({ personId, organisationId, role: trusted({ $in: [...roles] }), endedAt: null });
  }

  /** The account that a session was opened with; undefined for one by phone or WeChat. */
  async accountOf(caller: Caller): Promise<string | undefined> {
    return (await this.record(caller)).accountId;
  }

  async bindPhone(caller: Caller, phoneCode: string): Promise<Session> {
    const phone = await this.phoneOf(phoneCode);
    const person = await this.persons.learn(await this.persons.get(caller.personId), { phone });
    return this.answer(person, await this.record(caller), undefined);
  }

  /**
   * Rotates the refresh token. Of many at once each gets the same next one, as does who repeats a lost reply within a minute. An older token is
   * a copy in other hands: the session ends for both, and the person is told. Throws SESSION_ENDED.
   */
  async refresh(refreshToken: string): Promise<Session> {
    const now = this.clock.now();
    const [, id, generation] = /^([0-9a-f]{24})\.(\d{1,9})\./.exec(refreshToken) ?? [];
    const session = id && (await SessionModel.findById(id).lean<SessionRecord>());
    if (!session || !isSame(refreshToken, this.token(session, Number(generation))) || session.endedAt || session.expiresAt <= now)
      throw sessionEnded();
    if (Number(generation) === session.generation) {
      await SessionModel.updateOne(
        { _id: session._id, generation: session.generation, endedAt: null },
        { $inc: { generation: 1 }, $set: { rotatedAt: now, expiresAt: endOf(session.startedAt, now) } },
      );
      // Who was faster made the same step: this one repeats it.
      return this.refresh(refreshToken);
    }
    const repeats = Number(generation) === session.generation - 1 && now.getTime() - session.rotatedAt.getTime() <= REPEAT_MS;
    if (!repeats) {
      await this.end(session._id.toHexString());
      await this.persons.tell(session.personId, 'account.tokenReused');
      throw sessionEnded();
    }
    return this.answer(await this.persons.get(session.personId), session, this.token(session, session.generation));
  }

  /** Throws ROLE_NOT_HELD. */
  async switchRole(caller: Caller, role: Role, organisationId?: string): Promise<Session> {
    // Who knows an enterprise's password is not the person who registered it.
    if ((await this.record(caller)).accountId)
      throw forbidden('ROLE_NOT_HELD', '用账号密码登录的，只能办这个账号的业务；要换身份，请退出后用手机号登录');
    const person = await this.persons.get(caller.personId);
    const held = person.memberships.find((one) => one.role === role && (!organisationId || one.organisationId === organisationId));
    if (!held) throw forbidden('ROLE_NOT_HELD', '您没有这个身份，请联系单位管理员邀请');
    // The own role has no organisation: the one of the role before must go.
    const next = held.organisationId
      ? { $set: { role: held.role, organisationId: held.organisationId } }
      : { $set: { role: held.role }, $unset: { organisationId: 1 } };
    const session = await SessionModel.findOneAndUpdate({ _id: new Types.ObjectId(caller.sessionId), endedAt: null }, next, {
      returnDocument: 'after',
    }).lean<SessionRecord>();
    if (!session) throw sessionEnded();
    return this.answer(person, session, undefined);
  }

  /** Where the caller is signed in, the newest first. Who knows a password is not the person: they see what was opened with it, and no more. */
  async devices(caller: Caller): Promise<SignedInDevice[]> {
    const now = this.clock.now();
    const open = { ...(await this.ownOpen(caller)), expiresAt: trusted({ $gt: now }) };
    const found = await SessionModel.find(open).sort({ rotatedAt: -1 }).limit(50).lean<SessionRecord[]>();
    return found.map((one) => ({
      id: one._id.toHexString(),
      labelZh: one.deviceZh ?? '较早登录的设备',
      signedInAt: one.startedAt.toISOString(),
      lastUsedAt: one.rotatedAt.toISOString(),
      current: one._id.toHexString() === caller.sessionId,
    }));
  }

  /** One of them, or all but the one that asks. Throws NOT_FOUND. */
  async signOutDevices(caller: Caller, id?: string): Promise<void> {
    const which = id ? { _id: id } : { _id: trusted({ $ne: new Types.ObjectId(caller.sessionId) }) };
    const ended = await this.endEach({ ...(await this.ownOpen(caller)), ...which });
    if (id && ended === 0) throw notFound('这台设备已经退出登录');
  }

  private async ownOpen(caller: Caller) {
    // Whether it has ended was asked at the door.
    const { accountId } = (await SessionModel.findById(caller.sessionId, { accountId: 1 }).lean<SessionRecord>()) ?? {};
    return { personId: caller.personId, ...(accountId && { accountId }), endedAt: null };
  }

  /** Ends every session of the person's own that began until then. */
  async endBefore(personId: string, until: Date): Promise<void> {
    await this.endEach({ personId, accountId: null, endedAt: null, startedAt: trusted({ $lte: until }) });
  }

  async signOut(caller: Caller): Promise<void> {
    await this.end(caller.sessionId);
  }

  /** Signs an erased person out everywhere and forgets where they were signed in. */
  async forget(personId: string): Promise<void> {
    const theirs = await SessionModel.find({ personId }, { _id: 1 }).lean<Pick<SessionRecord, '_id'>[]>();
    await SessionModel.deleteMany({ personId });
    for (const { _id } of theirs) this.live.forget(_id.toHexString());
  }

  /** All that are open and answer the question; how many there were. */
  private async endEach(open: Record<string, unknown>): Promise<number> {
    const theirs = await SessionModel.find(open as never, { _id: 1 }).lean<Pick<SessionRecord, '_id'>[]>();
    await SessionModel.updateMany({ _id: trusted({ $in: theirs.map((one) => one._id) }) }, { $set: { endedAt: this.clock.now() } });
    for (const { _id } of theirs) this.live.forget(_id.toHexString());
    return theirs.length;
  }

  private async end(sessionId: string): Promise<void> {
    await SessionModel.updateOne({ _id: new Types.ObjectId(sessionId) }, { $set: { endedAt: this.clock.now() } });
    this.live.forget(sessionId);
  }

  private async begin(person: Person, device: Device, as?: ByAccount): Promise<Session> {
    const now = this.clock.now();
    // A member of staff lands where their work is.
    const first = as?.membership ?? person.memberships.find((one) => one.role !== 'WORKER') ?? person.memberships[0]!;
    const created = await SessionModel.create({
      personId: person._id.toHexString(),
      role: first.role,
      organisationId: first.organisationId,
      generation: 1,
      salt: randomToken(),
      startedAt: now,
      rotatedAt: now,
      expiresAt: endOf(now, now),
      deviceZh: device.labelZh,
      ...(as && { accountId: as.accountId, accountIn: as.accountIn, ...(as.mustChangePassword && { mustChangePassword: true }) }),
    });
    const session = created.toObject() as SessionRecord;
    return this.answer(person, session, this.token(session, session.generation));
  }

  /** Names its session and generation; without the key nobody can make one, and nothing that opens the door is stored. */
  private token({ _id, salt }: SessionRecord, generation: number): string {
    const name = `${_id.toHexString()}.${generation}`;
    const proof = createHmac('sha256', Buffer.from(this.settings.secrets.tokenKey, 'base64')).update(`refresh:${name}.${salt}`);
    return `${name}.${proof.digest('base64url')}`;
  }

  private async record(caller: Caller): Promise<SessionRecord> {
    const session = await SessionModel.findById(caller.sessionId).lean<SessionRecord>();
    if (!session || session.endedAt) throw sessionEnded();
    return session;
  }

  private async answer(person: Person, session: SessionRecord, refreshToken: string | undefined): Promise<Session> {
    const held = person.memberships.some((one) => isOf(one, session));
    if (!held) throw sessionEnded();
    const role = session.role as Role;
    const personId = person._id.toHexString();
    const { accessToken, accessExpiresAt } = await this.tokens.issue({
      personId,
      role,
      organisationId: session.organisationId,
      ...(await this.organisations.placeOf(session.organisationId)),
      sessionId: session._id.toHexString(),
      // One from before its province was kept is refused by a law that knows no accounts, until it is opened anew.
      ...(session.mustChangePassword && { mustChangePasswordIn: session.accountIn ?? NATIONAL }),
      provedAt: session.provedAt?.getTime(),
    });
    const proved = isProved({ role, provedAt: session.provedAt?.getTime() }, this.clock.now());
    const memberships = await this.memberships.of({
      memberships: session.accountId ? person.memberships.filter((one) => isOf(one, session)) : person.memberships,
    });
    return {
      accessToken,
      accessExpiresAt: accessExpiresAt.toISOString(),
      refreshToken: refreshToken ?? '',
      personId,
      displayName: this.persons.displayName(person),
      role,
      organisationId: session.organisationId,
      memberships,
      needsPhone: !person.phoneIndex && !session.accountId,
      ...(session.mustChangePassword && { mustChangePassword: true }),
      ...(!proved && { needsSecondFactor: true }),
    };
  }

  private async phoneOf(code: string): Promise<string> {
    const result = await this.wechat.getPhoneNumber(code).catch(wechatDown);
    if (result.ok) return result.phone;
    if (result.reason === 'QUOTA') throw outsideDown('PHONE_QUOTA', '暂时不能使用微信手机号，请改用短信验证码登录');
    throw badInput('WECHAT_CODE_INVALID', '微信授权已过期，请再点一次');
  }

  requireAgreement(agreed: boolean): void {
    const [refusal] = this.law.in(NATIONAL).decide('LOGIN', { login: { agreed } }).refusals;
    if (refusal)
      throw badInput(refusal.code, [refusal.messageZh, refusal.nextStepZh].filter(Boolean).join('，'), { ruleId: refusal.ruleId });
  }
}

const endOf = (startedAt: Date, now: Date): Date => new Date(Math.min(now.getTime() + REFRESH_MS, startedAt.getTime() + WHOLE_MS));
function isSame(token: string, rightToken: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(rightToken)];
  return given.length === right.length && timingSafeEqual(given, right);
}
const isOf = (one: Membership, session: Pick<SessionRecord, 'role' | 'organisationId'>): boolean =>
  one.role === session.role && one.organisationId === session.organisationId;
const wechatDown = (): never => {
  throw outsideDown('WECHAT_DOWN', '微信服务暂时连不上，请稍后再试，或改用短信验证码登录');
};
