import * as z from 'zod/mini';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, text, TimelineEntry, Verdict, Version } from './common';
import { route } from './route';

/** 安全员C证免试申领 of one person (CQ-15). */
export const ExemptClaim = z.object({
  id: Id,
  number: z.string(),
  status: z.string(),
  statusZh: z.string(),
  /** The 安全员培训考核合格证书 that it rests on. */
  proofNumber: z.string(),
  /** Ids for `file.view`. */
  proofFileId: Id,
  portraitFileId: Id,
  /** Why it was sent back or refused, or why no certificate could be made yet. */
  reason: z.optional(z.string()),
  certificateId: z.optional(Id),
  certificateNumber: z.optional(z.string()),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type ExemptClaim = z.output<typeof ExemptClaim>;

export const ClaimDesk = z.object({
  offered: z.boolean(),
  verdict: Verdict,
  /** Last day of applications. */
  closesOn: z.optional(LocalDate),
  proofNumber: z.optional(z.string()),
  claim: z.optional(ExemptClaim),
});
export type ClaimDesk = z.output<typeof ClaimDesk>;

export const ClaimReview = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  proofNumber: z.string(),
  proofFileId: Id,
  portraitFileId: Id,
  since: Instant,
  version: Version,
});
export type ClaimReview = z.output<typeof ClaimReview>;

/** A claim that was approved and whose certificate could not be made, and why. */
export const StuckClaim = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  proofNumber: z.string(),
  message: z.string(),
  at: Instant,
});
export type StuckClaim = z.output<typeof StuckClaim>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const exemptClaimRoutes = {
  desk: route({
    id: 'exemptClaim.desk',
    method: 'GET',
    path: '/api/exempt-claim',
    access: ['WORKER'],
    summary: '安全员C证免试申领：能不能办、办到哪一步（CQ-15）',
    response: ClaimDesk,
  }),
  uploadProof: route({
    id: 'exemptClaim.uploadProof',
    method: 'POST',
    path: '/api/exempt-claim/proof',
    access: ['WORKER'],
    upload: true,
    summary: '上传安全员培训考核合格证书照片',
    response: z.object({ fileId: Id }),
    errors: ['FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED'],
  }),
  submit: route({
    id: 'exemptClaim.submit',
    method: 'POST',
    path: '/api/exempt-claim',
    access: ['WORKER'],
    summary: '提交免试申领；被退回的修改后重新提交',
    idempotent: true,
    body: z.object({ proofFileId: Id, portraitFileId: Id }),
    response: ExemptClaim,
    errors: ['CLOSED', 'EXEMPT_PROOF_REQUIRED', 'IDENTITY_REQUIRED', 'ILLEGAL_TRANSITION'],
  }),
  listWaiting: route({
    id: 'exemptClaim.listWaiting',
    method: 'GET',
    path: '/api/authority/exempt-claims',
    access: officers,
    summary: '待审核的免试申领，等待最久的在前',
    query: PageQuery,
    response: page(ClaimReview),
  }),
  listStuck: route({
    id: 'exemptClaim.listStuck',
    method: 'GET',
    path: '/api/authority/exempt-claims/stuck',
    access: officers,
    summary: '审核通过而证书没有制成的免试申领，新的在前；系统每天再制一次',
    query: PageQuery,
    response: page(StuckClaim),
  }),
  decide: route({
    id: 'exemptClaim.decide',
    method: 'POST',
    path: '/api/authority/exempt-claims/:id/decision',
    access: officers,
    summary: '审核免试申领：通过、退回修改、不通过',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['APPROVE', 'RETURN', 'REJECT']), reason: z.optional(text(2, 200, '请写明原因')), version: Version }),
    response: ClaimReview,
    errors: ['ALREADY_DECIDED', 'OWN_CASE', 'REASON_REQUIRED', 'ILLEGAL_TRANSITION'],
  }),
};
