import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { Id, IdParams, Instant, JurisdictionCode, LocalDate, page, PageQuery, Subject, text, TimelineEntry, Version } from './common';
import { EXCEL } from './filing';
import { route } from './route';

/** How somebody is told. The first two are tried by the system, the others by an officer. */
export const DUPLICATE_CHANNELS = {
  INBOX: '站内消息',
  SUBSCRIBE_MESSAGE: '微信消息',
  SMS: '短信',
  CALL: '电话',
  LETTER: '信函',
  VISIT: '上门',
} as const;
export type DuplicateChannel = keyof typeof DUPLICATE_CHANNELS;

/** One attempt to tell the person, kept as the proof (CQ-24, A-27). */
const Attempt = z.object({ channel: z.string(), channelZh: z.string(), at: Instant, reached: z.boolean(), note: z.string() });

const states = ['FOUND', 'NOTIFIED', 'UNREACHABLE', 'OVERDUE', 'CHOSEN', 'PUBLICIZED', 'CANCELLED', 'CLOSED'] as const;

/** One person's case as both sides see it. */
export const DuplicateItem = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(states),
  statusZh: z.string(),
  subject: Subject,
  name: z.string(),
  idNumberMasked: z.string(),
  /** This province's certificate, and the other one's. */
  own: z.object({ provinceZh: z.string(), number: z.string(), validTo: z.optional(LocalDate), statusZh: z.optional(z.string()) }),
  other: z.object({ provinceZh: z.string(), number: z.string(), validTo: z.optional(LocalDate) }),
  /** Last day to choose, and working days that are left with it (CQ-24). */
  deadline: z.optional(LocalDate),
  workingDaysLeft: z.optional(z.int()),
  /** Of the public notice (CQ-25, CQ-26): its first and last day. */
  publishedOn: z.optional(LocalDate),
  noticeEnds: z.optional(LocalDate),
  chosen: z.optional(z.enum(['OWN', 'OTHER'])),
  /** The next date of the case, and what it is; without a date where the official calendar is not known that far. */
  nextOn: z.optional(LocalDate),
  nextZh: z.string(),
  version: Version,
});
export type DuplicateItem = z.output<typeof DuplicateItem>;

export const DuplicateCase = z.extend(DuplicateItem, {
  mayChoose: z.boolean(),
  /** The days to choose are over: now only a cancellation that is done ends the case, and the holder may have one done (CQ-26). */
  mayCancel: z.boolean(),
  /** How the other province's cancellation stands. */
  otherNote: z.optional(z.string()),
  /** This province's certificate, to be opened by its holder. */
  certificateId: Id,
  timeline: z.array(TimelineEntry),
});
export type DuplicateCase = z.output<typeof DuplicateCase>;

export const OfficerDuplicate = z.extend(DuplicateCase, {
  phoneMasked: z.optional(z.string()),
  /** They can be told in the mini-program. */
  hasAccount: z.boolean(),
  attempts: z.array(Attempt),
  /** What stands against a public notice, and against cancelling, today. */
  publicize: z.object({ allowed: z.boolean(), why: z.optional(z.string()) }),
  cancel: z.object({ allowed: z.boolean(), why: z.optional(z.string()) }),
});
export type OfficerDuplicate = z.output<typeof OfficerDuplicate>;

/** What the file says of one person, and what would become of it. */
const PreviewRow = z.object({
  line: z.int(),
  name: z.string(),
  idNumberMasked: z.string(),
  number: z.string(),
  otherZh: z.string(),
  state: z.enum(['NEW', 'ALREADY', 'WRONG']),
  faults: z.array(z.string()),
});
export const DuplicatePreview = z.object({ rows: z.array(PreviewRow), fresh: z.int(), already: z.int(), wrong: z.int() });
export type DuplicatePreview = z.output<typeof DuplicatePreview>;

/** As such notices are published: name and number masked. */
export const DuplicateNotice = z.object({
  id: Id,
  provinceZh: z.string(),
  subject: Subject,
  nameMasked: z.string(),
  idNumberMasked: z.string(),
  numberMasked: z.string(),
  otherProvinceZh: z.string(),
  publishedOn: LocalDate,
  endsOn: LocalDate,
});
export type DuplicateNotice = z.output<typeof DuplicateNotice>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const changed = ['DUPLICATE_CHANGED', 'ILLEGAL_TRANSITION'] as const;
const sheetErrors = ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG', 'FILE_REQUIRED', 'FILE_TOO_LARGE', 'NOT_OFFERED'];

