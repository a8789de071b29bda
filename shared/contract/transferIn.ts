import * as z from 'zod/mini';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, Subject, text, TimelineEntry, Verdict, Version } from './common';
import { route } from './route';

/** A certificate that another province has let go, as the national platform shows it. */
export const Released = z.object({ number: z.string(), subject: Subject, provinceZh: z.string(), validTo: LocalDate });
export type Released = z.output<typeof Released>;

/** 证书调入 of one certificate, as its holder and the authority see it (QH-03). */
export const TransferIn = z.object({
  id: Id,
  holderName: z.string(),
  idNumberMasked: z.string(),
  /** Where it comes from. */
  from: Released,
  enterpriseName: z.optional(z.string()),
  portraitFileId: Id,
  status: z.string(),
  statusZh: z.string(),
  /** Why it came back or was refused, or why no certificate could be made yet. */
  reason: z.optional(z.string()),
  certificateId: z.optional(Id),
  certificateNumber: z.optional(z.string()),
  sentAt: Instant,
  canApprove: z.boolean(),
  canReturn: z.boolean(),
  /** Approved, and nothing could be made: it may be made again now. */
  canOrder: z.boolean(),
  canWithdraw: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type TransferIn = z.output<typeof TransferIn>;

export const TransferInDesk = z.object({
  offered: z.boolean(),
  provinceZh: z.optional(z.string()),
  verdict: Verdict,
  /** What may be taken in; empty while the platform does not answer. */
  released: z.array(Released),
  /** The newest request. */
  request: z.optional(TransferIn),
});
export type TransferInDesk = z.output<typeof TransferInDesk>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const transferInRoutes = {
  desk: route({
    id: 'transferIn.desk',
    method: 'GET',
    path: '/api/transfer-in',
    access: ['WORKER'],
    summary: '证书调入：哪些证书外省已同意调出、能不能办、办到哪一步（QH-03）',
    response: TransferInDesk,
  }),
  submit: route({
    id: 'transferIn.submit',
    method: 'POST',
    path: '/api/transfer-in',
    access: ['WORKER'],
    summary: '申请调入；被退回的改好后重新提交（QH-02、QH-03）',
    idempotent: true,
    body: z.object({ number: text(4, 40, '请选择要调入的证书'), portraitFileId: Id }),
    response: TransferIn,
    errors: ['NO_OUT_RECORD', 'EMPLOYER_REQUIRED', 'CHECK_PENDING', 'PORTRAIT_REQUIRED', 'ILLEGAL_TRANSITION', 'SERVICE_NOT_OFFERED'],
  }),
  withdraw: route({
    id: 'transferIn.withdraw',
    method: 'POST',
    path: '/api/transfer-in/:id/withdraw',
    access: ['WORKER'],
    summary: '撤回还没同意的调入申请',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: TransferIn,
    errors: ['ILLEGAL_TRANSITION', 'VERSION_CONFLICT'],
  }),
  queue: route({
    id: 'transferIn.queue',
    method: 'GET',
    path: '/api/authority/transfer-ins',
    access: officers,
    summary: '待审核和没有制成证书的调入申请，等得最久的在前（QH-03）',
    query: PageQuery,
    response: page(TransferIn),
  }),
  decide: route({
    id: 'transferIn.decide',
    method: 'POST',
    path: '/api/authority/transfer-ins/:id/decide',
    access: officers,
    summary: '同意调入、退回补正、不予调入，或者重新制证',
    idempotent: true,
    params: IdParams,
    body: z.object({
      decision: z.enum(['APPROVE', 'RETURN', 'REJECT', 'ORDER']),
      reason: z.optional(text(2, 200, '请写明原因')),
      version: Version,
    }),
    response: TransferIn,
    errors: ['ALREADY_DECIDED', 'REASON_REQUIRED', 'NO_OUT_RECORD', 'CHECK_PENDING', 'ILLEGAL_TRANSITION'],
  }),
};
