import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { Sms } from '../../gateways/sms/port';
import type { Clock } from '../../platform/clock';
import { randomToken, sha256, type FieldCipher } from '../../platform/crypto';
import { badInput, outsideDown, tooOften } from '../../platform/errors';
import { Limits, type Limit } from '../../platform/limits';
import type { Settings } from '../../platform/settings';
import { SmsCodeModel, type SmsCodeRecord } from './smsCode.model';

const EXPIRES_SECONDS = 300;
const ATTEMPTS = 5;
const AGAIN_SECONDS = 60;
/** From the fourth code of a day on the wait doubles, to a quarter of an hour. */
const WAITS_ALIKE = 3;
const LONGEST_WAIT_SECONDS = 900;
/** Waits and quotas are those of a phone at one address: who asks in another's name from elsewhere keeps nobody out. */
const AGAIN: Limit = {
  name: 'sms-again',
  most: 1,
  per: AGAIN_SECONDS,
  code: 'SMS_TOO_OFTEN',
  words: (wait) => `验证码已发送，请${wait}后再试`,
};
const OF_A_DAY: Limit = {
  name: 'sms-phone-here',
  most: 10,
  per: 'DAY',
  code: 'SMS_TOO_OFTEN',
  words: () => '今天获取验证码次数已用完，请明天再试，或使用微信登录',
};
/** So that nobody's phone is flooded from many addresses. */
const OF_A_PHONE: Limit = { ...OF_A_DAY, name: 'sms-phone', most: 30 };
/** A whole building site may stand behind one address. */
const FROM_AN_ADDRESS: Limit = {
  name: 'sms-address',
  most: 300,
  per: 3600,
  code: 'SMS_TOO_OFTEN',
  words: (wait) => `这个网络获取验证码太频繁，请${wait}后再试，或使用微信登录`,
};

interface Sent {
  /** Only with it the code is of use: wrong guesses of somebody without it are not counted against who asked. */
  ticket: string;
  retryAfterSeconds: number;
  expiresInSeconds: number;
}

/** Sign-in codes: six digits, five minutes, five tries, one a minute and ten a day for a phone at one address (CQ-32). */
@Singleton()
export class SmsCodes {
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly limits: Limits;

  /** Sends a new code; one that was sent before holds until it expires, with its own ticket. Throws SMS_TOO_OFTEN or SMS_DOWN. */
  async send(phone: string, ip: string): Promise<Sent> {
    const here = `${phone}|${ip}`;
    const counted: [Limit, string][] = [];
    const take = async (limit: Limit, key: string) => {
      const left = await this.limits.take(limit, key);
      counted.push([limit, key]);
      return left;
    };
    await this.limits.take(FROM_AN_ADDRESS, ip);
    // Of many at once one comes past this.
    await take(AGAIN, here);
    const sentToday = OF_A_DAY.most - (await take(OF_A_DAY, here));
    await take(OF_A_PHONE, phone);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const sent = await this.sms
      .send({ phone, templateId: this.settings.sms.codeTemplate, params: [code, String(EXPIRES_SECONDS / 60)] })
      .catch(() => undefined);
    if (!sent) {
      for (const [limit, key] of counted) await this.limits.giveBack(limit, key);
      throw outsideDown('SMS_DOWN', '短信服务暂时不可用，请稍后再试，或使用微信登录');
    }
    if (sent.state === 'RATE_LIMITED') throw tooOften('SMS_TOO_OFTEN', sent.messageZh, AGAIN_SECONDS);
    if (sent.state !== 'SENT') throw badInput('SMS_NOT_SENT', sent.messageZh);
    const ticket = await this.keep(phone, code);
    const retryAfterSeconds = Math.min(AGAIN_SECONDS * 2 ** Math.max(0, sentToday - WAITS_ALIKE), LONGEST_WAIT_SECONDS);
    if (retryAfterSeconds > AGAIN_SECONDS) await this.limits.hold(AGAIN, here, retryAfterSeconds);
    return { ticket, retryAfterSeconds, expiresInSeconds: EXPIRES_SECONDS };
  }

  /** Uses the code up. Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED or SMS_CODE_LOCKED. */
  async use({ phone, code, ticket }: { phone: string; code: string; ticket: string }): Promise<void> {
    const found = { _id: sha256(ticket), phoneIndex: this.phoneIndex(phone) };
    const counted = await SmsCodeModel.findOneAndUpdate(
      found,
      { $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    ).lean<SmsCodeRecord>();
    if (!counted || counted.expiresAt <= this.clock.now() || !counted.codeHash)
      throw badInput('SMS_CODE_EXPIRED', '验证码已失效，请重新获取', { ruleId: 'CQ-32' });
    if (counted.attempts > ATTEMPTS) throw tooOften('SMS_CODE_LOCKED', '验证码输错次数过多，请重新获取', AGAIN_SECONDS);
    if (counted.codeHash !== this.hash(found.phoneIndex, code))
      throw badInput('SMS_CODE_WRONG', `验证码不正确，还可以试${Math.max(0, ATTEMPTS - counted.attempts)}次`, { ruleId: 'CQ-32' });
    const used = await SmsCodeModel.updateOne({ ...found, codeHash: counted.codeHash }, { $set: { codeHash: '' } });
    if (used.modifiedCount === 0) throw badInput('SMS_CODE_EXPIRED', '验证码已失效，请重新获取', { ruleId: 'CQ-32' });
  }

  /** Stored once it is on its way: what is not sent takes no earlier code's place. */
  private async keep(phone: string, code: string): Promise<string> {
    const ticket = randomToken();
    const phoneIndex = this.phoneIndex(phone);
    await SmsCodeModel.create({
      _id: sha256(ticket),
      phoneIndex,
      codeHash: this.hash(phoneIndex, code),
      attempts: 0,
      expiresAt: new Date(this.clock.now().getTime() + EXPIRES_SECONDS * 1000),
    });
    return ticket;
  }

  private phoneIndex(phone: string): string {
    return this.cipher.blindIndex(phone, 'phone');
  }

  /** Forgets a phone, named by its blind index. */
  async forget(phoneIndex: string): Promise<void> {
    await SmsCodeModel.deleteMany({ phoneIndex });
  }

  private hash(phoneIndex: string, code: string): string {
    return sha256(`${phoneIndex}:${code}:${this.settings.secrets.blindIndexKey}`);
  }
}
