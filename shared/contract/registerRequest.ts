import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { CERTIFICATE_KINDS, type CertificateKind } from '../domain/categories';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, text, TimelineEntry, Version } from './common';
import { route } from './route';

const kinds = Object.keys(CERTIFICATE_KINDS) as CertificateKind[];
const Kind = z.enum(kinds, '请选择证书种类');
/** 本省的、其他省的… what the registers answer of one certificate of the caller. */
export const LOOK_UP_STATES = {
  RECORDED: '已找到，放入“我的证书”',
  ALREADY: '已在“我的证书”里',
  ELSEWHERE: '不是本平台办理的省份',
  ENDED: '已经失效',
  INCOMPLETE: '资料不全',
} as const;

export const LookedUp = z.object({
  number: z.string(),
  labelZh: z.string(),
  provinceZh: z.string(),
  state: z.enum(Object.keys(LOOK_UP_STATES) as (keyof typeof LOOK_UP_STATES)[]),
  stateZh: z.string(),
  /** What next, where it did not come in. */
  note: z.optional(z.string()),
});
export type LookedUp = z.output<typeof LookedUp>;

/** 补登申请 as its holder sees it. */
export const RegisterRequest = z.object({
  id: Id,
  status: z.string(),
  statusZh: z.string(),
  kind: z.string(),
  kindZh: z.string(),
  /** Trade, post or class, as the holder says it. */
  trade: z.string(),
  number: z.string(),
  /** Id for `file.view`. */
  proofFileId: Id,
  reason: z.optional(z.string()),
  certificateId: z.optional(Id),
  canWithdraw: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type RegisterRequest = z.output<typeof RegisterRequest>;

/** The same for who looks into it. */
export const RegisterRequestReview = z.object({
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  kind: Kind,
  kindZh: z.string(),
  trade: z.string(),
  number: z.string(),
  proofFileId: Id,
  since: Instant,
  version: Version,
});
export type RegisterRequestReview = z.output<typeof RegisterRequestReview>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const CertificateNo = text(4, 40, '请填写证书编号');
const Trade = z.string().check(z.trim(), z.maxLength(30, '最多填写30个字'));

export const registerRequestRoutes = {
  lookUp: route({
    id: 'registerRequest.lookUp',
    method: 'POST',
    path: '/api/register-requests/look-up',
    access: ['WORKER'],
    summary: '我的证书没有显示：到全国平台和部培训管理系统查本人的证书，查到的放入“我的证书”（A-35）',
    response: z.object({ items: z.array(LookedUp), recorded: z.int() }),
    errors: ['IDENTITY_REQUIRED', 'CHECK_PENDING', 'LOOK_UP_TOO_OFTEN'],
  }),
  listMine: route({
    id: 'registerRequest.listMine',
    method: 'GET',
    path: '/api/register-requests',
    access: ['WORKER'],
    summary: '我的补登申请，最新的在前',
    response: page(RegisterRequest),
  }),
  uploadProof: route({
    id: 'registerRequest.uploadProof',
    method: 'POST',
    path: '/api/register-requests/proof',
    access: ['WORKER'],
    upload: true,
    summary: '上传原证书的照片',
    response: z.object({ fileId: Id }),
    errors: ['FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED', 'PHOTO_TOO_OFTEN'],
  }),
  submit: route({
    id: 'registerRequest.submit',
    method: 'POST',
    path: '/api/register-requests',
    access: ['WORKER'],
    summary: '申请补登一本查不到的证书，由本省主管部门核实',
    idempotent: true,
    body: z.object({ kind: Kind, trade: Trade, number: CertificateNo, proofFileId: Id }),
    response: RegisterRequest,
    errors: ['IDENTITY_REQUIRED', 'PROVINCE_REQUIRED', 'ALREADY_IN_WALLET', 'ALREADY_ASKED', 'TRADE_WRONG', 'TOO_MANY_REQUESTS'],
  }),
  withdraw: route({
    id: 'registerRequest.withdraw',
    method: 'POST',
    path: '/api/register-requests/:id/withdraw',
    access: ['WORKER'],
    summary: '撤回还没有核实的补登申请',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: RegisterRequest,
    errors: ['ALREADY_DECIDED', 'ILLEGAL_TRANSITION'],
  }),
  queue: route({
    id: 'registerRequest.queue',
    method: 'GET',
    path: '/api/authority/register-requests',
    access: officers,
    summary: '待核实的补登申请，等待最久的在前',
    query: PageQuery,
    response: page(RegisterRequestReview),
  }),
  decide: route({
    id: 'registerRequest.decide',
    method: 'POST',
    path: '/api/authority/register-requests/:id/decision',
    access: ACTS.REGISTER_REQUEST,
    summary: '核实补登申请：按原证书登记，或说明为什么不登记',
    idempotent: true,
    params: IdParams,
    body: z.object({
      decision: z.enum(['ACCEPT', 'REFUSE']),
      reason: z.optional(text(2, 200, '请写明原因')),
      /** As the original reads; with ACCEPT. */
      original: z.optional(
        z.object({
          kind: Kind,
          trade: Trade,
          number: CertificateNo,
          issuedOn: LocalDate,
          validTo: z.optional(LocalDate),
          enterpriseName: z.optional(z.string().check(z.trim(), z.maxLength(60, '最多填写60个字'))),
        }),
      ),
      version: Version,
    }),
    response: RegisterRequestReview,
    errors: [
      'ALREADY_DECIDED',
      'OWN_CASE',
      'REASON_REQUIRED',
      'ORIGINAL_REQUIRED',
      'TRADE_WRONG',
      'ROW_WRONG',
      'NUMBER_TAKEN',
      'ILLEGAL_TRANSITION',
    ],
  }),
};
