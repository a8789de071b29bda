import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { Sms } from '../../gateways/sms/port';
import type { Clock } from '../../platform/clock';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { badInput, isDuplicateKey, outsideDown, tooOften } from '../../platform/errors';
import { Limits, type Limit } from '../../platform/limits';
import type { Settings } from '../../platform/settings';
import { SmsCodeModel, type SmsCodeRecord } from './smsCode.model';

const EXPIRES_SECONDS = 300;
const AGAIN_SECONDS = 60;
const ATTEMPTS = 5;
const OF_A_PHONE: Limit = {
  name: 'sms-phone',
  most: 10,
  per: 'DAY',
  code: 'SMS_TOO_OFTEN',
  words: () => '今天获取验证码次数已用完，请明天再试，或使用微信登录',
};
/** A whole building site may stand behind one address. */
const FROM_AN_ADDRESS: Limit = {
  name: 'sms-address',
  most: 300,
  per: 3600,
  code: 'SMS_TOO_OFTEN',
  words: (wait) => `这个网络获取验证码太频繁，请${wait}后再试，或使用微信登录`,
};

/** Sign-in codes: six digits, five minutes, five tries, one a minute and ten a day for a phone (CQ-32). */
@Singleton()
export class SmsCodes {
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;
  @Inject() private readonly limits: Limits;

  /** Sends a new code; the earlier one stops working. Throws SMS_TOO_OFTEN or SMS_DOWN. */
  async send(phone: string, ip: string): Promise<{ retryAfterSeconds: number; expiresInSeconds: number }> {
    const now = this.clock.now();
    const _id = this.cipher.blindIndex(phone, 'phone');
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.limits.take(FROM_AN_ADDRESS, ip);
    await this.claim(_id, {
      codeHash: this.hash(_id, code),
      sentAt: now,
      attempts: 0,
      expiresAt: new Date(now.getTime() + EXPIRES_SECONDS * 1000),
    });
    await this.limits.take(OF_A_PHONE, phone);
    const sent = await this.sms
      .send({ phone, templateId: this.settings.sms.codeTemplate, params: [code, String(EXPIRES_SECONDS / 60)] })
      .catch(() => undefined);
    if (!sent) {
      await this.limits.giveBack(OF_A_PHONE, phone);
      await SmsCodeModel.deleteOne({ _id });
      throw outsideDown('SMS_DOWN', '短信服务暂时不可用，请稍后再试，或使用微信登录');
    }
    if (sent.state === 'RATE_LIMITED') throw tooOften('SMS_TOO_OFTEN', sent.messageZh, AGAIN_SECONDS);
    if (sent.state !== 'SENT') throw badInput('SMS_NOT_SENT', sent.messageZh);
    return { retryAfterSeconds: AGAIN_SECONDS, expiresInSeconds: EXPIRES_SECONDS };
  }

  /** Puts the new code in the place of the old one. Of many at once one is sent, and its code is the one that is kept. */
  private async claim(_id: string, record: Omit<SmsCodeRecord, '_id'>): Promise<void> {
    const rested = new Date(record.sentAt.getTime() - AGAIN_SECONDS * 1000);
    if ((await SmsCodeModel.updateOne({ _id, sentAt: trusted({ $lte: rested }) }, { $set: record })).matchedCount > 0) return;
    const earlier = await SmsCodeModel.findById(_id).lean<SmsCodeRecord>();
    if (!earlier) {
      try {
        await SmsCodeModel.create({ _id, ...record });
        return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    const since = record.sentAt.getTime() - (earlier?.sentAt ?? record.sentAt).getTime();
    const seconds = Math.max(1, Math.ceil(AGAIN_SECONDS - since / 1000));
    throw tooOften('SMS_TOO_OFTEN', `验证码已发送，请${seconds}秒后再试`, seconds);
  }

  /** Uses the code up. Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED or SMS_CODE_LOCKED. */
  async use(phone: string, code: string): Promise<void> {
    const _id = this.cipher.blindIndex(phone, 'phone');
    const now = this.clock.now();
    const counted = await SmsCodeModel.findOneAndUpdate(
      { _id },
      { $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    ).lean<SmsCodeRecord>();
    if (!counted || counted.expiresAt <= now || !counted.codeHash)
      throw badInput('SMS_CODE_EXPIRED', '验证码已失效，请重新获取', { ruleId: 'CQ-32' });
    if (counted.attempts > ATTEMPTS) throw tooOften('SMS_CODE_LOCKED', '验证码输错次数过多，请重新获取', AGAIN_SECONDS);
    if (counted.codeHash !== this.hash(_id, code))
      throw badInput('SMS_CODE_WRONG', `验证码不正确，还可以试${Math.max(0, ATTEMPTS - counted.attempts)}次`, { ruleId: 'CQ-32' });
    const used = await SmsCodeModel.updateOne({ _id, codeHash: counted.codeHash }, { $set: { codeHash: '' } });
    if (used.modifiedCount === 0) throw badInput('SMS_CODE_EXPIRED', '验证码已失效，请重新获取', { ruleId: 'CQ-32' });
  }

  /** Forgets a phone, named by its blind index. */
  async forget(phoneIndex: string): Promise<void> {
    await SmsCodeModel.deleteOne({ _id: phoneIndex });
  }

  private hash(phoneIndex: string, code: string): string {
    return sha256(`${phoneIndex}:${code}:${this.settings.secrets.blindIndexKey}`);
  }
}
