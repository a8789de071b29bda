import * as z from 'zod/mini';
import {
  Done,
  Id,
  IdParams,
  Instant,
  JurisdictionCode,
  LocalDate,
  page,
  PageQuery,
  Subject,
  text,
  TimelineEntry,
  Verdict,
  Version,
} from './common';
import { Days } from './continuingEducation';
import { route } from './route';

/** Every business with a certificate; which of them a province has, and who may ask for it, is its law's word (JS-06…09). */
export const CERTIFICATE_SERVICES = {
  EXTEND: '延期',
  RENEW: '延续',
  CHANGE: '变更',
  RECHECK: '复核',
  REISSUE: '补办',
  CANCEL: '注销',
  TRANSFER_OUT: '调出',
} as const;
export type CertificateServiceName = keyof typeof CERTIFICATE_SERVICES;
export const ServiceName = z.enum(Object.keys(CERTIFICATE_SERVICES) as CertificateServiceName[]);

/** What is to be changed (变更): name and employer come from the person's own records, the photo is uploaded. */
export const CHANGE_ITEMS = { NAME: '姓名', ENTERPRISE: '工作单位', PHOTO: '照片' } as const;
export type ChangeItem = keyof typeof CHANGE_ITEMS;

/** One business of one certificate, told beforehand: possible or not, from when to when, and why not. */
export const ServiceOffer = z.object({
  service: ServiceName,
  nameZh: z.string(),
  verdict: Verdict,
  window: Days,
  /** Somebody else must ask for it (JS-07, JS-08): who, and whether they can be asked here. */
  askedBy: z.optional(z.string()),
  /** An assessment base may be asked to do it (JS-08). */
  byBase: z.optional(z.boolean()),
  /** The bases that were asked to do it; the holder and the enterprise may take it back. */
  basesAsked: z.optional(z.array(z.object({ id: Id, name: z.string() }))),
  /** A portrait must come with it: none is known, or it is what is changed. */
  needsPhoto: z.boolean(),
});
export type ServiceOffer = z.output<typeof ServiceOffer>;

