import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { EDUCATIONS } from '../domain/educations';
import { SITE_POSTS } from '../domain/posts';
import {
  Hours,
  Id,
  IdNumber,
  IdParams,
  Instant,
  LocalDate,
  page,
  PageQuery,
  Subject,
  text,
  TimelineEntry,
  Verdict,
  Version,
} from './common';
import { EXCEL } from './filing';
import { route } from './route';

const Post = z.enum(Object.keys(SITE_POSTS) as (keyof typeof SITE_POSTS)[], '请选择岗位');
/** As printed on the paper. */
const CertificateNumber = z.string().check(z.trim(), z.minLength(4, '请填写完整的证书编号'), z.maxLength(40, '证书编号最多40个字'));

/** Where the file of a certificate is checked that the register does not know (HN-04); `until` the last day on which both originals may be shown. */
export const FileCheckPlace = z.object({ place: z.string(), papers: z.array(z.string()), until: LocalDate });
export type FileCheckPlace = z.output<typeof FileCheckPlace>;

/** 换证 of one old certificate, from the look-up to the new one. */
export const Exchange = z.object({
  id: Id,
  status: z.string(),
  statusZh: z.string(),
  subject: z.optional(Subject),
  oldNumber: z.string(),
  oldValidTo: z.optional(LocalDate),
  /** Of the old one in the wallet, once it is there. */
  oldCertificateId: z.optional(Id),
  /** Last day of exchanges (HN-06). */
  closesOn: z.optional(LocalDate),
  education: z.optional(z.string()),
  portraitFileId: z.optional(Id),
  /** HN-07: what is asked for, and what of it is learnt; no float touches them. */
  hours: z.object({ required: Hours, requiredProfessional: Hours, earned: Hours, professional: Hours }),
  /** The class they chose; `begun`: its first day has come. */
  trainingClass: z.optional(
    z.object({ name: z.string(), providerName: z.string(), startsOn: LocalDate, endsOn: LocalDate, begun: z.boolean() }),
  ),
  examSessionId: z.optional(Id),
  passedOn: z.optional(LocalDate),
  fileCheck: z.optional(FileCheckPlace),
  /** Both originals were shown, and the office has yet to answer. */
  originalsSeenOn: z.optional(LocalDate),
  /** Why it was closed, or why no certificate could be made yet, in words. */
  reason: z.optional(z.string()),
  /** What stands against 更新 now (HN-06…09). */
  verdict: Verdict,
  certificateId: z.optional(Id),
  certificateNumber: z.optional(z.string()),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type Exchange = z.output<typeof Exchange>;

/** One site certificate of the person as the ministry's register or our own has it, and whether it is exchanged: each says why not. */
export const HeldCertificate = z.object({
  number: z.string(),
  titleZh: z.string(),
  subject: Subject,
  issuedOn: LocalDate,
  validTo: z.optional(LocalDate),
  inRegister: z.boolean(),
  verdict: Verdict,
  exchange: z.optional(z.object({ id: Id, status: z.string(), statusZh: z.string() })),
});
export type HeldCertificate = z.output<typeof HeldCertificate>;

export const ExchangeDesk = z.object({
  /** The province has this exchange at all. */
  offered: z.boolean(),
  /** Of the exchange as such: closed, or not offered here. */
  verdict: Verdict,
  closesOn: z.optional(LocalDate),
  /** DOWN: the register does not answer; nothing is refused for that. */
  register: z.enum(['ANSWERED', 'DOWN', 'NOT_ASKED']),
  certificates: z.array(HeldCertificate),
  /** Exchanges of certificates that no register shows. */
  others: z.array(z.object({ id: Id, number: z.string(), status: z.string(), statusZh: z.string() })),
  fileCheck: z.optional(FileCheckPlace),
  /** 「在系统“继续教育”中可查看个人已学继续教育学时信息」 (HN-08). */
  hours: z.array(z.object({ courseTitle: z.string(), statusZh: z.string(), requiredHours: Hours, earnedHours: Hours })),
});
export type ExchangeDesk = z.output<typeof ExchangeDesk>;

/** A class to choose; what cannot be chosen is shown with its reason (HN-07, HN-14). */
export const ExchangeClass = z.object({
  id: Id,
  name: z.string(),
  institutionName: z.string(),
  address: z.string(),
  phone: z.optional(z.string()),
  startsOn: LocalDate,
  endsOn: LocalDate,
  seatsLeft: z.int(),
  requiredHours: Hours,
  /** All that the course gives, and the professional part of it. */
  hours: z.object({ total: Hours, professional: Hours }),
  verdict: Verdict,
});
export type ExchangeClass = z.output<typeof ExchangeClass>;

/** A row of the counter: somebody whose file is to be checked. */
export const FileCheck = z.object({
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  number: z.string(),
  post: z.optional(z.string()),
  postZh: z.optional(z.string()),
  since: Instant,
  originalsSeenOn: z.optional(LocalDate),
  until: LocalDate,
  version: Version,
});
export type FileCheck = z.output<typeof FileCheck>;

/** Somebody who has not exchanged yet (HN-23). */
export const Unexchanged = z.object({
  /** Of the certificate. */
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  subject: Subject,
  number: z.string(),
  validTo: z.optional(LocalDate),
  city: z.string(),
  enterpriseName: z.optional(z.string()),
  stageZh: z.string(),
  /** Without an account nobody can be told. */
  hasAccount: z.boolean(),
  remindedToday: z.boolean(),
});
export type Unexchanged = z.output<typeof Unexchanged>;

const PendingQuery = z.object({ city: z.optional(z.string().check(z.maxLength(20))) });
const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const watchers = ['ENTERPRISE_STAFF', 'INSTITUTION_STAFF', ...officers] as const;
const refusals = [
  'ISSUED_OUTSIDE_YEARS',
  'ISSUED_BY_OTHERS',
  'POST_NOT_EXCHANGED',
  'TITLE_NOT_EXCHANGED',
  'NOT_IN_REGISTER',
  'CERT_LAPSED',
  'CERT_VOIDED',
  'CLOSED',
] as const;

export const exchangeRoutes = {
  desk: route({
    id: 'exchange.desk',
    method: 'GET',
    path: '/api/exchanges',
    access: ['WORKER'],
    summary: '证书管理：查询本人的旧证书，能不能换证、办到哪一步（HN-01…06）',
    response: ExchangeDesk,
  }),
  begin: route({
    id: 'exchange.begin',
    method: 'POST',
    path: '/api/exchanges',
    access: ['WORKER'],
    summary: '开始换证；查询不到的转现场核查档案（HN-03、HN-04）',
    idempotent: true,
    body: z.object({ number: CertificateNumber, post: z.optional(Post) }),
    response: Exchange,
    errors: [...refusals, 'IDENTITY_REQUIRED', 'PROVINCE_REQUIRED'],
  }),
  view: route({
    id: 'exchange.view',
    method: 'GET',
    path: '/api/exchanges/:id',
    access: ['WORKER'],
    summary: '一次换证',
    params: IdParams,
    response: Exchange,
  }),
  complete: route({
    id: 'exchange.complete',
    method: 'POST',
    path: '/api/exchanges/:id/profile',
    access: ['WORKER'],
    summary: '完善个人基本信息并上传头像（HN-08）',
    params: IdParams,
    body: z.object({ education: z.enum(EDUCATIONS, '请选择文化程度'), portraitFileId: Id }),
    response: Exchange,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  classes: route({
    id: 'exchange.classes',
    method: 'GET',
    path: '/api/exchanges/:id/classes',
    access: ['WORKER'],
    summary: '可选的继续教育班，自行选择；不能选的写明原因（HN-07、HN-14、HN-21）',
    params: IdParams,
    response: page(ExchangeClass),
  }),
  enrol: route({
    id: 'exchange.enrol',
    method: 'POST',
    path: '/api/exchanges/:id/enrol',
    access: ['WORKER'],
    summary: '选择培训班参加继续教育（HN-07、HN-08、HN-14、HN-15）',
    idempotent: true,
    params: IdParams,
    body: z.object({ classId: Id }),
    response: Exchange,
    errors: [
      'CLASS_FULL',
      'ILLEGAL_TRANSITION',
      'PROFILE_REQUIRED',
      'PHOTO_REQUIRED',
      'INSTITUTION_NOT_AUTHORISED',
      'EXCHANGE_HOURS_SHORT',
      'CLOSED',
    ],
  }),
  update: route({
    id: 'exchange.update',
    method: 'POST',
    path: '/api/exchanges/:id/update',
    access: ['WORKER'],
    summary: '更新：生成电子证书，同时原证书作废（HN-06…09）',
    idempotent: true,
    params: IdParams,
    response: Exchange,
    errors: ['EXCHANGE_HOURS_SHORT', 'ASSESSMENT_REQUIRED', 'PROFILE_REQUIRED', 'PHOTO_REQUIRED', 'ILLEGAL_TRANSITION', ...refusals],
  }),
  fileChecks: route({
    id: 'exchange.fileChecks',
    method: 'GET',
    path: '/api/authority/exchanges/file-checks',
    access: officers,
    summary: '待核查的档案，等待最久的在前（HN-04）',
    query: PageQuery,
    response: page(FileCheck),
  }),
  receive: route({
    id: 'exchange.receive',
    method: 'POST',
    path: '/api/authority/exchanges/file-checks',
    access: ACTS.EXCHANGE_FILE_CHECK,
    summary: '现场收件：本人带身份证原件、证书原件（HN-04）',
    idempotent: true,
    body: z.object({
      idNumber: IdNumber,
      number: CertificateNumber,
      post: Post,
      idOriginal: z.boolean(),
      certificateOriginal: z.boolean(),
    }),
    response: FileCheck,
    errors: ['ORIGINALS_REQUIRED', 'CLOSED', 'PERSON_NOT_FOUND', 'IN_REGISTER', 'OWN_CASE', 'EXCHANGE_BEGUN'],
  }),
  decide: route({
    id: 'exchange.decide',
    method: 'POST',
    path: '/api/authority/exchanges/:id/file-check',
    access: ACTS.EXCHANGE_FILE_CHECK,
    summary: '档案核查结论；通过的按原件登记证书（HN-01、HN-02、HN-04）',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({
      decision: z.enum(['ACCEPT', 'REFUSE']),
      reason: z.optional(text(2, 200, '请写明原因')),
      post: z.optional(Post),
      issuedOn: z.optional(LocalDate),
      validTo: z.optional(LocalDate),
      version: Version,
    }),
    response: FileCheck,
    errors: ['ALREADY_DECIDED', 'OWN_CASE', 'ORIGINALS_REQUIRED', 'REASON_REQUIRED', 'ISSUED_ON_REQUIRED', 'NUMBER_TAKEN', ...refusals],
  }),
  pending: route({
    id: 'exchange.pending',
    method: 'GET',
    path: '/api/exchanges/pending',
    access: watchers,
    summary: '未换证人员名单：主管部门按市县、企业和培训机构看本单位的（HN-23）',
    query: z.extend(PageQuery, { city: z.optional(z.string().check(z.maxLength(20))) }),
    response: z.extend(page(Unexchanged), {
      /** On the first page, like `total`: figures of the whole list. */
      cities: z.array(z.object({ city: z.string(), count: z.int() })),
      closesOn: z.optional(LocalDate),
    }),
  }),
  remind: route({
    id: 'exchange.remind',
    method: 'POST',
    path: '/api/exchanges/pending/remind',
    access: watchers,
    summary: '一键提醒名单里的人尽快换证，每人每天一次（HN-23）',
    idempotent: true,
    body: PendingQuery,
    response: z.object({ told: z.int(), already: z.int(), without: z.int() }),
    errors: ['CLOSED'],
  }),
  sheet: route({
    id: 'exchange.sheet',
    method: 'GET',
    path: '/api/exchanges/pending/sheet',
    access: watchers,
    summary: '下载未换证人员名单的表格（HN-23）',
    query: PendingQuery,
    binary: [EXCEL],
  }),
};
