import * as z from 'zod/mini';
import { Id, IdNumber, IdParams, Instant, JurisdictionCode, page, PageQuery, PersonName, text, TimelineEntry, Version } from './common';
import { route } from './route';

/** 聘用关系: asked by one side, confirmed by the other (QH-02, QH-09). */
export const Employment = z.object({
  id: Id,
  status: z.string(),
  statusZh: z.string(),
  askedBy: z.enum(['WORKER', 'ENTERPRISE']),
  enterprise: z.object({ id: Id, name: z.string(), creditCode: z.string() }),
  person: z.object({ id: Id, name: z.string(), idNumberMasked: z.string() }),
  position: z.string(),
  since: z.optional(Instant),
  endedAt: z.optional(Instant),
  createdAt: Instant,
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type Employment = z.output<typeof Employment>;

const position = text(2, 30, '请填写岗位名称');
const endReason = text(2, 200, '请写明原因');
const both = ['WORKER', 'ENTERPRISE_STAFF'] as const;
const sides = ['ILLEGAL_TRANSITION', 'EMPLOYMENT_CHANGED', 'OTHER_SIDE_ONLY', 'EMPLOYMENT_EXISTS', 'OWN_CASE'] as const;

export const employmentRoutes = {
  ask: route({
    id: 'employment.ask',
    method: 'POST',
    path: '/api/employments',
    access: ['WORKER'],
    summary: '向企业申请建立聘用关系',
    idempotent: true,
    /** Without it the province that serves the person. */
    body: z.object({ enterpriseId: Id, position, jurisdiction: z.optional(JurisdictionCode) }),
    response: Employment,
    errors: ['EMPLOYMENT_EXISTS', 'IDENTITY_REQUIRED', 'PROVINCE_REQUIRED'],
  }),
  invite: route({
    id: 'employment.invite',
    method: 'POST',
    path: '/api/enterprise/employments',
    access: ['ENTERPRISE_STAFF'],
    summary: '企业邀请人员建立聘用关系',
    idempotent: true,
    body: z.object({ idNumber: IdNumber, name: PersonName('请填写姓名'), position, jurisdiction: z.optional(JurisdictionCode) }),
    response: Employment,
    errors: ['PERSON_NOT_FOUND', 'EMPLOYMENT_EXISTS', 'PROVINCE_REQUIRED', 'OWN_CASE'],
  }),
  listMine: route({
    id: 'employment.listMine',
    method: 'GET',
    path: '/api/employments',
    access: ['WORKER'],
    summary: '我的聘用关系',
    response: page(Employment),
  }),
  listOfEnterprise: route({
    id: 'employment.listOfEnterprise',
    method: 'GET',
    path: '/api/enterprise/employments',
    access: ['ENTERPRISE_STAFF'],
    summary: '本企业的聘用关系',
    query: z.extend(PageQuery, { status: z.optional(z.enum(['REQUESTED', 'CONFIRMED', 'DECLINED', 'ENDED'])) }),
    response: page(Employment),
  }),
  confirm: route({
    id: 'employment.confirm',
    method: 'POST',
    path: '/api/employments/:id/confirm',
    access: both,
    summary: '对方确认聘用关系',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: Employment,
    errors: sides,
  }),
  decline: route({
    id: 'employment.decline',
    method: 'POST',
    path: '/api/employments/:id/decline',
    access: both,
    summary: '对方不同意',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: endReason }),
    response: Employment,
    errors: sides,
  }),
  end: route({
    id: 'employment.end',
    method: 'POST',
    path: '/api/employments/:id/end',
    access: both,
    summary: '结束聘用关系；对方还没有确认的，由申请的一方撤回',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: endReason }),
    response: Employment,
    errors: sides,
  }),
};
