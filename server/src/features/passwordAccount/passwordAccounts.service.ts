import { randomBytes } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import type { Session } from '@jzt/shared/contract/session';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { Types } from 'mongoose';
import { Sms } from '../../gateways/sms/port';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import type { FieldCipher } from '../../platform/crypto';
import { badInput, conflict, isDuplicateKey, outsideDown, Refusal } from '../../platform/errors';
import type { Device } from '../../platform/http/device';
import type { Caller } from '../../platform/http/tokens';
import { asRefusal, Law } from '../../platform/law';
import { Limits, type Limit } from '../../platform/limits';
import type { Settings } from '../../platform/settings';
import { Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { Sessions } from '../session/session.service';
import { SmsCodes } from '../session/smsCode.service';
import { Captchas } from './captchas.service';
import { PasswordAccountModel, type PasswordAccount } from './passwordAccount.model';
import { hashPassword, isPassword } from './passwordHash';
import { weaknessOf } from './passwordRules';

const GIVEN_HOURS = 24;
/** The password of the document (JX-02): nobody's, and no new one either. */
const PRINTED = '111111';
/** Read off a phone and typed in: no signs that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GIVEN_SIGNS = 10;
const GIVEN_FORM = new RegExp(`^[${SIGNS}]{${GIVEN_SIGNS}}$`);

const WRONG: Limit = {
  name: 'password-wrong',
  most: 5,
  per: 900,
  code: 'PASSWORD_LOCKED',
  words: (wait) => `密码错误次数过多，为了安全先锁住，请${wait}后再试，或点“忘记密码”`,
};
/** Wrong ones count where they are typed in: who guesses from elsewhere keeps nobody out, until it is many together. */
export const WRONG_ANYWHERE: Limit = { ...WRONG, name: 'password-wrong-anywhere', most: 50 };
/** A one-time password has tries of its own; none for all together, as there are too many of its form to be guessed within a day. */
const GIVEN_WRONG: Limit = { ...WRONG, name: 'password-given-wrong' };
const FROM_AN_ADDRESS: Limit = {
  name: 'password-address',
  most: 60,
  per: 900,
  code: 'PASSWORD_LOCKED',
  words: (wait) => `这个网络试错太多，请${wait}后再试`,
};
const GIVEN_A_DAY: Limit = {
  name: 'password-given',
  most: 5,
  per: 'DAY',
  code: 'PASSWORD_TOO_OFTEN',
  words: () => '今天取密码的次数已用完，请明天再试',
};

/** So that nobody's phone is flooded from many addresses. */
export const GIVEN_ANYWHERE: Limit = { ...GIVEN_A_DAY, name: 'password-given-anywhere', most: 30 };

export interface Registration {
  jurisdiction: Jurisdiction;
  name: string;
  creditCode: string;
  address: string;
  phone: string;
  code: string;
  ticket: string;
  agreed: boolean;
}

/** Where a request comes from. */
interface From {
  ip: string;
  device: Device;
}

/**
 * Accounts with a password. Nothing that is asked from outside tells whether an account exists: every answer is the same, takes as long and
 * is counted alike (JX-02, JX-03, JX-15, A-19).
 */
@Singleton()
export class PasswordAccounts {
  @Inject() private readonly sessions: Sessions;
  @Inject() private readonly codes: SmsCodes;
  @Inject() private readonly captchas: Captchas;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly law: Law;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly audit: Audit;

  /** What is compared with when there is no such account, so that the answer takes as long. */
  private readonly nobody = hashPassword(randomBytes(16).toString('hex'));

  /**
   * 企业注册. The phone is proved by its code; the password goes there. Throws AGREEMENT_REQUIRED, CREDIT_CODE_INVALID, SERVICE_NOT_OFFERED,
   * the code's refusals or SMS_DOWN.
   */
  async register({ code, ticket, agreed, ...form }: Registration): Promise<{ account: string; messageZh: string }> {
    this.sessions.requireAgreement(agreed);
    this.law.in(form.jurisdiction).require('REGISTER_ENTERPRISE', { account: { creditCode: form.creditCode } });
    await this.codes.use({ phone: form.phone, code, ticket });
    const account = form.creditCode;
    const there = await PasswordAccountModel.findOne({ account }).lean<PasswordAccount>();
    if (!there) await this.open(form);
    // Registered again from the same phone before it was ever used: the first message may have been lost.
    else if (!there.hash && this.phoneOf(there) === form.phone) await this.giveAnew(there);
    return {
      account,
      messageZh: `已提交。账号是纳税人识别号${account}，一次性密码会发到您刚验证的手机，${GIVEN_HOURS}小时内有效。没有收到的，说明这家企业已在平台登记，请用原来的账号登录、点“忘记密码”，或联系技术支持单位。`,
    };
  }

  /** Throws AGREEMENT_REQUIRED, CAPTCHA_WRONG, PASSWORD_WRONG or PASSWORD_LOCKED. */
  async signIn(
    input: { account: string; password: string; captcha: { id: string; answer: string }; agreed: boolean },
    { ip, device }: From,
  ): Promise<Session> {
    this.sessions.requireAgreement(input.agreed);
    await this.captchas.use(input.captcha);
    await this.limits.take(FROM_AN_ADDRESS, ip);
    const one = await PasswordAccountModel.findOne({ account: input.account }).lean<PasswordAccount>();
    const proved = await this.prove(one, input, ip);
    await this.limits.giveBack(FROM_AN_ADDRESS, ip);
    return this.enter(one!, device, proved === 'GIVEN');
  }

  /** Ends every other session of the account and begins a new one. Throws NO_PASSWORD_ACCOUNT, PASSWORD_WRONG, PASSWORD_LOCKED, PASSWORD_IS_INITIAL or PASSWORD_WEAK. */
  async change(caller: Caller, input: { password: string; newPassword: string }, { ip, device }: From): Promise<Session> {
    const id = await this.sessions.accountOf(caller);
    const one = id && (await PasswordAccountModel.findById(id).lean<PasswordAccount>());
    if (!one) throw conflict('NO_PASSWORD_ACCOUNT', '您是用手机号登录的，没有密码可改');
    const proved = await this.prove(one, { account: one.account, password: input.password }, ip);
    await this.refuseWeak(one, input, proved === 'GIVEN');
    const hash = await hashPassword(input.newPassword);
    // Of two changes at once the second finds that the old password is gone.
    const before = { _id: one._id, hash: one.hash ?? null, 'given.hash': one.given?.hash ?? null };
    const changed = await PasswordAccountModel.updateOne(before as never, { $set: { hash }, $unset: { given: 1 } });
    if (!changed.modifiedCount) throw wrong();
    await this.record(one, 'PASSWORD_CHANGED', caller.personId);
    await this.sessions.endOf(one._id.toHexString());
    await this.persons.tell(one.personId, 'account.passwordChanged');
    return this.enter(one, device, false);
  }

  /** A one-time password to the phone of the account; the chosen one works on, so that nobody is locked out by others. The answer is the same for an account that is not there. */
  async forgot(input: { account: string; captcha: { id: string; answer: string } }, ip: string): Promise<{ messageZh: string }> {
    await this.captchas.use(input.captcha);
    await this.limits.take(FROM_AN_ADDRESS, ip);
    await this.limits.take(GIVEN_A_DAY, `${input.account}|${ip}`);
    await this.limits.take(GIVEN_ANYWHERE, input.account);
    const one = await PasswordAccountModel.findOne({ account: input.account }).lean<PasswordAccount>();
    // Not waited for: how long it takes would tell that there is such an account.
    if (one) void this.giveAnew(one).catch(() => undefined);
    return { messageZh: '账号存在的话，一次性密码马上发到登记的手机，请用它登录后改密码。手机号换了的，请联系技术支持单位。' };
  }

  /** 「账号和密码由技术支持单位提供」: an account for a member of an authority, with a one-time password to their phone. Throws ACCOUNT_TAKEN. */
  async provide(of: {
    account: string;
    jurisdiction: Jurisdiction;
    personId: string;
    role: StaffRole;
    organisationId: string;
    phone: string;
  }): Promise<void> {
    if (!(await this.create(of))) throw conflict('ACCOUNT_TAKEN', '这个账号名已被使用，请换一个');
  }

  /** A new enterprise, or one that the owner of the phone acts for already; of any other nobody is told that it exists. */
  private async open({ jurisdiction, name, creditCode, address, phone }: Omit<Registration, 'code' | 'ticket' | 'agreed'>): Promise<void> {
    const organisationId = await this.organisations.claimEnterprise({ jurisdiction, name, creditCode, address, phone });
    if (!organisationId) return;
    const personId = new Types.ObjectId().toHexString();
    await this.create({ account: creditCode, jurisdiction, personId, role: 'ENTERPRISE_STAFF', organisationId, phone });
  }

  /** False when somebody has the account. */
  private async create(of: Parameters<PasswordAccounts['provide']>[0]): Promise<boolean> {
    const { phone, ...fields } = of;
    const _id = new Types.ObjectId();
    const password = newPassword();
    const made: PasswordAccount = {
      ...fields,
      _id,
      account: of.account.toUpperCase(),
      phoneSealed: this.cipher.seal(phone, _id.toHexString()),
      given: { hash: await hashPassword(password), until: this.inHours(GIVEN_HOURS) },
      createdAt: this.clock.now(),
    };
    try {
      await PasswordAccountModel.create(made);
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
    await this.record(made, 'PASSWORD_ACCOUNT_OPENED', of.personId);
    await this.ensureDesk(made);
    await this.send(made, password);
    return true;
  }

  /** An enterprise's own entry among the people comes after its account: of two at once one makes it, and who comes again finishes it. */
  private async ensureDesk({ role, organisationId, personId, hash }: PasswordAccount): Promise<void> {
    if (role !== 'ENTERPRISE_STAFF' || hash) return;
    const name = (await this.organisations.nameOf(organisationId))!;
    await this.persons.ensureDesk(name, { role, organisationId }, personId);
  }

  private async giveAnew(one: PasswordAccount): Promise<void> {
    await this.ensureDesk(one);
    const password = newPassword();
    const given = { hash: await hashPassword(password), until: this.inHours(GIVEN_HOURS) };
    await PasswordAccountModel.updateOne({ _id: one._id }, { $set: { given } });
    await this.record(one, 'PASSWORD_GIVEN_ANEW', one.personId);
    await this.send(one, password);
  }

  private async send(one: PasswordAccount, password: string): Promise<void> {
    const sent = await this.sms
      .send({
        phone: this.phoneOf(one),
        templateId: this.settings.sms.passwordTemplate,
        params: [one.account, password, String(GIVEN_HOURS)],
      })
      .catch(() => undefined);
    if (sent?.state !== 'SENT') throw outsideDown('SMS_DOWN', '短信暂时发不出去，请过几分钟再提交一次，一次性密码会重新发');
  }

  /**
   * Counted before it is tried, and given back when it was right. What is counted and tried hangs on what was typed in alone, and is the same for an
   * account that is not there. Throws PASSWORD_WRONG or PASSWORD_LOCKED.
   */
  private async prove(
    one: PasswordAccount | null,
    { account, password }: { account: string; password: string },
    ip: string,
  ): Promise<'CHOSEN' | 'GIVEN'> {
    const here = `${account}|${ip}`;
    const locked = await this.takeAll([WRONG, here], [WRONG_ANYWHERE, account]);
    const mayBeGiven = GIVEN_FORM.test(password) && !(await this.takeAll([GIVEN_WRONG, here]));
    const chosen = !locked && (await isPassword(password, one?.hash ?? (await this.nobody)));
    const given = mayBeGiven && (await isPassword(password, one?.given?.hash ?? (await this.nobody)));
    const live = given && one?.given && one.given.until > this.clock.now();
    if (!chosen && !live) throw locked ?? wrong();
    if (mayBeGiven) await this.limits.giveBack(GIVEN_WRONG, here);
    if (!locked) await Promise.all([this.limits.giveBack(WRONG, here), this.limits.giveBack(WRONG_ANYWHERE, account)]);
    return chosen ? 'CHOSEN' : 'GIVEN';
  }

  /** The refusal of the first one that is used up; those after it are not counted. */
  private async takeAll(...limits: [Limit, string][]): Promise<Refusal | undefined> {
    try {
      for (const [limit, key] of limits) await this.limits.take(limit, key);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  private async refuseWeak(
    one: PasswordAccount,
    { password, newPassword: chosen }: { password: string; newPassword: string },
    mustChange: boolean,
  ): Promise<void> {
    const isInitial = chosen === PRINTED || (mustChange && chosen === password);
    const decision = this.law.in(one.jurisdiction).decide('CHANGE_PASSWORD', {
      password: { mustChange, newIsInitial: isInitial },
    });
    if (decision.refusals.length) throw asRefusal(decision);
    const weak =
      chosen === password
        ? '新密码和原来的一样，请换一个'
        : weaknessOf(chosen, [one.account, (await this.organisations.nameOf(one.organisationId)) ?? '']);
    if (weak) throw new Refusal(422, 'PASSWORD_WEAK', weak, { fields: { newPassword: weak } });
  }

  private enter(one: PasswordAccount, device: Device, mustChangePassword: boolean): Promise<Session> {
    return this.sessions.openFor(one.personId, device, {
      membership: { role: one.role, organisationId: one.organisationId },
      accountId: one._id.toHexString(),
      accountIn: one.jurisdiction,
      mustChangePassword,
    });
  }

  private phoneOf(one: PasswordAccount): string {
    return this.cipher.open(one.phoneSealed, one._id.toHexString());
  }

  private inHours(hours: number): Date {
    return new Date(this.clock.now().getTime() + hours * 3_600_000);
  }

  private async record({ _id, role }: PasswordAccount, action: string, actorId: string): Promise<void> {
    const record = {
      action,
      subjectKind: 'PasswordAccount',
      subjectId: _id.toHexString(),
      outcome: 'DONE',
      actorRole: role,
      actorId,
      ruleIds: ['JX-02'],
    };
    await this.audit.append(record, new Types.ObjectId().toHexString());
  }
}

const wrong = () => badInput('PASSWORD_WRONG', '账号或密码不正确，或一次性密码已过期', { ruleId: 'JX-15' });

const newPassword = (): string => {
  const bytes = randomBytes(GIVEN_SIGNS * 2);
  return Array.from({ length: GIVEN_SIGNS }, (_, at) => SIGNS[bytes.readUInt16BE(at * 2) % SIGNS.length]).join('');
};
