import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { SECOND_FACTOR_ROLES } from '../domain/roles';
import { Done, Id, IdParams, Instant, text } from './common';
import { route } from './route';
import { Session } from './session';

/** Six digits of the authenticator, or one of the recovery codes. */
export const FactorCode = z
  .string()
  .check(z.trim(), z.toUpperCase(), z.regex(/^(\d{6}|[0-9A-Z]{5}-[0-9A-Z]{5})$/, '请填写验证器上的6位数字，或一个恢复码'));
const Totp = z.string().check(z.trim(), z.regex(/^\d{6}$/, '请填写验证器上的6位数字'));
/** Shown this once, never again. */
const RecoveryCodes = z.array(z.string());

export const FactorReset = z.object({
  /** Of the person who asks. */
  id: Id,
  name: z.string(),
  roleZh: z.string(),
  askedAt: Instant,
  /** What they wrote, so that a colleague knows whom to call. */
  note: z.string(),
});
export type FactorReset = z.output<typeof FactorReset>;

const access = SECOND_FACTOR_ROLES;
const refusals = ['FACTOR_CODE_WRONG', 'FACTOR_CODE_USED', 'FACTOR_LOCKED'] as const;

/** 验证器: the second factor of officers (TOTP, RFC 6238: SHA-1, six digits, thirty seconds), its recovery codes, and what to do when it is lost. */
export const secondFactorRoutes = {
  state: route({
    id: 'secondFactor.state',
    method: 'GET',
    path: '/api/second-factor',
    access,
    summary: '我的验证器：绑没绑定、还剩几个恢复码',
    withoutSecondFactor: true,
    response: z.object({
      enrolled: z.boolean(),
      /** What the authenticator shows beside the code: 李*（138****0041）. */
      account: z.string(),
      enrolledAt: z.optional(Instant),
      recoveryCodesLeft: z.int(),
      /** This sign-in has shown it. */
      proved: z.boolean(),
      /** A colleague is asked to reset it. */
      resetAskedAt: z.optional(Instant),
    }),
  }),
  begin: route({
    id: 'secondFactor.begin',
    method: 'POST',
    path: '/api/second-factor/enrolment',
    access,
    summary: '开始绑定验证器：二维码内容和可手工输入的密钥，15分钟内有效；换绑要先输入现在的动态码',
    withoutSecondFactor: true,
    /** `uri`: otpauth, drawn as a QR; `secret`: base32, to be typed in. */
    response: z.object({ uri: z.string(), secret: z.string(), account: z.string(), expiresAt: Instant }),
    errors: ['STEP_UP_REQUIRED'],
  }),
  confirm: route({
    id: 'secondFactor.confirm',
    method: 'POST',
    path: '/api/second-factor/enrolment/confirm',
    access,
    summary: '用第一个动态码确认绑定，得到恢复码（只显示这一次）',
    withoutSecondFactor: true,
    body: z.object({ code: Totp }),
    response: z.object({ session: Session, recoveryCodes: RecoveryCodes }),
    errors: ['ENROLMENT_EXPIRED', ...refusals],
  }),
  prove: route({
    id: 'secondFactor.prove',
    method: 'POST',
    path: '/api/second-factor/proof',
    access,
    summary: '输入动态码或恢复码：登录12小时内有效，签发、吊销等不可撤回的操作10分钟内有效',
    withoutSecondFactor: true,
    body: z.object({ code: FactorCode }),
    response: Session,
    errors: ['SECOND_FACTOR_NOT_ENROLLED', ...refusals],
  }),
  renewRecoveryCodes: route({
    id: 'secondFactor.renewRecoveryCodes',
    method: 'POST',
    path: '/api/second-factor/recovery-codes',
    access,
    summary: '换一批恢复码，原来的作废',
    stepUp: true,
    response: z.object({ recoveryCodes: RecoveryCodes }),
    errors: ['SECOND_FACTOR_NOT_ENROLLED'],
  }),
  askReset: route({
    id: 'secondFactor.askReset',
    method: 'POST',
    path: '/api/second-factor/lost',
    access,
    summary: '验证器和恢复码都丢了：请同一主管部门的另一位工作人员重置',
    withoutSecondFactor: true,
    body: z.object({ note: text(2, 60, '请写明怎样联系您，方便同事核实') }),
    response: Done,
    errors: ['SECOND_FACTOR_NOT_ENROLLED'],
  }),
  listResets: route({
    id: 'secondFactor.listResets',
    method: 'GET',
    path: '/api/authority/factor-resets',
    access: ACTS.RESET_SECOND_FACTOR,
    summary: '请求重置验证器的同事',
    response: z.object({ items: z.array(FactorReset) }),
  }),
  decideReset: route({
    id: 'secondFactor.decideReset',
    method: 'POST',
    path: '/api/authority/factor-resets/:id',
    access: ACTS.RESET_SECOND_FACTOR,
    summary: '当面或电话核实后重置同事的验证器，或拒绝；本人不能重置自己的（两人，留痕）',
    stepUp: true,
    params: IdParams,
    /** `askedAt`: of the request that was seen. */
    body: z.object({ decision: z.enum(['RESET', 'REFUSE']), askedAt: Instant, reason: text(2, 100, '请写明怎样核实的') }),
    response: z.object({ items: z.array(FactorReset) }),
    errors: ['VERSION_CONFLICT'],
  }),
};
