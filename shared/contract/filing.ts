import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { SITE_POSTS } from '../domain/posts';
import { Id, IdNumber, IdParams, Instant, LocalDate, page, PageQuery, PersonName, text, TimelineEntry, Version } from './common';
import { route } from './route';

/** What is uploaded for one person: both sides of the ID card, the letter (JX-08), and the photo that the certificate will bear. */
export const FILING_PARTS = ['idFront', 'idBack', 'letter', 'portrait'] as const;
export type FilingPart = (typeof FILING_PARTS)[number];
export const FILING_PART_LABELS: Record<FilingPart, string> = {
  idFront: '身份证正面照片',
  idBack: '身份证反面照片',
  letter: '承诺书照片',
  portrait: '证书照片',
};

const Post = z.enum(Object.keys(SITE_POSTS) as (keyof typeof SITE_POSTS)[], '请选择岗位');
const states = ['DRAFT', 'PENDING_REVIEW', 'PASSED', 'REJECTED', 'ABANDONED'] as const;

/** 安全员换证 of one person, as both sides see it in the list (JX-21). */
export const FilingItem = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(states),
  statusZh: z.string(),
  name: z.string(),
  idNumberMasked: z.string(),
  enterpriseName: z.string(),
  post: z.optional(z.string()),
  postZh: z.optional(z.string()),
  /** Absent: `---` (JX-19). */
  certificateNo: z.optional(z.string()),
  /** Why a filing that passed has no number yet. */
  certificateNote: z.optional(z.string()),
  addedAt: Instant,
  /** Parts of what must be uploaded that are not there yet, named. */
  missing: z.array(z.string()),
  /** Why it was rejected. */
  reason: z.optional(z.string()),
  version: Version,
});
export type FilingItem = z.output<typeof FilingItem>;

export const Filing = z.extend(FilingItem, {
  /** Of the certificate that is exchanged, as the register has it. */
  oldNumber: z.optional(z.string()),
  /** Ids for `file.view`. */
  files: z.object({ idFront: z.optional(Id), idBack: z.optional(Id), letter: z.optional(Id), portrait: z.optional(Id) }),
  /** What stands against it now, in the words of the rules; asked anew on every look. */
  objections: z.array(z.object({ ruleId: z.string(), message: z.string() })),
  /** Numbers that a withdrawn approval took out of use for good (JX-18). */
  retiredNumbers: z.array(z.string()),
  timeline: z.array(TimelineEntry),
});
export type Filing = z.output<typeof Filing>;

export const MANUALS = ['admin', 'enterprise', 'student'] as const;
export const MANUAL_LABELS: Record<(typeof MANUALS)[number], string> = {
  admin: '管理员操作手册',
  enterprise: '企业操作手册',
  student: '学员操作手册',
};
export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const enterprise = ['ENTERPRISE_STAFF'] as const;
const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const channel = z.enum(['WEAPP', 'H5']);
const changed = ['FILING_CHANGED', 'ILLEGAL_TRANSITION'] as const;
const reason = text(2, 200, '请写明原因');

