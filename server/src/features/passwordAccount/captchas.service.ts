import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import sharp from 'sharp';
import svgCaptcha from 'svg-captcha';
import type { Clock } from '../../platform/clock';
import { sha256 } from '../../platform/crypto';
import { badInput } from '../../platform/errors';
import { Limits, type Limit } from '../../platform/limits';
import type { Settings } from '../../platform/settings';
import { CaptchaModel, type CaptchaRecord } from './captcha.model';

const EXPIRES_SECONDS = 300;
const SIZE = { width: 160, height: 56 };
/** One may be another. */
const ALIKE = '0oO1iIlL9gq5sS2zZ8BuUvVcCkKpPwWxXyY';
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FROM_AN_ADDRESS: Limit = {
  name: 'captcha-address',
  most: 120,
  per: 600,
  code: 'CAPTCHA_TOO_OFTEN',
  words: (wait) => `换验证码太频繁，请${wait}后再试`,
};

/** A machine reads it as well as a person does. */
const QUESTIONS: Limit = {
  name: 'captcha-question',
  most: 10,
  per: 900,
  code: 'CAPTCHA_TOO_OFTEN',
  words: (wait) => `文字题换得太频繁，请${wait}后再试，或换回图片`,
};

/** 图形验证码 (JX-15): used once, within five minutes; who cannot see a picture answers a question in words. */
@Singleton()
export class Captchas {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly limits: Limits;
  @Inject() private readonly settings: Settings;

  /** Throws CAPTCHA_TOO_OFTEN. */
  async draw(form: 'PICTURE' | 'QUESTION', ip: string) {
    await this.limits.take(FROM_AN_ADDRESS, ip);
    if (form === 'QUESTION') await this.limits.take(QUESTIONS, ip);
    const _id = new Types.ObjectId();
    const { answer, shown } = form === 'PICTURE' ? await picture() : question();
    const expiresAt = new Date(this.clock.now().getTime() + EXPIRES_SECONDS * 1000);
    await CaptchaModel.create({ _id, answerHash: this.hash(_id, answer), expiresAt });
    return { id: _id.toHexString(), ...shown, expiresInSeconds: EXPIRES_SECONDS };
  }

  /** Uses it up, right or wrong. Throws CAPTCHA_WRONG. */
  async use({ id, answer }: { id: string; answer: string }): Promise<void> {
    const found = await CaptchaModel.findOneAndDelete({ _id: id }).lean<CaptchaRecord>();
    if (!found || found.expiresAt <= this.clock.now() || found.answerHash !== this.hash(found._id, answer))
      throw badInput('CAPTCHA_WRONG', '验证码不对或已过期，请看新的一张再填', {
        ruleId: 'JX-15',
        fields: { captcha: '验证码不对或已过期，请看新的一张再填' },
      });
  }

  private hash(id: Types.ObjectId, answer: string): string {
    return sha256(`${id.toHexString()}:${answer.trim().toLowerCase()}:${this.settings.secrets.blindIndexKey}`);
  }
}

async function picture() {
  const { text, data } = svgCaptcha.create({ size: 4, noise: 3, color: true, background: '#f3f5f4', ignoreChars: ALIKE, ...SIZE });
  const png = await sharp(Buffer.from(data)).png({ palette: true }).toBuffer();
  return { answer: text, shown: { picture: `data:image/png;base64,${png.toString('base64')}` } };
}

function question() {
  const [a, b] = [randomInt(11, 90), randomInt(1, 10)];
  const tens = Math.floor(a / 10);
  const words = `${tens > 1 ? DIGITS[tens] : ''}十${a % 10 ? DIGITS[a % 10] : ''}`;
  return { answer: String(a + b), shown: { question: `请用数字回答：${words}加${DIGITS[b]}等于几？` } };
}
