import * as z from 'zod/mini';
import { CeMode } from './continuingEducation';
import { Hours, Id, IdParams, Instant, LocalDate, page, PageQuery, Subject, text, TimelineEntry, Version } from './common';
import { EXCEL } from './filing';
import { route } from './route';

/** One calendar year of one certificate. `waiting`: reported and not reviewed yet; it does not count (HN-17). */
export const HoursYear = z.object({
  year: z.int(),
  total: Hours,
  professional: Hours,
  waiting: Hours,
  /** NOT_OWED: the year of the certificate itself, or before it (HN-10) · RUNNING: not met so far, and the year is not over. */
  state: z.enum(['MET', 'RUNNING', 'UNMET', 'NOT_OWED']),
});
export type HoursYear = z.output<typeof HoursYear>;

/** 作废认定 as its holder and the authority see it. */
export const CeFinding = z.object({
  id: Id,
  certificateId: Id,
  certificateNumber: z.string(),
  subject: Subject,
  holderName: z.string(),
  ground: z.enum(['SHORT_HOURS', 'NOT_IN_POST']),
  groundZh: z.string(),
  status: z.string(),
  statusZh: z.string(),
  /** Last day for the holder's own word. */
  appealBy: LocalDate,
  appeal: z.optional(z.string()),
  evidence: z.array(z.string()),
  /** Ids for `file.view`: the evidence that was uploaded. */
  evidenceFileIds: z.array(Id),
  decisionReason: z.optional(z.string()),
  canAppeal: z.boolean(),
  canDecide: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type CeFinding = z.output<typeof CeFinding>;

/** 年度继续教育学时 of one certificate (HN-10…12): this year against its targets, and the two years that count together. */
export const HoursAccount = z.object({
  certificateId: Id,
  number: z.string(),
  subject: Subject,
  provinceZh: z.string(),
  status: z.string(),
  statusZh: z.string(),
  target: z.object({ total: Hours, professional: Hours, twoYears: z.optional(Hours) }),
  /** The newest first. */
  years: z.array(HoursYear),
  /** Reviewed hours of last year and this one; absent where two years are not counted together. */
  twoYears: z.optional(z.object({ from: z.int(), to: z.int(), total: Hours, met: z.boolean() })),
  finding: z.optional(CeFinding),
});
export type HoursAccount = z.output<typeof HoursAccount>;

export const HoursRowInput = z.object({
  certificateNumber: text(4, 40, '请填写证书编号'),
  holderName: text(2, 40, '请填写姓名'),
  total: Hours,
  professional: Hours,
  mode: CeMode,
  /** Day on which the assessment was passed; none: not assessed (HN-16). */
  assessedOn: z.optional(LocalDate),
});
export type HoursRowInput = z.output<typeof HoursRowInput>;

/** 学时上报批次 (HN-14…17). */
export const HoursReport = z.object({
  id: Id,
  /** Month and which of its two batches. */
  batchNumber: z.string(),
  institutionName: z.string(),
  status: z.string(),
  statusZh: z.string(),
  reason: z.optional(z.string()),
  rows: z.array(HoursRowInput),
  sentAt: Instant,
  canDecide: z.boolean(),
  canCorrect: z.boolean(),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type HoursReport = z.output<typeof HoursReport>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const rows = z.array(HoursRowInput).check(z.minLength(1, '请至少填写一人'), z.maxLength(200, '一批最多200人'));
const evidence = z.array(text(2, 100, '请写明证据的名称和编号')).check(z.minLength(1, '请写明证据'), z.maxLength(5));
const evidenceFileIds = z.optional(z.array(Id).check(z.maxLength(5, '最多5张')));

export const yearlyHoursRoutes = {
  accounts: route({
    id: 'yearlyHours.accounts',
    method: 'GET',
    path: '/api/yearly-hours',
    access: ['WORKER'],
    summary: '我的年度继续教育学时：今年、两年累计（HN-10…12）',
    response: page(HoursAccount),
  }),
  appeal: route({
    id: 'yearlyHours.appeal',
    method: 'POST',
    path: '/api/ce-findings/:id/appeal',
    access: ['WORKER'],
    summary: '对拟作废证书说明情况（A-13）',
    idempotent: true,
    params: IdParams,
    body: z.object({ text: text(4, 500, '请写明情况'), version: Version }),
    response: CeFinding,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  reports: route({
    id: 'yearlyHours.reports',
    method: 'GET',
    path: '/api/hours-reports',
    access: ['INSTITUTION_STAFF'],
    summary: '本机构上报的学时批次，最新的在前（HN-17）',
    query: PageQuery,
    response: page(HoursReport),
  }),
  report: route({
    id: 'yearlyHours.report',
    method: 'POST',
    path: '/api/hours-reports',
    access: ['INSTITUTION_STAFF'],
    summary: '上报考核合格的学时，每月两批次（HN-14…17）',
    idempotent: true,
    body: z.object({ rows }),
    response: HoursReport,
    errors: ['REPORTER_NOT_LISTED', 'TOO_MANY_BATCHES', 'ROW_NOT_ASSESSED', 'ROW_MODE', 'ROWS_WRONG', 'SERVICE_NOT_OFFERED'],
  }),
  sheet: route({
    id: 'yearlyHours.sheet',
    method: 'GET',
    path: '/api/hours-reports/sheet',
    access: ['INSTITUTION_STAFF'],
    summary: '下载上报学时的表格',
    binary: [EXCEL],
  }),
  readSheet: route({
    id: 'yearlyHours.readSheet',
    method: 'POST',
    path: '/api/hours-reports/sheet',
    access: ['INSTITUTION_STAFF'],
    summary: '读填好的学时表格，逐行说明；什么也不写入，核对后再上报',
    upload: true,
    response: z.object({
      rows: z.array(HoursRowInput),
      /** By line of the table: what is wrong with it; such a row is not among `rows`. */
      faults: z.array(z.object({ line: z.int(), message: z.string() })),
    }),
    errors: ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG', 'FILE_REQUIRED', 'FILE_TOO_LARGE'],
  }),
  reportSheet: route({
    id: 'yearlyHours.reportSheet',
    method: 'GET',
    path: '/api/hours-reports/:id/sheet',
    access: ['INSTITUTION_STAFF', ...officers],
    summary: '下载一批上报的学时，带审核结果',
    params: IdParams,
    binary: [EXCEL],
  }),
  correct: route({
    id: 'yearlyHours.correct',
    method: 'POST',
    path: '/api/hours-reports/:id/correct',
    access: ['INSTITUTION_STAFF'],
    summary: '改好退回的批次，再次上报；不另算一批（HN-17）',
    idempotent: true,
    params: IdParams,
    body: z.object({ rows, version: Version }),
    response: HoursReport,
    errors: ['ILLEGAL_TRANSITION', 'ROW_NOT_ASSESSED', 'ROWS_WRONG'],
  }),
  reportQueue: route({
    id: 'yearlyHours.reportQueue',
    method: 'GET',
    path: '/api/authority/hours-reports',
    access: officers,
    summary: '待审核的学时批次，等得最久的在前（HN-17）',
    query: PageQuery,
    response: page(HoursReport),
  }),
  decideReport: route({
    id: 'yearlyHours.decideReport',
    method: 'POST',
    path: '/api/authority/hours-reports/:id/decide',
    access: officers,
    summary: '审核录入，或写明原因退回（HN-17）',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['ENTER', 'RETURN']), reason: z.optional(text(2, 200, '请写明原因')), version: Version }),
    response: HoursReport,
    errors: ['ALREADY_DECIDED', 'REASON_REQUIRED'],
  }),
  findings: route({
    id: 'yearlyHours.findings',
    method: 'GET',
    path: '/api/authority/ce-findings',
    access: officers,
    summary: '待核实的作废认定，等得最久的在前（HN-12、HN-13、A-13）',
    query: PageQuery,
    response: page(CeFinding),
  }),
  openFinding: route({
    id: 'yearlyHours.openFinding',
    method: 'POST',
    path: '/api/authority/certificates/:id/not-in-post',
    access: officers,
    summary: '发现持证人没有从事相应岗位工作：附证据提出，通知本人说明（HN-13）',
    idempotent: true,
    params: IdParams,
    body: z.object({ evidence, evidenceFileIds }),
    response: CeFinding,
    errors: ['NO_GROUND_TO_VOID', 'EVIDENCE_REQUIRED'],
  }),
  decideFinding: route({
    id: 'yearlyHours.decideFinding',
    method: 'POST',
    path: '/api/authority/ce-findings/:id/decide',
    access: officers,
    summary: '核实后认定作废（附证据），或不予作废（A-13）',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({
      decision: z.enum(['CONFIRM', 'DISMISS']),
      reason: text(4, 300, '请写明核实情况'),
      evidence: z.optional(evidence),
      evidenceFileIds,
      version: Version,
    }),
    response: CeFinding,
    errors: ['ALREADY_DECIDED', 'APPEAL_TIME', 'EVIDENCE_REQUIRED', 'NO_GROUND_TO_VOID'],
  }),
};
