import * as z from 'zod/mini';
import { Done, Id, Instant, Phone, RoleName, SmsCode, SmsTicket } from './common';
import { route } from './route';

export const Membership = z.object({
  role: RoleName,
  organisationId: z.optional(Id),
  organisationName: z.optional(z.string()),
  labelZh: z.string(),
  /** The law of the organisation's province is to be tried out; of an enterprise, of any that it is registered in. */
  demoRules: z.optional(z.boolean()),
});
export type Membership = z.output<typeof Membership>;

/** Tokens and who they speak for. The access token lives minutes, the refresh token is used once. */
export const Session = z.object({
  accessToken: z.string(),
  accessExpiresAt: Instant,
  refreshToken: z.string(),
  personId: Id,
  /** Masked name when the real-name check has read one. */
  displayName: z.string(),
  role: RoleName,
  organisationId: z.optional(Id),
  memberships: z.array(Membership),
  /** Signed in with a password that was given and not chosen: nothing is open but its change (JX-03). */
  mustChangePassword: z.optional(z.boolean()),
  /** The role demands a second factor that this sign-in has not shown yet: nothing is open but `secondFactor` (and signing out). */
  needsSecondFactor: z.optional(z.boolean()),
  /** No phone is bound yet: ask for it with getPhoneNumber before the first form. */
  needsPhone: z.boolean(),
});
export type Session = z.output<typeof Session>;

/** A place where the person is signed in. */
export const SignedInDevice = z.object({
  id: Id,
  labelZh: z.string(),
  signedInAt: Instant,
  /** To a quarter of an hour. */
  lastUsedAt: Instant,
  /** The one that asks. */
  current: z.boolean(),
});
export type SignedInDevice = z.output<typeof SignedInDevice>;
const Devices = z.object({ items: z.array(SignedInDevice) });

const agreed = z.boolean();

export const sessionRoutes = {
  sendSmsCode: route({
    id: 'session.sendSmsCode',
    method: 'POST',
    path: '/api/session/sms-codes',
    access: 'PUBLIC',
    summary: '发送登录验证码（CQ-32）',
    body: z.object({ phone: Phone }),
    /** Who signs in sends the ticket back: the code is of use with it alone. */
    response: z.object({ ticket: z.string(), retryAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['SMS_TOO_OFTEN', 'SMS_DOWN'],
  }),
  signInBySms: route({
    id: 'session.signInBySms',
    method: 'POST',
    path: '/api/session/sms',
    access: 'PUBLIC',
    summary: '手机号验证码登录，首次登录自动注册（CQ-28、CQ-32）',
    body: z.object({ phone: Phone, code: SmsCode, ticket: SmsTicket, agreed }),
    response: Session,
    errors: ['AGREEMENT_REQUIRED', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'SMS_CODE_LOCKED'],
  }),
  signInByWechat: route({
    id: 'session.signInByWechat',
    method: 'POST',
    path: '/api/session/wechat',
    access: 'PUBLIC',
    summary: '微信登录，可同时绑定手机号（一键登录）（CQ-28、CQ-32）',
    body: z.object({
      code: z.string().check(z.minLength(1), z.maxLength(128)),
      phoneCode: z.optional(z.string().check(z.maxLength(128))),
      agreed,
    }),
    response: Session,
    errors: ['AGREEMENT_REQUIRED', 'WECHAT_CODE_INVALID', 'WECHAT_DOWN', 'PHONE_QUOTA'],
  }),
  refresh: route({
    id: 'session.refresh',
    method: 'POST',
    path: '/api/session/refresh',
    access: 'PUBLIC',
    summary: '换取新的访问令牌（刷新令牌一次有效）',
    body: z.object({ refreshToken: z.string().check(z.maxLength(200)) }),
    response: Session,
    errors: ['SESSION_ENDED'],
  }),
  switchRole: route({
    id: 'session.switchRole',
    method: 'POST',
    path: '/api/session/role',
    access: 'SIGNED_IN',
    summary: '切换身份（同一人可有多个角色）',
    withoutSecondFactor: true,
    body: z.object({ role: RoleName, organisationId: z.optional(Id) }),
    response: Session,
    errors: ['ROLE_NOT_HELD'],
  }),
  signOut: route({
    id: 'session.signOut',
    method: 'DELETE',
    path: '/api/session',
    access: 'SIGNED_IN',
    summary: '退出登录',
    withInitialPassword: true,
    withoutSecondFactor: true,
    response: Done,
  }),
  listDevices: route({
    id: 'session.listDevices',
    method: 'GET',
    path: '/api/session/devices',
    access: 'SIGNED_IN',
    summary: '我登录着的设备',
    response: Devices,
  }),
  signOutDevices: route({
    id: 'session.signOutDevices',
    method: 'POST',
    path: '/api/session/devices/sign-out',
    access: 'SIGNED_IN',
    summary: '让我的一台设备退出登录；不写哪一台，就是除本机外的全部（20秒内失效）',
    body: z.object({ id: z.optional(Id) }),
    response: Devices,
  }),
  bindPhone: route({
    id: 'session.bindPhone',
    method: 'POST',
    path: '/api/session/phone',
    access: 'SIGNED_IN',
    summary: '用微信手机号绑定账号',
    body: z.object({ phoneCode: z.string().check(z.minLength(1), z.maxLength(128)) }),
    response: Session,
    errors: ['WECHAT_CODE_INVALID', 'WECHAT_DOWN', 'PHONE_TAKEN'],
  }),
};
