import * as z from 'zod/mini';
import { Id, IdParams, Instant, page, PageQuery, SmsCode, text, Version } from './common';
import { route } from './route';
import { PresenceCheck } from './study';

const Now = z.object({ presence: z.optional(PresenceCheck), serverTime: Instant });

/** A check that was not passed, and what came of it. */
export const PresenceMiss = z.object({
  id: Id,
  version: Version,
  status: z.string(),
  statusZh: z.string(),
  /** Only for who decides. */
  name: z.optional(z.string()),
  idNumberMasked: z.optional(z.string()),
  courseTitle: z.string(),
  at: Instant,
  reasonZh: z.string(),
  voidedSeconds: z.int(),
  /** Last day of an appeal. */
  appealBy: z.string(),
  mayAppeal: z.boolean(),
  appeal: z.optional(z.string()),
  decisionReason: z.optional(z.string()),
});
export type PresenceMiss = z.output<typeof PresenceMiss>;

const WAYS = ['CONSENT_REQUIRED', 'PRESENCE_NOT_ASKED', 'PRESENCE_TOO_OFTEN'] as const;

export const presenceRoutes = {
  view: route({
    id: 'presence.view',
    method: 'GET',
    path: '/api/presence',
    access: ['WORKER'],
    summary: '现在有没有在学核验等着本人（A-37）',
    response: Now,
  }),
  beginFace: route({
    id: 'presence.beginFace',
    method: 'POST',
    path: '/api/presence/face',
    access: ['WORKER'],
    summary: '开始在学核验的人脸核身（须单独同意），限时重新计算',
    body: z.object({ channel: z.enum(['WEAPP', 'H5']), consented: z.boolean() }),
    response: z.object({ verifyId: z.string(), expiresAt: Instant, hostedUrl: z.optional(z.string()) }),
    errors: [...WAYS, 'FACE_DOWN'],
  }),
  finishFace: route({
    id: 'presence.finishFace',
    method: 'POST',
    path: '/api/presence/face/result',
    access: ['WORKER'],
    summary: '查询在学核验的人脸结果（由服务器向核身机构查询）；一次结果只用一次',
    response: Now,
    errors: ['FACE_DOWN', 'PRESENCE_NOT_ASKED'],
  }),
  sendCode: route({
    id: 'presence.sendCode',
    method: 'POST',
    path: '/api/presence/code',
    access: ['WORKER'],
    summary: '不用人脸：发短信验证码到本人手机，限时重新计算',
    response: Now,
    errors: ['PRESENCE_NOT_ASKED', 'PRESENCE_TOO_OFTEN', 'PHONE_REQUIRED', 'SMS_DOWN', 'SMS_NOT_SENT', 'SMS_TOO_OFTEN'],
  }),
  answerCode: route({
    id: 'presence.answerCode',
    method: 'POST',
    path: '/api/presence/code/answer',
    access: ['WORKER'],
    summary: '填写在学核验的短信验证码；一个码只用一次',
    body: z.object({ code: SmsCode }),
    response: Now,
    errors: ['PRESENCE_NOT_ASKED'],
  }),
  listMine: route({
    id: 'presence.listMine',
    method: 'GET',
    path: '/api/presence/misses',
    access: ['WORKER'],
    summary: '我没有通过的在学核验，新的在前',
    query: PageQuery,
    response: page(PresenceMiss),
  }),
  appeal: route({
    id: 'presence.appeal',
    method: 'POST',
    path: '/api/presence/misses/:id/appeal',
    access: ['WORKER'],
    summary: '对没有通过的在学核验申诉',
    idempotent: true,
    params: IdParams,
    body: z.object({ reason: text(2, 200, '请写明情况'), version: Version }),
    response: PresenceMiss,
    errors: ['APPEAL_TIME', 'VERSION_CONFLICT', 'ILLEGAL_TRANSITION'],
  }),
  listAppeals: route({
    id: 'presence.listAppeals',
    method: 'GET',
    path: '/api/presence/appeals',
    access: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'],
    summary: '等着核实的在学核验申诉，等待最久的在前',
    query: PageQuery,
    response: page(PresenceMiss),
  }),
  decideAppeal: route({
    id: 'presence.decideAppeal',
    method: 'POST',
    path: '/api/presence/appeals/:id/decision',
    access: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER'],
    summary: '申诉的结论：恢复时长，或不予恢复',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['RESTORE', 'DISMISS']), reason: text(2, 200, '请写明依据'), version: Version }),
    response: PresenceMiss,
    errors: ['ALREADY_DECIDED', 'OWN_CASE', 'ILLEGAL_TRANSITION'],
  }),
};
