import * as z from 'zod/mini';
import { Id, IdParams, Instant, page, PageQuery, Subject, Version } from './common';
import { route } from './route';

/** One certificate of a batch. WAITING it was only found · DONE its activation was taken away · SPARED it was not, `note` says why · BACK its holder's check is complete, it is active again. */
export const ClearingRow = z.object({
  certificateId: Id,
  number: z.string(),
  holderName: z.string(),
  subject: Subject,
  /** What of the real-name check is missing. */
  missingZh: z.string(),
  state: z.enum(['WAITING', 'DONE', 'SPARED', 'BACK']),
  stateZh: z.string(),
  note: z.optional(z.string()),
});
export type ClearingRow = z.output<typeof ClearingRow>;

/** 清理批次 (CQ-23): 「分期分批次进行清理，取消其激活状态」. */
export const Clearing = z.object({
  id: Id,
  /** As people call it. */
  batchNumber: z.string(),
  status: z.string(),
  statusZh: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  count: z.int(),
  done: z.int(),
  spared: z.int(),
  back: z.int(),
  canConfirm: z.boolean(),
  version: Version,
});
export type Clearing = z.output<typeof Clearing>;

export const ClearingDetail = z.extend(Clearing, { rows: z.array(ClearingRow) });
export type ClearingDetail = z.output<typeof ClearingDetail>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
/** More at once nobody looks through. */
export const MOST_IN_A_CLEARING = 200;

export const clearingRoutes = {
  list: route({
    id: 'clearing.list',
    method: 'GET',
    path: '/api/authority/clearings',
    access: officers,
    summary: '取消激活清理批次，最新的在前（CQ-23）',
    query: PageQuery,
    response: page(Clearing),
  }),
  view: route({
    id: 'clearing.view',
    method: 'GET',
    path: '/api/authority/clearings/:id',
    access: officers,
    summary: '一个清理批次和它的名单',
    params: IdParams,
    response: ClearingDetail,
  }),
  preview: route({
    id: 'clearing.preview',
    method: 'POST',
    path: '/api/authority/clearings',
    access: ['AUTHORITY_ISSUER'],
    summary: '找出实名认证没有完成的有效证书，列成一个待确认的批次；还没有改动任何证书（CQ-23）',
    idempotent: true,
    body: z.object({ size: z.int().check(z.gte(1, '至少1本'), z.lte(MOST_IN_A_CLEARING, `一批最多${MOST_IN_A_CLEARING}本`)) }),
    response: ClearingDetail,
    errors: ['NOTHING_TO_CLEAR', 'SERVICE_NOT_OFFERED'],
  }),
  confirm: route({
    id: 'clearing.confirm',
    method: 'POST',
    path: '/api/authority/clearings/:id/confirm',
    access: ['AUTHORITY_ISSUER'],
    summary: '确认清理：取消名单中证书的激活，并通知持证人；其间完成实名认证的不动（CQ-23）',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: ClearingDetail,
    errors: ['ALREADY_DECIDED'],
  }),
  discard: route({
    id: 'clearing.discard',
    method: 'POST',
    path: '/api/authority/clearings/:id/discard',
    access: ['AUTHORITY_ISSUER'],
    summary: '放弃一个还没有确认的批次',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: ClearingDetail,
    errors: ['ALREADY_DECIDED'],
  }),
};
