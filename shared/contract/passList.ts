import * as z from 'zod/mini';
import { Id, IdParams, Instant, page, PageQuery, Source, Subject, text, TimelineEntry, Version } from './common';
import { route } from './route';

export const PassListRow = z.object({
  source: Source,
  name: z.string(),
  idNumberMasked: z.string(),
  enterpriseName: z.optional(z.string()),
  score: z.optional(z.number()),
  /** Row faults block the whole batch: no partial signing (QH-19). */
  errors: z.array(z.object({ ruleId: z.string(), code: z.string(), message: z.string() })),
  certificateNumber: z.optional(z.string()),
  certificateId: z.optional(Id),
  signed: z.boolean(),
});
export type PassListRow = z.output<typeof PassListRow>;

/** 合格人员名单批次 (QH-19, QH-20). */
export const PassListBatch = z.object({
  id: Id,
  number: z.string(),
  status: z.string(),
  statusZh: z.string(),
  subject: Subject,
  examPlanId: Id,
  examPlanName: z.string(),
  institutionName: z.string(),
  createdBy: z.string(),
  approvedBy: z.optional(z.string()),
  canApprove: z.boolean(),
  /** The list waits for a signature, and certificates of this kind are issued by the caller's side (QH-36). */
  canSign: z.boolean(),
  /** Who keeps the seal it will bear, where that is a province's. */
  sealOwnerZh: z.optional(z.string()),
  rows: z.array(PassListRow),
  signedCount: z.int(),
  reason: z.optional(z.string()),
  createdAt: Instant,
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type PassListBatch = z.output<typeof PassListBatch>;
export const PassListBatchItem = z.omit(z.extend(PassListBatch, { rowCount: z.int() }), { rows: true, timeline: true });
export type PassListBatchItem = z.output<typeof PassListBatchItem>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const VersionBody = z.object({ version: Version });

export const passListRoutes = {
  ready: route({
    id: 'passList.ready',
    method: 'GET',
    path: '/api/authority/pass-lists/ready',
    access: officers,
    summary: '已有合格人员、尚未建批次的考试',
    response: page(z.object({ examPlanId: Id, name: z.string(), institutionName: z.string(), passed: z.int(), subject: Subject })),
  }),
  list: route({
    id: 'passList.list',
    method: 'GET',
    path: '/api/authority/pass-lists',
    access: officers,
    summary: '合格人员名单批次',
    query: PageQuery,
    response: page(PassListBatchItem),
  }),
  view: route({
    id: 'passList.view',
    method: 'GET',
    path: '/api/authority/pass-lists/:id',
    access: officers,
    summary: '批次详情',
    params: IdParams,
    response: PassListBatch,
  }),
  create: route({
    id: 'passList.create',
    method: 'POST',
    path: '/api/authority/pass-lists',
    access: officers,
    summary: '导入一次考试的合格人员（QH-19）',
    idempotent: true,
    body: z.object({ examPlanId: Id, sources: z.optional(z.array(Source).check(z.minLength(1), z.maxLength(200))) }),
    response: PassListBatch,
    errors: ['PASS_LIST_EMPTY', 'ALREADY_BATCHED', 'OWN_CASE'],
  }),
  check: route({
    id: 'passList.check',
    method: 'POST',
    path: '/api/authority/pass-lists/:id/check',
    access: officers,
    summary: '逐行核对：合格、身份、重复、编号',
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: PassListBatch,
    errors: ['ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  removeRow: route({
    id: 'passList.removeRow',
    method: 'POST',
    path: '/api/authority/pass-lists/:id/remove-row',
    access: officers,
    summary: '移出有问题的人员',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, source: Source, reason: text(2, 200, '请写明原因') }),
    response: PassListBatch,
    errors: ['LAST_ROW', 'ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  approve: route({
    id: 'passList.approve',
    method: 'POST',
    path: '/api/authority/pass-lists/:id/approve',
    access: ['AUTHORITY_ISSUER'],
    summary: '第二人复核批准',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: PassListBatch,
    errors: ['SECOND_OFFICER_REQUIRED', 'ROW_ERRORS', 'ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  reject: route({
    id: 'passList.reject',
    method: 'POST',
    path: '/api/authority/pass-lists/:id/reject',
    access: officers,
    summary: '不予批准',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: text(2, 200, '请写明原因') }),
    response: PassListBatch,
    errors: ['ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  sign: route({
    id: 'passList.sign',
    method: 'POST',
    path: '/api/authority/pass-lists/:id/sign',
    access: ['AUTHORITY_ISSUER'],
    summary: '签发电子证书并加盖电子签章（QH-20）；失败可重试',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: PassListBatch,
    errors: ['ROW_ERRORS', 'WRONG_ISSUER', 'ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  // Certificates that the institution issues itself, with its own seal, once the authority has filed the list (QH-35, QH-36).
  listForInstitution: route({
    id: 'passList.listForInstitution',
    method: 'GET',
    path: '/api/institution/pass-lists',
    access: ['INSTITUTION_STAFF'],
    summary: '由本机构发放证书的合格人员名单（QH-36）',
    query: PageQuery,
    response: page(PassListBatchItem),
  }),
  viewForInstitution: route({
    id: 'passList.viewForInstitution',
    method: 'GET',
    path: '/api/institution/pass-lists/:id',
    access: ['INSTITUTION_STAFF'],
    summary: '本机构的批次详情',
    params: IdParams,
    response: PassListBatch,
  }),
  signForInstitution: route({
    id: 'passList.signForInstitution',
    method: 'POST',
    path: '/api/institution/pass-lists/:id/sign',
    access: ['INSTITUTION_STAFF'],
    summary: '加盖本机构公章发放证书，须先由主管部门备案（QH-35、QH-36）',
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: PassListBatch,
    errors: ['NOT_FILED', 'ROW_ERRORS', 'ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
};
