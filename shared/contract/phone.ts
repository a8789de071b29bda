import * as z from 'zod/mini';
import { Instant, Phone, SmsCode, SmsTicket } from './common';
import { route } from './route';
import { Session } from './session';

/** 更换手机号: first that it is the account's owner, by the phone until now or by face; then the new phone. */
export const PhoneDesk = z.object({
  phoneMasked: z.optional(z.string()),
  /** Which proofs this account can give. */
  bySms: z.boolean(),
  byFace: z.boolean(),
  /** Until when the proof that was given holds, on this device. */
  provenUntil: z.optional(Instant),
  lastMessage: z.optional(z.string()),
  faceAttemptsLeft: z.int(),
});
export type PhoneDesk = z.output<typeof PhoneDesk>;

export const phoneRoutes = {
  desk: route({
    id: 'phone.desk',
    method: 'GET',
    path: '/api/me/phone',
    access: 'SIGNED_IN',
    summary: '我的登录手机号，怎样可以更换',
    response: PhoneDesk,
  }),
  sendCode: route({
    id: 'phone.sendCode',
    method: 'POST',
    path: '/api/me/phone/code',
    access: 'SIGNED_IN',
    summary: '给现在的手机号发验证码',
    response: z.object({ ticket: z.string(), retryAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['NO_PHONE', 'SMS_TOO_OFTEN', 'SMS_DOWN', 'SMS_NOT_SENT'],
  }),
  prove: route({
    id: 'phone.prove',
    method: 'POST',
    path: '/api/me/phone/proof',
    access: 'SIGNED_IN',
    summary: '用现在的手机号证明是本人（10分钟内有效）',
    body: z.object({ code: SmsCode, ticket: SmsTicket }),
    response: PhoneDesk,
    errors: ['NO_PHONE', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'SMS_CODE_LOCKED'],
  }),
  beginFace: route({
    id: 'phone.beginFace',
    method: 'POST',
    path: '/api/me/phone/face',
    access: 'SIGNED_IN',
    summary: '旧手机号收不到短信的，用人脸证明是本人（须单独同意）',
    body: z.object({ channel: z.enum(['WEAPP', 'H5']), consented: z.boolean() }),
    response: z.object({ verifyId: z.string(), expiresAt: Instant, hostedUrl: z.optional(z.string()) }),
    errors: ['IDENTITY_REQUIRED', 'CONSENT_REQUIRED', 'FACE_TOO_OFTEN', 'FACE_DOWN'],
  }),
  finishFace: route({
    id: 'phone.finishFace',
    method: 'POST',
    path: '/api/me/phone/face/result',
    access: 'SIGNED_IN',
    summary: '查询人脸核验结果（由服务器向核身机构查询）',
    response: PhoneDesk,
    errors: ['FACE_NOT_BEGUN', 'FACE_DOWN'],
  }),
  change: route({
    id: 'phone.change',
    method: 'POST',
    path: '/api/me/phone',
    access: 'SIGNED_IN',
    summary: '换成新手机号；其他设备退出登录（20秒内失效）',
    body: z.object({ phone: Phone, code: SmsCode, ticket: SmsTicket }),
    response: PhoneDesk,
    errors: ['PROOF_REQUIRED', 'PHONE_TAKEN', 'SMS_CODE_WRONG', 'SMS_CODE_EXPIRED', 'SMS_CODE_LOCKED'],
  }),
  recover: route({
    id: 'phone.recover',
    method: 'POST',
    path: '/api/me/recovery',
    access: ['WORKER'],
    summary: '核验通过后找回以前手机号的账号：今后用现在的手机号登录，旧手机号和旧设备不能再登录',
    response: Session,
    errors: ['RECOVERY_NOT_PROVEN', 'RECOVERY_OVER', 'RECOVERY_GONE'],
  }),
};
