import { Inject, Singleton } from '@midwayjs/core';
import type { Session } from '@jzt/shared/contract/session';
import { NATIONAL } from '@jzt/shared/domain/jurisdictions';
import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import { Types } from 'mongoose';
import { Wechat } from '../../gateways/wechat/port';
import type { Clock } from '../../platform/clock';
import { randomToken, sha256 } from '../../platform/crypto';
import { badInput, forbidden, notSignedIn, outsideDown } from '../../platform/errors';
import { Tokens, type Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Organisations } from '../organisation/organisation.service';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { SessionModel, type SessionRecord } from './session.model';
import { SmsCodes } from './smsCode.service';

const REFRESH_MS = 30 * 24 * 3600_000;
/** A lost reply may repeat the old token this long; after that a repeat is theft and ends the session. */
const REPEAT_MS = 60_000;

/** Sign-in, refresh and role switching (CQ-28, CQ-32). */
@Singleton()
export class Sessions {
  @Inject() private readonly persons: Persons;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly codes: SmsCodes;
  @Inject() private readonly tokens: Tokens;
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;

  /** Throws AGREEMENT_REQUIRED or the code's refusals. */
  async signInBySms(input: { phone: string; code: string; agreed: boolean }): Promise<Session> {
    this.requireAgreement(input.agreed);
    await this.codes.use(input.phone, input.code);
    return this.begin(await this.persons.ensure({ phone: input.phone }));
  }

  /** Throws AGREEMENT_REQUIRED, WECHAT_CODE_INVALID, PHONE_QUOTA or WECHAT_DOWN. */
  async signInByWechat(input: { code: string; phoneCode?: string; agreed: boolean }): Promise<Session> {
    this.requireAgreement(input.agreed);
    const session = await this.wechat.jscode2session(input.code).catch(wechatDown);
    if (!session.ok)
      throw badInput(
        'WECHAT_CODE_INVALID',
        session.reason === 'BLOCKED' ? '微信限制了这个账号登录，请改用手机验证码' : '微信登录已过期，请再点一次登录',
      );
    const phone = input.phoneCode ? await this.phoneOf(input.phoneCode) : undefined;
    return this.begin(await this.persons.ensure({ openid: session.openid, phone }));
  }

  async bindPhone(caller: Caller, phoneCode: string): Promise<Session> {
    const phone = await this.phoneOf(phoneCode);
    const person = await this.persons.learn(await this.persons.get(caller.personId), { phone });
    return this.answer(person, await this.record(caller), undefined);
  }

  /** Rotates the refresh token. A token used twice ends the session for both users of it. Throws SESSION_ENDED. */
  async refresh(refreshToken: string): Promise<Session> {
    const hash = sha256(refreshToken);
    const now = this.clock.now();
    const session = await SessionModel.findOne({ $or: [{ tokenHash: hash }, { previousHash: hash }] }).lean<SessionRecord>();
    if (!session || session.endedAt || session.expiresAt <= now) throw ended();
    if (session.previousHash === hash && now.getTime() - session.rotatedAt.getTime() > REPEAT_MS) {
      await SessionModel.updateOne({ _id: session._id }, { $set: { endedAt: now } });
      throw ended();
    }
    const next = `${session._id.toHexString()}.${randomToken()}`;
    const rotated = await SessionModel.findOneAndUpdate(
      { _id: session._id, tokenHash: session.tokenHash },
      {
        $set: {
          tokenHash: sha256(next),
          previousHash: session.previousHash === hash ? hash : session.tokenHash,
          rotatedAt: now,
          expiresAt: new Date(now.getTime() + REFRESH_MS),
        },
      },
      { returnDocument: 'after' },
    ).lean<SessionRecord>();
    if (!rotated) return this.refresh(refreshToken);
    return this.answer(await this.persons.get(rotated.personId), rotated, next);
  }

