import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { toLocalDate } from '@jzt/shared/domain/calendar';
import { Sms } from '../../gateways/sms/port';
import type { Clock } from '../../platform/clock';
import { sha256, type FieldCipher } from '../../platform/crypto';
import { badInput, isDuplicateKey, outsideDown, tooOften } from '../../platform/errors';
import type { Settings } from '../../platform/settings';
import { SmsCodeModel, type SmsCodeRecord } from './session.model';

const EXPIRES_SECONDS = 300;
const AGAIN_SECONDS = 60;
const PER_DAY = 10;
const ATTEMPTS = 5;

/** Sign-in codes: six digits, five minutes, five tries, one a minute and ten a day for a phone (CQ-32). */
@Singleton()
export class SmsCodes {
  @Inject() private readonly sms: Sms;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;
  @Inject() private readonly settings: Settings;

  /** Sends a new code; the earlier one stops working. Throws SMS_TOO_OFTEN or SMS_DOWN. */
  async send(phone: string): Promise<{ retryAfterSeconds: number; expiresInSeconds: number }> {
    const now = this.clock.now();
    const _id = this.cipher.blindIndex(phone, 'phone');
    const day = toLocalDate(now);
    const earlier = await SmsCodeModel.findById(_id).lean<SmsCodeRecord>();
    const since = earlier ? (now.getTime() - earlier.sentAt.getTime()) / 1000 : Infinity;
    if (since < AGAIN_SECONDS)
      throw tooOften('SMS_TOO_OFTEN', `验证码已发送，请${Math.ceil(AGAIN_SECONDS - since)}秒后再试`, Math.ceil(AGAIN_SECONDS - since));
    const sentToday = earlier?.day === day ? earlier.sentToday + 1 : 1;
    if (sentToday > PER_DAY) throw tooOften('SMS_TOO_OFTEN', '今天获取验证码次数已用完，请明天再试，或使用微信登录', 3600);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const record = {
      codeHash: this.hash(_id, code),
      sentAt: now,
      sentToday,
      day,
      attempts: 0,
      expiresAt: new Date(now.getTime() + EXPIRES_SECONDS * 1000),
    };
    try {
      if (earlier) await SmsCodeModel.updateOne({ _id, sentAt: earlier.sentAt }, { $set: record });
      else await SmsCodeModel.create({ _id, ...record });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw tooOften('SMS_TOO_OFTEN', '验证码已发送，请60秒后再试', AGAIN_SECONDS);
    }
    const sent = await this.sms
      .send({ phone, templateId: this.settings.sms.codeTemplate, params: [code, String(EXPIRES_SECONDS / 60)] })
      .catch(() => undefined);
    if (!sent) {
      await SmsCodeModel.deleteOne({ _id });
      throw outsideDown('SMS_DOWN', '短信服务暂时不可用，请稍后再试，或使用微信登录');
    }
    if (sent.state === 'RATE_LIMITED') throw tooOften('SMS_TOO_OFTEN', sent.messageZh, AGAIN_SECONDS);
    if (sent.state !== 'SENT') throw badInput('SMS_NOT_SENT', sent.messageZh);
    return { retryAfterSeconds: AGAIN_SECONDS, expiresInSeconds: EXPIRES_SECONDS };
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
