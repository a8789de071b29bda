import * as z from 'zod/mini';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, text, TimelineEntry, Verdict, Version } from './common';
import { route } from './route';

/** One of the eight posts (CQ-18), with what its holder does. */
export const TransferPost = z.object({ code: z.string(), labelZh: z.string(), dutyZh: z.string() });
export type TransferPost = z.output<typeof TransferPost>;

/** 安全员转岗 of one person, from the choice to the new certificate. */
export const PostTransfer = z.object({
  id: Id,
  status: z.string(),
  statusZh: z.string(),
  post: TransferPost,
  /** The certificate that is exchanged. */
  oldNumber: z.string(),
  oldValidTo: z.optional(LocalDate),
  /** CQ-38: the course opens only after it. */
  facePassed: z.boolean(),
  faceAttemptsLeft: z.int(),
  lastMessage: z.optional(z.string()),
  /** An officer was asked to look instead. */
  manualSince: z.optional(Instant),
  completedOn: z.optional(LocalDate),
  /** From when on the new certificate can be looked up (CQ-43); absent while the official calendar of that year is not known. */
  resultFrom: z.optional(Instant),
  /** Why that cannot be said yet, or why nothing could be made. */
  waitingZh: z.optional(z.string()),
  /** People who have completed this post's course, this one among them. */
  companions: z.optional(z.int()),
  certificateId: z.optional(Id),
  certificateNumber: z.optional(z.string()),
  /** The person has said how they found the course. */
  evaluated: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type PostTransfer = z.output<typeof PostTransfer>;

/** What the person may do: the verdict on a choice, the posts, and the transfer once chosen. */
export const TransferDesk = z.object({
  offered: z.boolean(),
  verdict: Verdict,
  /** Last day of applications. */
  closesOn: z.optional(LocalDate),
  oldNumber: z.optional(z.string()),
  posts: z.array(TransferPost),
  transfer: z.optional(PostTransfer),
});
export type TransferDesk = z.output<typeof TransferDesk>;

export const TransferReview = z.object({
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  post: TransferPost,
  oldNumber: z.string(),
  reason: z.string(),
  since: Instant,
  /** Ids for `file.view`: both sides of the ID card as the real-name check took them, and the photo for the certificate. */
  cardFileId: z.optional(Id),
  cardBackFileId: z.optional(Id),
  portraitFileId: Id,
  version: Version,
});
export type TransferReview = z.output<typeof TransferReview>;

/** A transfer whose certificate could not be made, and why. */
export const StuckTransfer = z.object({
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  post: TransferPost,
  oldNumber: z.string(),
  message: z.string(),
  /** Over for good: the old certificate has ended. */
  ended: z.boolean(),
  at: Instant,
});
export type StuckTransfer = z.output<typeof StuckTransfer>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const postTransferRoutes = {
  desk: route({
    id: 'postTransfer.desk',
    method: 'GET',
    path: '/api/post-transfer',
    access: ['WORKER'],
    summary: '安全员转岗：能不能办、八个岗位、办到哪一步（CQ-16…19、CQ-36）',
    response: TransferDesk,
  }),
  choose: route({
    id: 'postTransfer.choose',
    method: 'POST',
    path: '/api/post-transfer',
    access: ['WORKER'],
    summary: '选择岗位；选择后无法更改（CQ-37）',
    idempotent: true,
    body: z.object({ post: z.string().check(z.maxLength(24)), portraitFileId: Id }),
    response: PostTransfer,
    errors: ['POST_LOCKED', 'POST_NOT_OFFERED', 'NOT_ELIGIBLE', 'CLOSED', 'NOT_OPEN', 'CERT_LAPSED', 'IDENTITY_REQUIRED', 'LEDGER_PENDING'],
  }),
  beginFace: route({
    id: 'postTransfer.beginFace',
    method: 'POST',
    path: '/api/post-transfer/face',
    access: ['WORKER'],
    summary: '选岗后的人脸识别（CQ-38；须单独同意）',
    body: z.object({ channel: z.enum(['WEAPP', 'H5']), consented: z.boolean() }),
    response: z.object({ verifyId: z.string(), expiresAt: Instant, hostedUrl: z.optional(z.string()) }),
    errors: ['CONSENT_REQUIRED', 'FACE_TOO_OFTEN', 'FACE_DOWN', 'ILLEGAL_TRANSITION'],
  }),
  finishFace: route({
    id: 'postTransfer.finishFace',
    method: 'POST',
    path: '/api/post-transfer/face/result',
    access: ['WORKER'],
    summary: '查询人脸识别结果（由服务器向核身机构查询）',
    response: PostTransfer,
    errors: ['FACE_DOWN', 'ILLEGAL_TRANSITION'],
  }),
  askManual: route({
    id: 'postTransfer.askManual',
    method: 'POST',
    path: '/api/post-transfer/manual-review',
    access: ['WORKER'],
    summary: '申请人工核验代替人脸识别（A-08）',
    body: z.object({ reason: text(2, 200, '请写明原因') }),
    response: PostTransfer,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  start: route({
    id: 'postTransfer.start',
    method: 'POST',
    path: '/api/post-transfer/study',
    access: ['WORKER'],
    summary: '开始学习所选岗位的免费课程（CQ-21、CQ-38）',
    response: PostTransfer,
    errors: ['FACE_REQUIRED', 'ILLEGAL_TRANSITION', 'COURSE_MISSING'],
  }),
  evaluate: route({
    id: 'postTransfer.evaluate',
    method: 'POST',
    path: '/api/post-transfer/evaluation',
    access: ['WORKER'],
    summary: '课程评价，一次',
    body: z.object({ stars: z.int().check(z.minimum(1), z.maximum(5)), words: z.optional(text(0, 200, '')) }),
    response: PostTransfer,
    errors: ['STUDY_NOT_DONE'],
  }),
  listManual: route({
    id: 'postTransfer.listManual',
    method: 'GET',
    path: '/api/authority/post-transfers/manual-reviews',
    access: officers,
    summary: '转岗中等待人工核验的人员，等待最久的在前',
    query: PageQuery,
    response: page(TransferReview),
  }),
  listStuck: route({
    id: 'postTransfer.listStuck',
    method: 'GET',
    path: '/api/authority/post-transfers/stuck',
    access: officers,
    summary: '新证书没有制成的转岗，新的在前：系统每天再制一次的，和原证书已不在、已终止的',
    query: PageQuery,
    response: page(StuckTransfer),
  }),
  decideManual: route({
    id: 'postTransfer.decideManual',
    method: 'POST',
    path: '/api/authority/post-transfers/:id/manual-decision',
    access: officers,
    summary: '转岗人工核验结论',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['PASS', 'REJECT']), reason: text(2, 200, '请写明依据'), version: Version }),
    response: TransferReview,
    errors: ['ALREADY_DECIDED', 'OWN_CASE', 'ILLEGAL_TRANSITION'],
  }),
};