  /** Throws ROLE_NOT_HELD. */
  async switchRole(caller: Caller, role: Role, organisationId?: string): Promise<Session> {
    const person = await this.persons.get(caller.personId);
    const held = person.memberships.find((one) => one.role === role && (!organisationId || one.organisationId === organisationId));
    if (!held) throw forbidden('ROLE_NOT_HELD', '您没有这个身份，请联系单位管理员邀请');
    // The own role has no organisation: the one of the role before must go.
    const next = held.organisationId
      ? { $set: { role: held.role, organisationId: held.organisationId } }
      : { $set: { role: held.role }, $unset: { organisationId: 1 } };
    const session = await SessionModel.findOneAndUpdate({ _id: new Types.ObjectId(caller.sessionId) }, next, {
      returnDocument: 'after',
    }).lean<SessionRecord>();
    if (!session || session.endedAt) throw ended();
    return this.answer(person, session, undefined);
  }

  async signOut(caller: Caller): Promise<void> {
    await SessionModel.updateOne({ _id: new Types.ObjectId(caller.sessionId) }, { $set: { endedAt: this.clock.now() } });
  }

  /** Signs an erased person out everywhere and forgets where they were signed in. */
  async forget(personId: string): Promise<void> {
    await SessionModel.deleteMany({ personId });
  }

  private async begin(person: Person): Promise<Session> {
    const now = this.clock.now();
    const _id = new Types.ObjectId();
    const token = `${_id.toHexString()}.${randomToken()}`;
    // A member of staff lands where their work is.
    const first = person.memberships.find((one) => one.role !== 'WORKER') ?? person.memberships[0]!;
    const created = await SessionModel.create({
      _id,
      personId: person._id.toHexString(),
      role: first.role,
      organisationId: first.organisationId,
      tokenHash: sha256(token),
      rotatedAt: now,
      expiresAt: new Date(now.getTime() + REFRESH_MS),
    });
    return this.answer(person, created.toObject() as SessionRecord, token);
  }

  private async record(caller: Caller): Promise<SessionRecord> {
    const session = await SessionModel.findById(caller.sessionId).lean<SessionRecord>();
    if (!session || session.endedAt) throw ended();
    return session;
  }

  private async answer(person: Person, session: SessionRecord, refreshToken: string | undefined): Promise<Session> {
    const held = person.memberships.some((one) => one.role === session.role && one.organisationId === session.organisationId);
    if (!held) throw ended();
    const role = session.role as Role;
    const personId = person._id.toHexString();
    const { accessToken, accessExpiresAt } = await this.tokens.issue({
      personId,
      role,
      organisationId: session.organisationId,
      ...(await this.organisations.placeOf(session.organisationId)),
      sessionId: session._id.toHexString(),
    });
    const memberships = await Promise.all(
      person.memberships.map(async (one) => ({
        ...one,
        organisationName: await this.organisations.nameOf(one.organisationId),
        labelZh: ROLE_LABELS[one.role],
      })),
    );
    return {
      accessToken,
      accessExpiresAt: accessExpiresAt.toISOString(),
      refreshToken: refreshToken ?? '',
      personId,
      displayName: this.persons.displayName(person),
      role,
      organisationId: session.organisationId,
      memberships,
      needsPhone: !person.phoneIndex,
    };
  }

  private async phoneOf(code: string): Promise<string> {
    const result = await this.wechat.getPhoneNumber(code).catch(wechatDown);
    if (result.ok) return result.phone;
    if (result.reason === 'QUOTA') throw outsideDown('PHONE_QUOTA', '暂时不能使用微信手机号，请改用短信验证码登录');
    throw badInput('WECHAT_CODE_INVALID', '微信授权已过期，请再点一次');
  }

  private requireAgreement(agreed: boolean): void {
    const [refusal] = this.law.in(NATIONAL).decide('LOGIN', { login: { agreed } }).refusals;
    if (refusal)
      throw badInput(refusal.code, [refusal.messageZh, refusal.nextStepZh].filter(Boolean).join('，'), { ruleId: refusal.ruleId });
  }
}

const ended = () => notSignedIn('SESSION_ENDED', '登录已失效，请重新登录');
const wechatDown = (): never => {
  throw outsideDown('WECHAT_DOWN', '微信服务暂时连不上，请稍后再试，或改用短信验证码登录');
};