export const ServiceCase = z.object({
  id: Id,
  service: ServiceName,
  nameZh: z.string(),
  certificateId: Id,
  certificateNumber: z.string(),
  subject: Subject,
  /** Last valid day now, and what it becomes. */
  validTo: z.optional(LocalDate),
  newValidTo: z.optional(LocalDate),
  holderName: z.string(),
  idNumberMasked: z.string(),
  changes: z.array(z.object({ item: z.string(), from: z.optional(z.string()), to: z.string() })),
  portraitFileId: z.optional(Id),
  reason: z.optional(z.string()),
  /** Where it goes (调出). */
  toProvinceZh: z.optional(z.string()),
  askedBy: z.string(),
  askedAt: Instant,
  /** Facts for whoever decides, in words: continuing education, windows. */
  basis: z.array(z.object({ label: z.string(), value: z.string() })),
  status: z.string(),
  statusZh: z.string(),
  decisionReason: z.optional(z.string()),
  /** 退回补正: the last day to send it again. */
  correctBy: z.optional(LocalDate),
  canCorrect: z.boolean(),
  canWithdraw: z.boolean(),
  canApprove: z.boolean(),
  canRefuse: z.boolean(),
  canReturn: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type ServiceCase = z.output<typeof ServiceCase>;

/** What an authority does by itself: 暂扣, 发还, 吊销, 撤销, 注销 are never the same. */
export const MEASURES = { SUSPEND: '暂扣', RESTORE: '发还', REVOKE: '吊销', RESCIND: '撤销', CANCEL: '注销' } as const;
export type Measure = keyof typeof MEASURES;

/** A certificate as an officer finds it. */
export const OfficerCertificate = z.object({
  id: Id,
  number: z.string(),
  titleZh: z.string(),
  subject: Subject,
  holderName: z.string(),
  idNumberMasked: z.string(),
  enterpriseName: z.optional(z.string()),
  status: z.string(),
  statusZh: z.string(),
  issuedOn: LocalDate,
  validTo: z.optional(LocalDate),
  recorded: z.optional(z.boolean()),
  measures: z.array(z.enum(Object.keys(MEASURES) as Measure[])),
  /** HN-13: it can be proposed that the holder does not work in the post. */
  canProposeVoid: z.boolean(),
  /** Ids for `file.view`: what was laid before it as evidence. */
  evidenceFileIds: z.array(Id),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type OfficerCertificate = z.output<typeof OfficerCertificate>;

/** Somebody whom an assessment base was asked to act for (JS-08). */
export const AgencyRow = z.object({
  certificateId: Id,
  number: z.string(),
  subject: Subject,
  holderName: z.string(),
  idNumberMasked: z.string(),
  status: z.string(),
  statusZh: z.string(),
  validTo: z.optional(LocalDate),
  daysLeft: z.optional(z.int()),
  /** 延续, 变更 … */
  askedFor: z.string(),
  askedAt: Instant,
  /** In whose name it acts. */
  enterpriseName: z.string(),
});
export type AgencyRow = z.output<typeof AgencyRow>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

/** What comes with a request, first and when it is put right. */
const brought = {
  changes: z.optional(z.array(z.enum(Object.keys(CHANGE_ITEMS) as ChangeItem[])).check(z.maxLength(3))),
  portraitFileId: z.optional(Id),
  reason: z.optional(text(2, 200, '请写明原因')),
  /** 调出: where it goes, another province than its own (QH-03). */
  toProvince: z.optional(JurisdictionCode),
};
const holders = ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'] as const;

export const certificateServiceRoutes = {
  offers: route({
    id: 'certificateService.offers',
    method: 'GET',
    path: '/api/certificates/:id/services',
    access: holders,
    summary: '这本证书能办什么、什么时候办、为什么不能办（JS-06…09）',
    params: IdParams,
    response: z.object({
      certificate: z.object({
        number: z.string(),
        subject: Subject,
        holderName: z.string(),
        jurisdiction: z.string(),
        validTo: z.optional(LocalDate),
        version: Version,
      }),
      items: z.array(ServiceOffer),
      /** The caller may have its file by `file`; absent where there is none. `why`: somebody else may (JS-06…08). */
      download: z.optional(z.object({ allowed: z.boolean(), why: z.optional(z.string()) })),
      /** Something is under way; `open` is what the caller may see of it. */
      busy: z.boolean(),
      open: z.optional(ServiceCase),
    }),
  }),
  file: route({
    id: 'certificateService.file',
    method: 'GET',
    path: '/api/certificates/:id/services/file',
    access: ['ENTERPRISE_STAFF', 'BASE_AGENT'],
    summary: '所在企业、受托的考核基地下载电子证书 PDF（JS-07、JS-08）',
    params: IdParams,
    binary: ['application/pdf'],
    errors: ['CHANNEL', 'FILE_NOT_READY', 'NOT_MADE_HERE'],
  }),
  apply: route({
    id: 'certificateService.apply',
    method: 'POST',
    path: '/api/certificates/:id/services',
    access: holders,
    summary: '申请延期、变更、复核、补办、注销、调出（CQ-11、CQ-14、QH-26、QH-29、JS-06…09）',
    idempotent: true,
    params: IdParams,
    body: z.object({
      service: ServiceName,
      ...brought,
      /** The certificate as the person saw it. */
      version: Version,
    }),
    response: ServiceCase,
    errors: ['PORTRAIT_REQUIRED', 'CHANGES_REQUIRED', 'REASON_REQUIRED', 'PROVINCE_REQUIRED', 'VERSION_CONFLICT', 'CERT_BUSY'],
  }),
  ask: route({
    id: 'certificateService.ask',
    method: 'POST',
    path: '/api/certificates/:id/services/ask',
    access: ['WORKER'],
    summary: '请所在企业办理（JS-07、JS-08：这种证书由企业办）',
    idempotent: true,
    params: IdParams,
    body: z.object({ service: ServiceName }),
    response: z.object({ message: z.string() }),
    errors: ['NO_EMPLOYER'],
  }),
  bases: route({
    id: 'certificateService.bases',
    method: 'GET',
    path: '/api/certificates/:id/bases',
    access: ['WORKER', 'ENTERPRISE_STAFF'],
    summary: '可以代办的考核基地（JS-08）',
    params: IdParams,
    response: page(z.object({ id: Id, name: z.string(), address: z.string(), phone: z.optional(z.string()) })),
  }),
  askBase: route({
    id: 'certificateService.askBase',
    method: 'POST',
    path: '/api/certificates/:id/services/ask-base',
    access: ['WORKER', 'ENTERPRISE_STAFF'],
    summary: '请考核基地以所在企业的名义代办（JS-08）',
    idempotent: true,
    params: IdParams,
    body: z.object({ service: ServiceName, baseId: Id }),
    response: z.object({ message: z.string() }),
    errors: ['NO_EMPLOYER', 'BASE_NOT_ALLOWED'],
  }),
  takeBackBase: route({
    id: 'certificateService.takeBackBase',
    method: 'POST',
    path: '/api/certificates/:id/services/take-back-base',
    access: ['WORKER', 'ENTERPRISE_STAFF'],
    summary: '收回代办，考核基地不能再办（JS-08；已提交的申请不变）',
    idempotent: true,
    params: IdParams,
    body: z.object({ service: ServiceName, baseId: Id }),
    response: Done,
  }),
  listOfBase: route({
    id: 'certificateService.listOfBase',
    method: 'GET',
    path: '/api/base/certificates',
    access: ['BASE_AGENT'],
    summary: '请本基地代办的人员和证书，最近请的在前（JS-08）',
    response: page(AgencyRow),
  }),
  listOfPeople: route({
    id: 'certificateService.listOfPeople',
    method: 'GET',
    path: '/api/enterprise/certificates',
    access: ['ENTERPRISE_STAFF'],
    summary: '本单位人员的证书和剩余天数（JS-07、JS-08）',
    response: page(
      z.object({
        certificateId: Id,
        number: z.string(),
        subject: Subject,
        holderName: z.string(),
        idNumberMasked: z.string(),
        status: z.string(),
        statusZh: z.string(),
        validTo: z.optional(LocalDate),
        daysLeft: z.optional(z.int()),
      }),
    ),
  }),
  listMine: route({
    id: 'certificateService.listMine',
    method: 'GET',
    path: '/api/services',
    access: holders,
    summary: '我（单位）办的证书业务',
    query: PageQuery,
    response: page(ServiceCase),
  }),
  view: route({
    id: 'certificateService.view',
    method: 'GET',
    path: '/api/services/:id',
    access: [...holders, ...officers],
    summary: '一件证书业务',
    params: IdParams,
    response: ServiceCase,
  }),
  correct: route({
    id: 'certificateService.correct',
    method: 'POST',
    path: '/api/services/:id/correct',
    access: holders,
    summary: '把退回补正的申请改好，重新提交；由原来的申请人办',
    idempotent: true,
    params: IdParams,
    body: z.object({ ...brought, version: Version }),
    response: ServiceCase,
    errors: ['ILLEGAL_TRANSITION', 'VERSION_CONFLICT', 'PORTRAIT_REQUIRED', 'CHANGES_REQUIRED', 'REASON_REQUIRED', 'PROVINCE_REQUIRED'],
  }),
  withdraw: route({
    id: 'certificateService.withdraw',
    method: 'POST',
    path: '/api/services/:id/withdraw',
    access: holders,
    summary: '撤回还没审核、退回补正或者办理受阻的申请，和对方省还没接收的调出（QH-03）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: ServiceCase,
    errors: ['ILLEGAL_TRANSITION', 'VERSION_CONFLICT', 'ALREADY_RECEIVED', 'CHECK_PENDING'],
  }),
  queue: route({
    id: 'certificateService.queue',
    method: 'GET',
    path: '/api/authority/services',
    access: officers,
    summary: '待审核和办理受阻的证书业务，等得最久的在前',
    query: z.extend(PageQuery, { service: z.optional(ServiceName) }),
    response: page(ServiceCase),
  }),
  decide: route({
    id: 'certificateService.decide',
    method: 'POST',
    path: '/api/authority/services/:id/decide',
    access: officers,
    summary: '同意办理，或写明原因退回补正、不予办理',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({
      decision: z.enum(['APPROVE', 'RETURN', 'REFUSE']),
      reason: z.optional(text(2, 200, '请写明原因')),
      version: Version,
    }),
    response: ServiceCase,
    errors: ['ALREADY_DECIDED', 'REASON_REQUIRED'],
  }),
  findCertificate: route({
    id: 'certificateService.findCertificate',
    method: 'POST',
    path: '/api/authority/certificates/find',
    access: officers,
    summary: '按证书编号找本省的证书',
    body: z.object({ number: text(4, 40, '请填写完整的证书编号') }),
    response: OfficerCertificate,
  }),
  measure: route({
    id: 'certificateService.measure',
    method: 'POST',
    path: '/api/authority/certificates/:id/measures',
    access: officers,
    summary: '暂扣、发还、吊销、撤销、注销证书：写明原因和法律依据',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({
      measure: z.enum(Object.keys(MEASURES) as Measure[]),
      reason: text(4, 200, '请写明事实和原因'),
      legalBasis: text(4, 200, '请写明法律依据（法规名称和条款）'),
      /** Of `file.uploadEvidence`. */
      evidenceFileIds: z.optional(z.array(Id).check(z.maxLength(5, '最多5张'))),
      version: Version,
    }),
    response: OfficerCertificate,
    errors: ['ALREADY_DECIDED', 'ILLEGAL_TRANSITION', 'EVIDENCE_REQUIRED'],
  }),
};
