import * as z from 'zod/mini';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, Subject, text, TimelineEntry, Version } from './common';
import { route } from './route';

/** One line of a reviewer's queue. */
export const ReviewItem = z.object({
  id: Id,
  number: z.string(),
  status: z.string(),
  statusZh: z.string(),
  subject: Subject,
  person: z.object({ name: z.string(), idNumberMasked: z.string(), sexZh: z.string(), age: z.int() }),
  enterpriseName: z.optional(z.string()),
  waitingSince: Instant,
  /** Reasons to look twice; such a case is left out of a batch approval. */
  risks: z.array(z.string()),
  version: Version,
});
export type ReviewItem = z.output<typeof ReviewItem>;

export const ReviewCase = z.extend(ReviewItem, {
  /** Not there of who is trained by their own enterprise (QH-07). */
  institutionName: z.optional(z.string()),
  trainedBy: z.optional(z.literal('ENTERPRISE')),
  /** What was looked at when they signed up at the counter. */
  papersZh: z.optional(z.array(z.string())),
  education: z.string(),
  medicalOn: z.optional(LocalDate),
  cardFileId: z.optional(Id),
  portraitFileId: Id,
  identityBadges: z.object({ verified: z.boolean(), ledgered: z.boolean() }),
  insurance: z.optional(
    z.object({
      state: z.string(),
      stateZh: z.string(),
      insuredBy: z.optional(z.string()),
      checkedAt: z.optional(Instant),
      attempts: z.int(),
      nextAttemptAt: z.optional(Instant),
    }),
  ),
  timeline: z.array(TimelineEntry),
});
export type ReviewCase = z.output<typeof ReviewCase>;

const decision = { reason: z.optional(text(2, 200, '请写明原因')), version: Version };
const taken = ['ALREADY_DECIDED', 'REASON_REQUIRED', 'ILLEGAL_TRANSITION', 'OWN_CASE'] as const;

export const reviewRoutes = {
  queue: route({
    id: 'review.queue',
    method: 'GET',
    path: '/api/institution/reviews',
    access: ['INSTITUTION_STAFF'],
    summary: '待审核报名，等待最久的在前（QH-11）',
    query: z.extend(PageQuery, { status: z.optional(z.string()) }),
    response: page(ReviewItem),
  }),
  view: route({
    id: 'review.view',
    method: 'GET',
    path: '/api/institution/reviews/:id',
    access: ['INSTITUTION_STAFF'],
    summary: '报名资料：身份证照片与本人照片并列',
    params: IdParams,
    response: ReviewCase,
  }),
  decide: route({
    id: 'review.decide',
    method: 'POST',
    path: '/api/institution/reviews/:id/decision',
    access: ['INSTITUTION_STAFF'],
    summary: '通过、退回或驳回',
    idempotent: true,
    params: IdParams,
    body: z.object({ ...decision, decision: z.enum(['PASS', 'RETURN', 'REJECT']) }),
    response: ReviewCase,
    errors: taken,
  }),
  passBatch: route({
    id: 'review.passBatch',
    method: 'POST',
    path: '/api/institution/reviews/batch-pass',
    access: ['INSTITUTION_STAFF'],
    summary: '批量通过；有风险提示的不参加批量',
    idempotent: true,
    body: z.object({
      items: z.array(z.object({ id: Id, version: Version })).check(z.minLength(1, '请先勾选'), z.maxLength(50, '一次最多50份')),
    }),
    response: z.object({ results: z.array(z.object({ id: Id, ok: z.boolean(), message: z.string() })) }),
  }),
  insuranceQueue: route({
    id: 'review.insuranceQueue',
    method: 'GET',
    path: '/api/authority/insurance-checks',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '社保核查（QH-12）：自动核查中、待重试、需人工',
    query: z.extend(PageQuery, { status: z.optional(z.string()) }),
    response: page(ReviewItem),
  }),
  viewForAuthority: route({
    id: 'review.viewForAuthority',
    method: 'GET',
    path: '/api/authority/applications/:id',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '报名资料（主管部门）',
    params: IdParams,
    response: ReviewCase,
  }),
  decideInsurance: route({
    id: 'review.decideInsurance',
    method: 'POST',
    path: '/api/authority/applications/:id/insurance-decision',
    access: ['AUTHORITY_REVIEWER'],
    summary: '社保核查人工结论（服务不可用时）',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['PASS', 'REJECT']), reason: text(2, 200, '请写明依据'), version: Version }),
    response: ReviewCase,
    errors: taken,
  }),
  recheckInsurance: route({
    id: 'review.recheckInsurance',
    method: 'POST',
    path: '/api/authority/applications/:id/recheck',
    access: ['AUTHORITY_REVIEWER'],
    summary: '立即重新核查社保',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: ReviewCase,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  revealIdNumber: route({
    id: 'review.revealIdNumber',
    method: 'POST',
    path: '/api/applications/:id/id-number',
    access: ['INSTITUTION_STAFF', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '查看完整身份证号（每次查看都留痕）',
    params: IdParams,
    body: z.object({ purpose: text(2, 100, '请写明用途') }),
    response: z.object({ idNumber: z.string() }),
    errors: ['CASE_CLOSED', 'LOOKS_TOO_OFTEN'],
  }),
};