export const duplicateRoutes = {
  mine: route({
    id: 'duplicate.mine',
    method: 'GET',
    path: '/api/duplicates/:id',
    access: ['WORKER'],
    summary: '我的重复持证：两本证书、期限、办到哪一步（CQ-24）',
    params: IdParams,
    response: DuplicateCase,
  }),
  choose: route({
    id: 'duplicate.choose',
    method: 'POST',
    path: '/api/duplicates/:id/choice',
    access: ['WORKER'],
    summary: '选择注销哪一本（CQ-24），不能更改',
    idempotent: true,
    params: IdParams,
    body: z.object({ cancel: z.enum(['OWN', 'OTHER']), version: Version }),
    response: DuplicateCase,
    errors: [...changed, 'DEADLINE_OVER', 'DUPLICATE_SOLVED', 'CERTIFICATE_BUSY', 'CHECK_PENDING'],
  }),
  cancelMine: route({
    id: 'duplicate.cancelMine',
    method: 'POST',
    path: '/api/duplicates/:id/cancellation',
    access: ['WORKER'],
    summary: '选择的期限过了以后，本人注销其中一本；办完注销就办结（CQ-26）',
    idempotent: true,
    params: IdParams,
    body: z.object({ cancel: z.enum(['OWN', 'OTHER']), version: Version }),
    response: DuplicateCase,
    errors: [...changed, 'CANCELLED_ELSEWHERE_SOON', 'CERTIFICATE_BUSY'],
  }),
  notices: route({
    id: 'duplicate.notices',
    method: 'GET',
    path: '/api/duplicate-notices',
    access: 'PUBLIC',
    summary: '正在公示的重复持证，姓名和号码部分隐藏（CQ-25）',
    query: z.extend(PageQuery, { jurisdiction: z.optional(JurisdictionCode) }),
    response: page(DuplicateNotice),
  }),
  board: route({
    id: 'duplicate.board',
    method: 'GET',
    path: '/api/authority/duplicates',
    access: officers,
    summary: '本省的重复持证：没有办完的，下一个日子近的在前；或已办完的',
    query: z.extend(PageQuery, { part: z.optional(z.enum(['OPEN', 'ENDED'])) }),
    response: z.extend(page(DuplicateItem), { offered: z.boolean() }),
  }),
  view: route({
    id: 'duplicate.view',
    method: 'GET',
    path: '/api/authority/duplicates/:id',
    access: officers,
    summary: '一件重复持证（主管部门）：通知的证明、两本证书',
    params: IdParams,
    response: OfficerDuplicate,
  }),
  sheet: route({
    id: 'duplicate.sheet',
    method: 'GET',
    path: '/api/authority/duplicates/sheet',
    access: ACTS.DUPLICATE_CASE,
    summary: '下载重复持证名单的表格',
    binary: [EXCEL],
  }),
  preview: route({
    id: 'duplicate.preview',
    method: 'POST',
    path: '/api/authority/duplicates/preview',
    access: ACTS.DUPLICATE_CASE,
    summary: '预览填好的名单：逐行说明，什么也不写入',
    upload: true,
    response: DuplicatePreview,
    errors: sheetErrors,
  }),
  importSheet: route({
    id: 'duplicate.importSheet',
    method: 'POST',
    path: '/api/authority/duplicates/import',
    access: ACTS.DUPLICATE_CASE,
    summary: '导入名单：有一行不对就整份不导入；同一份再传不会重复',
    upload: true,
    response: z.object({ opened: z.int(), already: z.int() }),
    errors: [...sheetErrors, 'ROWS_WRONG'],
  }),
  fetchNational: route({
    id: 'duplicate.fetchNational',
    method: 'POST',
    path: '/api/authority/duplicates/national',
    access: ACTS.DUPLICATE_CASE,
    summary: '从国家平台取本省的重复持证名单',
    response: z.object({ opened: z.int(), already: z.int(), left: z.array(z.string()) }),
    errors: ['CHECK_PENDING', 'NOT_OFFERED'],
  }),
  attempt: route({
    id: 'duplicate.attempt',
    method: 'POST',
    path: '/api/authority/duplicates/:id/attempts',
    access: ACTS.DUPLICATE_CASE,
    summary: '记录一次电话、信函或上门通知，通没通知到都记（A-27）',
    idempotent: true,
    params: IdParams,
    body: z.object({
      channel: z.enum(['CALL', 'LETTER', 'VISIT']),
      reached: z.boolean(),
      note: text(4, 200, '请写明时间、经过和结果'),
      version: Version,
    }),
    response: OfficerDuplicate,
    errors: [...changed, 'OWN_CASE', 'CHECK_PENDING'],
  }),
  tellAgain: route({
    id: 'duplicate.tellAgain',
    method: 'POST',
    path: '/api/authority/duplicates/:id/message',
    access: ACTS.DUPLICATE_CASE,
    summary: '再发一次站内消息和短信，结果记入通知经过',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: OfficerDuplicate,
    errors: [...changed, 'OWN_CASE'],
  }),
  publicize: route({
    id: 'duplicate.publicize',
    method: 'POST',
    path: '/api/authority/duplicates/:id/notice',
    access: ACTS.DUPLICATE_CASE,
    summary: '公示（CQ-25）：无法通知或逾期未注销的',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: OfficerDuplicate,
    errors: [...changed, 'OWN_CASE', 'NOTIFY_FIRST', 'CHOICE_STILL_OPEN', 'CANCELLED_ELSEWHERE_SOON', 'CHECK_PENDING'],
  }),
  cancel: route({
    id: 'duplicate.cancel',
    method: 'POST',
    path: '/api/authority/duplicates/:id/cancellation',
    access: ACTS.DUPLICATE_CANCEL,
    summary: '公示期满，依法注销本省的那一本（CQ-26）',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: OfficerDuplicate,
    errors: [
      ...changed,
      'OWN_CASE',
      'PUBLISH_FIRST',
      'NOTICE_RUNNING',
      'DUPLICATE_SOLVED',
      'CANCELLED_ELSEWHERE_SOON',
      'OTHER_NOT_FOUND',
      'CHECK_PENDING',
    ],
  }),
  close: route({
    id: 'duplicate.close',
    method: 'POST',
    path: '/api/authority/duplicates/:id/closing',
    access: ACTS.DUPLICATE_CASE,
    summary: '办结：列错了，或不再重复',
    idempotent: true,
    params: IdParams,
    body: z.object({ reason: text(4, 200, '请写明为什么不用再办'), version: Version }),
    response: OfficerDuplicate,
    errors: [...changed, 'OWN_CASE'],
  }),
};