export const filingRoutes = {
  add: route({
    id: 'filing.add',
    method: 'POST',
    path: '/api/enterprise/filings',
    access: enterprise,
    summary: '添加换证人员：身份证号与平台数据对比（JX-05、JX-06）',
    idempotent: true,
    body: z.object({ idNumber: z.string().check(z.trim(), z.toUpperCase(), z.maxLength(18)), channel }),
    response: Filing,
    errors: ['ID_NUMBER_REQUIRED', 'ID_NUMBER_INVALID', 'NO_RECORD', 'ON_COMPUTER', 'CHECK_PENDING', 'FILING_TOO_OFTEN'],
  }),
  listOfEnterprise: route({
    id: 'filing.listOfEnterprise',
    method: 'GET',
    path: '/api/enterprise/filings',
    access: enterprise,
    summary: '本企业的换证申请，新的在前',
    query: z.extend(PageQuery, { status: z.optional(z.enum(states)) }),
    response: page(FilingItem),
  }),
  viewOfEnterprise: route({
    id: 'filing.viewOfEnterprise',
    method: 'GET',
    path: '/api/enterprise/filings/:id',
    access: enterprise,
    summary: '一份换证申请（企业）',
    params: IdParams,
    response: Filing,
  }),
  sheet: route({
    id: 'filing.sheet',
    method: 'GET',
    path: '/api/enterprise/filings/sheet',
    access: enterprise,
    summary: '下载批量添加的表格：每行一人，身份证号和岗位',
    binary: [EXCEL],
  }),
  importSheet: route({
    id: 'filing.importSheet',
    method: 'POST',
    path: '/api/enterprise/filings/import',
    access: enterprise,
    summary: '上传填好的表格，每行成为一份未提交的换证申请；有问题的行写回表格',
    upload: true,
    /** `sheet`: the same table in base64 with what became of each row, to be corrected and sent again. */
    response: z.object({ added: z.int(), failed: z.int(), sheet: z.string() }),
    errors: ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG', 'FILE_REQUIRED', 'FILE_TOO_LARGE'],
  }),
  choosePost: route({
    id: 'filing.choosePost',
    method: 'POST',
    path: '/api/enterprise/filings/:id/post',
    access: enterprise,
    summary: '选择岗位（JX-07），随选随存',
    params: IdParams,
    body: z.object({ post: Post }),
    response: Filing,
    errors: changed,
  }),
  upload: route({
    id: 'filing.upload',
    method: 'POST',
    path: '/api/enterprise/filings/:id/files/:part',
    access: enterprise,
    summary: '上传身份证正反面、承诺书照片、证书照片（JX-08），随传随存',
    upload: true,
    params: z.object({ id: Id, part: z.enum(FILING_PARTS) }),
    response: Filing,
    errors: [...changed, 'FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED'],
  }),
  letter: route({
    id: 'filing.letter',
    method: 'GET',
    path: '/api/enterprise/filings/:id/letter',
    access: enterprise,
    summary: '下载承诺书：已填好姓名、身份证号、单位和岗位（JX-09）',
    params: IdParams,
    binary: ['application/pdf'],
    errors: ['POST_REQUIRED', 'GLYPH_MISSING'],
  }),
  submit: route({
    id: 'filing.submit',
    method: 'POST',
    path: '/api/enterprise/filings/:id/submit',
    access: enterprise,
    summary: '提交省级审核；驳回的改好后重新提交（JX-10…14、JX-20）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, channel }),
    response: Filing,
    errors: [
      ...changed,
      'POST_REQUIRED',
      'FILE_MISSING',
      'TOO_MANY_CERTIFICATES',
      'POST_CONFLICT',
      'TOO_OLD',
      'ALREADY_FILED',
      'CHECK_PENDING',
    ],
  }),
  abandon: route({
    id: 'filing.abandon',
    method: 'POST',
    path: '/api/enterprise/filings/:id/abandon',
    access: enterprise,
    summary: '放弃一份没有提交或被驳回的换证申请',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: Filing,
    errors: changed,
  }),
  manual: route({
    id: 'filing.manual',
    method: 'GET',
    path: '/api/filing-manuals/:who',
    access: 'PUBLIC',
    summary: '下载操作手册：管理员、企业、学员（JX-22）',
    params: z.object({ who: z.enum(MANUALS) }),
    binary: ['application/pdf'],
  }),
  search: route({
    id: 'filing.search',
    method: 'POST',
    path: '/api/authority/filings/search',
    access: officers,
    summary: '查询换证申请：岗位、姓名、身份证号、证书编号、审核状态、添加时间（JX-16、JX-21）',
    /** Not in the address: names and numbers stay out of logs. `name` and `idNumber` are whole. */
    body: z.extend(PageQuery, {
      post: z.optional(Post),
      name: z.optional(PersonName('请填写完整的姓名')),
      idNumber: z.optional(IdNumber),
      certificateNo: z.optional(text(4, 30, '请填写完整的证书编号')),
      status: z.optional(z.enum(['PENDING_REVIEW', 'PASSED', 'REJECTED'])),
      from: z.optional(LocalDate),
      to: z.optional(LocalDate),
    }),
    response: page(FilingItem),
    errors: ['TIME_REVERSED'],
  }),
  viewForAuthority: route({
    id: 'filing.viewForAuthority',
    method: 'GET',
    path: '/api/authority/filings/:id',
    access: officers,
    summary: '一份换证申请（主管部门）',
    params: IdParams,
    response: Filing,
  }),
  review: route({
    id: 'filing.review',
    method: 'POST',
    path: '/api/authority/filings/review',
    access: ACTS.FILING_REVIEW,
    summary: '证书审核：勾选的逐份通过或驳回，各有各的结果（JX-09、JX-17、JX-19）',
    stepUp: true,
    idempotent: true,
    body: z.object({
      items: z.array(z.object({ id: Id, version: Version })).check(z.maxLength(50, '一次最多50份')),
      decision: z.enum(['PASS', 'REJECT']),
      reason: z.optional(reason),
      signatureSeen: z.boolean(),
      sealSeen: z.boolean(),
    }),
    response: z.object({ results: z.array(z.object({ id: Id, ok: z.boolean(), message: z.string() })) }),
    errors: ['NONE_SELECTED', 'LETTER_NOT_CHECKED', 'REASON_REQUIRED'],
  }),
  withdraw: route({
    id: 'filing.withdraw',
    method: 'POST',
    path: '/api/authority/filings/:id/withdraw',
    access: ACTS.FILING_REVIEW,
    summary: '撤回资质审核：编号作废，已发的证书撤销（JX-18）',
    stepUp: true,
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason }),
    response: Filing,
    errors: changed,
  }),
};
