import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { CATEGORIES } from '../domain/categories';
import { DIFFICULTIES, QUESTION_KINDS, QUESTION_POOLS } from '../domain/questions';
import { Id, IdParams, Instant, page, PageQuery, text, TimelineEntry, Version } from './common';
import { EXCEL } from './filing';
import { route } from './route';

export const QUESTION_STATES = ['PENDING', 'RETURNED', 'IN_USE', 'WITHDRAWN'] as const;
export const Difficulty = z.literal(DIFFICULTIES, '请选择难度');
const Category = z.enum(CATEGORIES, '请选择类别');

/** A question as it is written; `codes` absent: for every code of the category. A judgement has the options T and F. */
export const QuestionContent = z.object({
  codes: z.optional(z.array(z.string().check(z.maxLength(24))).check(z.minLength(1), z.maxLength(30))),
  pool: z.enum(QUESTION_POOLS, '请选择用途'),
  kind: z.enum(QUESTION_KINDS, '请选择题型'),
  topic: text(2, 20, '请填写知识点'),
  difficulty: Difficulty,
  stem: text(4, 500, '请填写题干'),
  options: z.array(z.object({ key: z.string().check(z.maxLength(1)), text: text(1, 200, '选项不能空') })).check(z.maxLength(6)),
  answer: z.array(z.string().check(z.maxLength(1))).check(z.minLength(1, '请选择答案'), z.maxLength(6)),
  /** Where it stands: 《建筑施工安全检查标准》3.2. */
  source: z.optional(text(2, 100, '请写明出处')),
  /** Why the answer is right; no candidate sees it before their exam has ended. */
  explanation: z.optional(text(2, 500, '请写明解析')),
  /** For `file.view`. */
  pictureFileId: z.optional(Id),
});
export type QuestionContent = z.output<typeof QuestionContent>;

export const QuestionItem = z.object({
  id: Id,
  category: Category,
  status: z.enum(QUESTION_STATES),
  statusZh: z.string(),
  pool: z.enum(QUESTION_POOLS),
  kind: z.enum(QUESTION_KINDS),
  topic: z.string(),
  difficulty: Difficulty,
  stem: z.string(),
  /** Exams still use it as it was before this change. */
  changing: z.boolean(),
  /** Why it was returned. */
  reason: z.optional(z.string()),
  writtenBy: z.string(),
  /** Somebody in the caller's seat may review it. */
  canReview: z.boolean(),
  updatedAt: Instant,
  version: Version,
});
export type QuestionItem = z.output<typeof QuestionItem>;

export const QuestionView = z.extend(QuestionItem, {
  content: QuestionContent,
  /** What exams use while a change waits. */
  inUse: z.optional(QuestionContent),
  /** Counts what was approved: 0 while it never was. */
  revision: z.int(),
  earlier: z.array(z.object({ revision: z.int(), approvedAt: Instant, content: QuestionContent })),
  timeline: z.array(TimelineEntry),
});
export type QuestionView = z.output<typeof QuestionView>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const changed = ['ILLEGAL_TRANSITION', 'QUESTION_CHANGED'] as const;
const wrong = ['QUESTION_WRONG', 'QUESTION_TWICE', 'PICTURE_MISSING'] as const;
const reason = text(2, 200, '请写明原因');
const sheetErrors = ['SHEET_UNREADABLE', 'SHEET_WRONG', 'SHEET_EMPTY', 'SHEET_TOO_LONG', 'FILE_REQUIRED', 'FILE_TOO_LARGE'] as const;
/** `sheet`: the same table in base64 with what became of each row, to be corrected and sent again. */
const Import = z.object({ fresh: z.int(), already: z.int(), wrong: z.int(), firstFault: z.optional(z.string()), sheet: z.string() });
export type QuestionImport = z.output<typeof Import>;

