import * as z from 'zod/mini';
import { Id, IdNumber, IdParams, Instant, page, PageQuery, PersonName, text, TimelineEntry, Version } from './common';
import { route } from './route';

/** The real-name state as its owner sees it (CQ-29…35). */
export const IdentityView = z.object({
  status: z.string(),
  statusZh: z.string(),
  /** 已认证 and 已入库 are two badges (CQ-30). */
  badges: z.object({ verified: z.boolean(), ledgered: z.boolean() }),
  cardFileId: z.optional(Id),
  /** The side with the national emblem. */
  cardBackFileId: z.optional(Id),
  /** The sides of the card that still have to be photographed; empty before the first photo too when none is asked for. */
  missingSides: z.array(z.enum(['portrait', 'authority'])),
  /** What the reader saw on the card, for the person to confirm; only before the confirmation. */
  reading: z.optional(z.object({ name: z.string(), idNumber: z.string(), validTo: z.optional(z.string()) })),
  name: z.optional(z.string()),
  idNumberMasked: z.optional(z.string()),
  faceAttemptsLeft: z.int(),
  faceRetryAt: z.optional(Instant),
  manualReason: z.optional(z.string()),
  verifiedAt: z.optional(Instant),
  ledgeredAt: z.optional(Instant),
  /** Set when the badges are late (CQ-31). */
  hotline: z.optional(z.string()),
  lastMessage: z.optional(z.string()),
  /** Told only after card and face, or an officer: the account under an earlier phone that the same person has (HELD_ELSEWHERE). */
  holder: z.optional(z.object({ phoneMasked: z.optional(z.string()), recoverableUntil: Instant })),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type IdentityView = z.output<typeof IdentityView>;

export const ManualReview = z.object({
  personId: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  cardFileId: z.optional(Id),
  cardBackFileId: z.optional(Id),
  reason: z.string(),
  since: Instant,
  /** The same ID number is another account's: who is passed may take that one over. Its phone, masked. */
  takesOver: z.optional(z.object({ phoneMasked: z.optional(z.string()) })),
  version: Version,
});
export type ManualReview = z.output<typeof ManualReview>;

export const identityRoutes = {
  view: route({
    id: 'identity.view',
    method: 'GET',
    path: '/api/identity',
    access: ['WORKER'],
    summary: '我的实名认证（CQ-30、CQ-31）',
    response: IdentityView,
  }),
  uploadCard: route({
    id: 'identity.uploadCard',
    method: 'POST',
    path: '/api/identity/card',
    access: ['WORKER'],
    upload: true,
    summary: '上传身份证照片，服务器判断照片并识别（CQ-33、CQ-34）',
    response: IdentityView,
    errors: [
      'CARD_EDGE_MISSING',
      'CARD_BLURRED',
      'CARD_GLARE',
      'CARD_TOO_DARK',
      'CARD_NOT_FOUND',
      'ID_EXPIRED',
      'READER_BUSY',
      'PHOTO_TOO_OFTEN',
      'FILE_NOT_IMAGE',
      'FILE_TOO_LARGE',
      'IMAGE_TOO_LARGE_PIXELS',
      'FILE_CORRUPT',
      'ILLEGAL_TRANSITION',
    ],
  }),
  confirm: route({
    id: 'identity.confirm',
    method: 'POST',
    path: '/api/identity/confirm',
    access: ['WORKER'],
    summary: '核对姓名和身份证号（CQ-35）',
    body: z.object({ name: PersonName('请填写您的真实姓名'), idNumber: IdNumber }),
    response: IdentityView,
    errors: ['ID_NUMBER_INVALID', 'ID_MISMATCH', 'CARD_REQUIRED', 'CARD_OTHER_SIDE_REQUIRED'],
  }),
  beginFace: route({
    id: 'identity.beginFace',
    method: 'POST',
    path: '/api/identity/face',
    access: ['WORKER'],
    summary: '开始人脸核身（CQ-29；须单独同意）',
    body: z.object({ channel: z.enum(['WEAPP', 'H5']), consented: z.boolean() }),
    response: z.object({ verifyId: z.string(), expiresAt: Instant, hostedUrl: z.optional(z.string()) }),
    errors: ['CONSENT_REQUIRED', 'IDENTITY_STEP_ORDER', 'FACE_TOO_OFTEN', 'FACE_DOWN'],
  }),
  finishFace: route({
    id: 'identity.finishFace',
    method: 'POST',
    path: '/api/identity/face/result',
    access: ['WORKER'],
    summary: '查询人脸核身结果（由服务器向核身机构查询）',
    response: IdentityView,
    errors: ['FACE_DOWN', 'IDENTITY_STEP_ORDER'],
  }),
  askManual: route({
    id: 'identity.askManual',
    method: 'POST',
    path: '/api/identity/manual-review',
    access: ['WORKER'],
    summary: '申请人工核验（不使用人脸）',
    idempotent: true,
    body: z.object({ reason: text(2, 200, '请写明原因') }),
    response: IdentityView,
    errors: ['IDENTITY_STEP_ORDER'],
  }),
  listManual: route({
    id: 'identity.listManual',
    method: 'GET',
    path: '/api/authority/manual-reviews',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '待人工核验的人员，等待最久的在前',
    query: PageQuery,
    response: page(ManualReview),
  }),
  decideManual: route({
    id: 'identity.decideManual',
    method: 'POST',
    path: '/api/authority/manual-reviews/:id/decision',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '人工核验结论',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['PASS', 'REJECT']), reason: text(2, 200, '请写明依据'), version: Version }),
    response: ManualReview,
    errors: ['ALREADY_DECIDED', 'OWN_CASE'],
  }),
};
