import * as z from 'zod/mini';
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
import { route } from './route';

/** First and last day on which something can be done; `daysLeft` until the last one, 0 on the day itself. */
export const Days = z.object({
  opens: z.optional(LocalDate),
  closes: z.optional(LocalDate),
  state: z.enum(['BEFORE', 'OPEN', 'OVER', 'UNLIMITED']),
  /** Before: days until it opens; open: days until it closes. */
  days: z.optional(z.int()),
});
export type Days = z.output<typeof Days>;

export const CE_MODES = ['ONLINE', 'OFFLINE'] as const;
export const CeMode = z.enum(CE_MODES);
export type CeMode = z.output<typeof CeMode>;

/** 继续教育 of one certificate and period, as far as it has come. */
export const CeCase = z.object({
  id: Id,
  status: z.string(),
  statusZh: z.string(),
  mode: CeMode,
  /** Institution, employer or platform. */
  providerName: z.string(),
  className: z.optional(z.string()),
  classEndsOn: z.optional(LocalDate),
  requiredHours: z.optional(Hours),
  earnedHours: z.optional(Hours),
  passedOn: z.optional(LocalDate),
  /** In the authority's records, where the law asks for that. */
  recorded: z.enum(['NOT_NEEDED', 'NONE', 'PENDING', 'PASSED', 'REJECTED']),
  examSessionId: z.optional(Id),
  /** Why it was sent back, in words. */
  reason: z.optional(z.string()),
  canWithdraw: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type CeCase = z.output<typeof CeCase>;

/** S1's flow chart, word for word; where the person stands on it. */
export const CE_STEPS = ['进入报名窗口', '选择报名类型', '选择教育方式', '线上教育/线下教育', '申请证书延期'] as const;

/** One certificate and what keeps it alive: both windows as dates and as days, what is open now and what is not, and why. */
export const CeOverview = z.object({
  certificateId: Id,
  number: z.string(),
  subject: Subject,
  provinceZh: z.string(),
  validTo: z.optional(LocalDate),
  daysLeft: z.optional(z.int()),
  /** Index in CE_STEPS of the step to take now. */
  step: z.int(),
  signUp: z.object({ verdict: Verdict, window: Days }),
  extension: z.object({ verdict: Verdict, window: Days }),
  /** Last day on which a class may end; absent where the law says nothing of it (CQ-09, CQ-13). */
  classBy: z.optional(LocalDate),
  /** Absent until the person has signed up. */
  current: z.optional(CeCase),
  /** The extension that is being decided, or was. */
  serviceId: z.optional(Id),
  version: Version,
});
export type CeOverview = z.output<typeof CeOverview>;

/** A class or a platform to choose; what cannot be chosen is shown with its reason (CQ-09, CQ-13, QH-27). */
export const CeClass = z.object({
  id: Id,
  name: z.string(),
  institutionName: z.string(),
  address: z.string(),
  phone: z.optional(z.string()),
  startsOn: LocalDate,
  endsOn: LocalDate,
  seatsLeft: z.int(),
  requiredHours: Hours,
  verdict: Verdict,
});
export type CeClass = z.output<typeof CeClass>;
export const CePlatform = z.object({ id: Id, name: z.string(), phone: z.optional(z.string()), verdict: Verdict });
export type CePlatform = z.output<typeof CePlatform>;
export const CeOptions = z.object({ modes: z.array(CeMode), classes: z.array(CeClass), platforms: z.array(CePlatform) });
export type CeOptions = z.output<typeof CeOptions>;

/** A row of the authority's queue: passed in a classroom and to be imported, or pushed by a platform and to be reviewed. */
export const CeRecordRow = z.object({
  id: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  subject: Subject,
  certificateNumber: z.string(),
  validTo: LocalDate,
  mode: CeMode,
  providerName: z.string(),
  passedOn: LocalDate,
  status: z.string(),
  statusZh: z.string(),
  version: Version,
});
export type CeRecordRow = z.output<typeof CeRecordRow>;

/** What an approved platform pushes; `signature`: HMAC-SHA256 over its credit code, `sentAt` and each row (`number,ID number,day`), a line each, in hex. */
export const CePush = z.object({
  creditCode: z.string().check(z.regex(/^[0-9A-Z]{18}$/)),
  sentAt: Instant,
  rows: z
    .array(z.object({ certificateNo: z.string().check(z.minLength(4), z.maxLength(40)), idNumber: IdNumber, passedOn: LocalDate }))
    .check(z.minLength(1), z.maxLength(500)),
  signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type CePush = z.output<typeof CePush>;
/** ALREADY: the same result was taken before. */
export const CePushResult = z.object({ certificateNo: z.string(), state: z.enum(['TAKEN', 'ALREADY', 'REFUSED']), message: z.string() });
export type CePushResult = z.output<typeof CePushResult>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

export const continuingEducationRoutes = {
  listMine: route({
    id: 'continuingEducation.listMine',
    method: 'GET',
    path: '/api/continuing-education',
    access: ['WORKER'],
    summary: '我的继续教育：每本证书的报名和延期时间（CQ-08…14、QH-23…29）',
    response: page(CeOverview),
  }),
  view: route({
    id: 'continuingEducation.view',
    method: 'GET',
    path: '/api/continuing-education/:id',
    access: ['WORKER'],
    summary: '一本证书的继续教育',
    params: IdParams,
    response: CeOverview,
  }),
  options: route({
    id: 'continuingEducation.options',
    method: 'GET',
    path: '/api/continuing-education/:id/options',
    access: ['WORKER'],
    summary: '可选的班次和平台；不能选的写明原因（CQ-09、CQ-10、CQ-13、QH-24、QH-27）',
    params: IdParams,
    response: CeOptions,
  }),
  enrol: route({
    id: 'continuingEducation.enrol',
    method: 'POST',
    path: '/api/continuing-education/:id/enrol',
    access: ['WORKER'],
    summary: '报名继续教育（CQ-08…13、QH-23、QH-24）',
    idempotent: true,
    params: IdParams,
    body: z.object({ mode: CeMode, classId: z.optional(Id), platformId: z.optional(Id) }),
    response: CeOverview,
    errors: ['CLASS_FULL', 'ILLEGAL_TRANSITION'],
  }),
  withdraw: route({
    id: 'continuingEducation.withdraw',
    method: 'POST',
    path: '/api/continuing-education/:id/withdraw',
    access: ['WORKER'],
    summary: '取消继续教育报名（开班前）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: CeOverview,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  push: route({
    id: 'continuingEducation.push',
    method: 'POST',
    path: '/api/platforms/continuing-education',
    access: 'PUBLIC',
    summary: '线上继续教育平台推送合格人员名单，签名验证（QH-27、QH-28）',
    body: CePush,
    response: z.object({ results: z.array(CePushResult) }),
    errors: ['SIGNATURE_WRONG', 'REPORTER_NOT_LISTED'],
  }),
  queue: route({
    id: 'continuingEducation.queue',
    method: 'GET',
    path: '/api/authority/continuing-education',
    access: officers,
    summary: '待导入、待审核的继续教育结果（QH-25、QH-28）',
    query: z.extend(PageQuery, { mode: z.optional(CeMode) }),
    response: page(CeRecordRow),
  }),
  confirm: route({
    id: 'continuingEducation.confirm',
    method: 'POST',
    path: '/api/authority/continuing-education/confirm',
    access: ['AUTHORITY_REVIEWER'],
    summary: '按批次导入或审核通过继续教育记录（QH-25、QH-28）',
    idempotent: true,
    body: z.object({ ids: z.array(Id).check(z.minLength(1, '请先勾选人员'), z.maxLength(100)) }),
    response: z.object({ results: z.array(z.object({ id: Id, ok: z.boolean(), message: z.string() })) }),
  }),
  returnReport: route({
    id: 'continuingEducation.returnReport',
    method: 'POST',
    path: '/api/authority/continuing-education/:id/return',
    access: officers,
    summary: '退回平台推送的结果（QH-28）',
    idempotent: true,
    params: IdParams,
    body: z.object({ reason: text(2, 200, '请写明原因'), version: Version }),
    response: CeRecordRow,
    errors: ['ALREADY_DECIDED'],
  }),
};