export const questionRoutes = {
  list: route({
    id: 'question.list',
    method: 'GET',
    path: '/api/authority/questions',
    access: officers,
    summary: '考题：按类别、状态、用途、题型、知识点、难度查，题干里的字也能查',
    query: z.extend(PageQuery, {
      category: z.optional(Category),
      status: z.optional(z.enum(QUESTION_STATES)),
      pool: z.optional(z.enum(QUESTION_POOLS)),
      kind: z.optional(z.enum(QUESTION_KINDS)),
      topic: z.optional(z.string().check(z.maxLength(20))),
      difficulty: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3))),
      words: z.optional(z.string().check(z.maxLength(40))),
    }),
    response: page(QuestionItem),
  }),
  view: route({
    id: 'question.view',
    method: 'GET',
    path: '/api/authority/questions/:id',
    access: officers,
    summary: '一道考题和它的历次版本',
    params: IdParams,
    response: QuestionView,
  }),
  create: route({
    id: 'question.create',
    method: 'POST',
    path: '/api/authority/questions',
    access: ACTS.EDIT_QUESTION,
    summary: '新出一道题，等另一位人员复核',
    idempotent: true,
    body: z.object({ category: Category, content: QuestionContent }),
    response: QuestionView,
    errors: wrong,
  }),
  edit: route({
    id: 'question.edit',
    method: 'POST',
    path: '/api/authority/questions/:id/edit',
    access: ACTS.EDIT_QUESTION,
    summary: '修改考题：复核通过前，考试仍用原来的',
    idempotent: true,
    params: IdParams,
    body: z.object({ content: QuestionContent, version: Version }),
    response: QuestionView,
    errors: [...changed, ...wrong],
  }),
  review: route({
    id: 'question.review',
    method: 'POST',
    path: '/api/authority/questions/review',
    access: ACTS.REVIEW_QUESTION,
    summary: '复核考题：勾选的逐题通过或退回，本人出的题不能复核',
    idempotent: true,
    body: z.object({
      items: z.array(z.object({ id: Id, version: Version })).check(z.minLength(1, '请先勾选考题'), z.maxLength(50, '一次最多50道')),
      decision: z.enum(['APPROVE', 'RETURN']),
      reason: z.optional(reason),
    }),
    response: z.object({ results: z.array(z.object({ id: Id, ok: z.boolean(), message: z.string() })) }),
    errors: ['REASON_REQUIRED'],
  }),
  discard: route({
    id: 'question.discard',
    method: 'POST',
    path: '/api/authority/questions/:id/discard',
    access: ACTS.EDIT_QUESTION,
    summary: '放弃还没有复核的修改，回到使用中的版本',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: QuestionView,
    errors: [...changed, 'NEVER_IN_USE'],
  }),
  withdraw: route({
    id: 'question.withdraw',
    method: 'POST',
    path: '/api/authority/questions/:id/withdraw',
    access: ACTS.EDIT_QUESTION,
    summary: '停用考题：已经抽好的试卷不受影响',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason }),
    response: QuestionView,
    errors: changed,
  }),
  uploadPicture: route({
    id: 'question.uploadPicture',
    method: 'POST',
    path: '/api/authority/question-pictures',
    access: ACTS.EDIT_QUESTION,
    summary: '上传考题的图',
    upload: true,
    response: z.object({ fileId: Id }),
    errors: ['FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED', 'DISK_FULL', 'PHOTO_TOO_OFTEN'],
  }),
  sheet: route({
    id: 'question.sheet',
    method: 'GET',
    path: '/api/authority/questions/sheet',
    access: officers,
    summary: '下载批量出题的表格：每行一道题',
    binary: [EXCEL],
  }),
  preview: route({
    id: 'question.preview',
    method: 'POST',
    path: '/api/authority/questions/preview',
    access: ACTS.EDIT_QUESTION,
    summary: '预览填好的表格：逐行说明，什么也不写入',
    upload: true,
    query: z.object({ category: Category }),
    response: Import,
    errors: sheetErrors,
  }),
  importSheet: route({
    id: 'question.importSheet',
    method: 'POST',
    path: '/api/authority/questions/import',
    access: ACTS.EDIT_QUESTION,
    summary: '导入表格里的考题，等另一位人员复核；有一行不对就整份不导入；同一份再传不会重复',
    upload: true,
    query: z.object({ category: Category }),
    response: Import,
    errors: [...sheetErrors, 'ROWS_WRONG'],
  }),
};
