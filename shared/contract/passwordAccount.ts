import * as z from 'zod/mini';
import { Id, JurisdictionCode, Phone, SmsCode, SmsTicket, text } from './common';
import { route } from './route';
import { Session } from './session';

/** 纳税人识别号 of an enterprise, or the name that an officer's account was given with. */
export const AccountName = z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[0-9A-Z_-]{4,30}$/, '请填写账号'));
/** Any characters, none cut off (a password of the house has at least 8; an older or wrong one may be shorter). */
const Password = z.string().check(z.minLength(1, '请填写密码'), z.maxLength(128, '密码最多128位'));
/** What the person read in the picture, or the answer to the question. */
const Solved = z.object({ id: Id, answer: text(1, 12, '请填写图形验证码') });

/** Accounts with a password: of enterprises, which register themselves, and of officers, who are given one (JX-02, JX-03, JX-15). */
export const passwordAccountRoutes = {
  captcha: route({
    id: 'passwordAccount.captcha',
    method: 'POST',
    path: '/api/password-accounts/captchas',
    access: 'PUBLIC',
    summary: '取图形验证码；看不清图的可以换成一道文字题（JX-15）',
    body: z.object({ form: z.enum(['PICTURE', 'QUESTION']) }),
    /** `picture` is a PNG as a data URI, `question` a sentence. Used once, within `expiresInSeconds`. */
    response: z.object({ id: Id, picture: z.optional(z.string()), question: z.optional(z.string()), expiresInSeconds: z.int() }),
    errors: ['CAPTCHA_TOO_OFTEN'],
  }),
  register: route({
    id: 'passwordAccount.register',
    method: 'POST',
    path: '/api/password-accounts',
    access: 'PUBLIC',
    summary: '企业注册：账号是纳税人识别号，一次性密码发到经办人手机（JX-02、A-19）',
    body: z.object({
      jurisdiction: JurisdictionCode,
      name: text(4, 60, '请填写企业名称，与营业执照一致'),
      creditCode: z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[0-9A-Z]{18}$/, '纳税人识别号是18位数字和大写字母')),
      address: text(4, 80, '请填写企业地址'),
      phone: Phone,
      code: SmsCode,
      ticket: SmsTicket,
      agreed: z.boolean(),
    }),
    /** Word for word the same whether the account is new or was there before. */
    response: z.object({ account: z.string(), messageZh: z.string() }),
    errors: ['AGREEMENT_REQUIRED', 'CREDIT_CODE_INVALID', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'SMS_CODE_LOCKED', 'SMS_DOWN'],
  }),
  signIn: route({
    id: 'passwordAccount.signIn',
    method: 'POST',
    path: '/api/session/password',
    access: 'PUBLIC',
    summary: '账号、密码和图形验证码登录（JX-15）',
    body: z.object({ account: AccountName, password: Password, captcha: Solved, agreed: z.boolean() }),
    response: Session,
    errors: ['AGREEMENT_REQUIRED', 'CAPTCHA_WRONG', 'PASSWORD_WRONG', 'PASSWORD_LOCKED'],
  }),
  change: route({
    id: 'passwordAccount.change',
    method: 'POST',
    path: '/api/password-accounts/password',
    access: 'SIGNED_IN',
    summary: '修改密码；初始密码改好以前，其他业务都不能办（JX-03）',
    withInitialPassword: true,
    withoutSecondFactor: true,
    body: z.object({ password: Password, newPassword: Password }),
    response: Session,
    errors: ['NO_PASSWORD_ACCOUNT', 'PASSWORD_WRONG', 'PASSWORD_LOCKED', 'PASSWORD_IS_INITIAL', 'PASSWORD_WEAK'],
  }),
  forgot: route({
    id: 'passwordAccount.forgot',
    method: 'POST',
    path: '/api/password-accounts/forgotten',
    access: 'PUBLIC',
    summary: '忘记密码：新的一次性密码发到账号登记的手机',
    body: z.object({ account: AccountName, captcha: Solved }),
    response: z.object({ messageZh: z.string() }),
    errors: ['CAPTCHA_WRONG', 'PASSWORD_TOO_OFTEN'],
  }),
};
