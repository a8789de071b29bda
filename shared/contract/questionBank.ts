import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { CATEGORIES } from '../domain/categories';
import { QUESTION_KINDS } from '../domain/questions';
import { Instant, text, Version } from './common';
import { Difficulty } from './question';
import { route } from './route';

const Category = z.enum(CATEGORIES, '请选择类别');

/** The bank of a category that the province examines. */
export const BankSummary = z.object({
  category: Category,
  categoryZh: z.string(),
  /** Of the version that exams are drawn from; absent while there is none. */
  version: z.optional(Version),
  publishedAt: z.optional(Instant),
  publishedBy: z.optional(z.string()),
  inUse: z.int(),
  pending: z.int(),
  returned: z.int(),
  withdrawn: z.int(),
  /** Approved, changed or withdrawn since then: the next version has them. */
  unpublished: z.int(),
  /** For whom no paper can be drawn from the published version, and why. */
  shortages: z.array(z.object({ subjectZh: z.string(), words: z.array(z.string()) })),
});
export type BankSummary = z.output<typeof BankSummary>;

export const PaperRow = z.object({
  kind: z.enum(QUESTION_KINDS),
  /** Absent: of any topic. */
  topic: z.optional(text(2, 20, '请填写知识点')),
  /** Absent: of any difficulty. */
  difficulty: z.optional(Difficulty),
  count: z.int('题数要是整数').check(z.minimum(1, '每行至少1道'), z.maximum(200, '一行最多200道')),
  /** Points each. */
  score: z.int('分数要是整数').check(z.minimum(1, '每题至少1分'), z.maximum(20, '每题最多20分')),
});
export type PaperRow = z.output<typeof PaperRow>;

/** How a paper of one subject is put together, and what there is to draw from. */
export const Blueprint = z.object({
  category: Category,
  categoryZh: z.string(),
  /** Absent: of every code that has none of its own. */
  code: z.optional(z.string()),
  subjectZh: z.string(),
  codes: z.array(z.object({ code: z.string(), labelZh: z.string(), own: z.boolean() })),
  /** 0 while nobody has made one. */
  version: Version,
  rows: z.array(PaperRow),
  /** Approved questions of the exam pool, by topic, kind and difficulty. */
  stock: z.array(z.object({ topic: z.string(), kind: z.enum(QUESTION_KINDS), difficulty: Difficulty, count: z.int() })),
  /** Of what is approved; the published version may have less. */
  shortages: z.array(z.string()),
});
export type Blueprint = z.output<typeof Blueprint>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const Code = z.optional(z.string().check(z.maxLength(24)));

export const questionBankRoutes = {
  list: route({
    id: 'questionBank.list',
    method: 'GET',
    path: '/api/authority/question-banks',
    access: officers,
    summary: '本省各类别的题库：版本、待复核、够不够组卷',
    response: z.object({ items: z.array(BankSummary) }),
  }),
  publish: route({
    id: 'questionBank.publish',
    method: 'POST',
    path: '/api/authority/question-banks/publish',
    access: ACTS.PUBLISH_BANK,
    summary: '发布题库的新版本：已安排的考试仍用原来的版本',
    idempotent: true,
    /** `version`: the one that was looked at; 0 for none. */
    body: z.object({ category: Category, version: Version }),
    response: BankSummary,
    errors: ['QUESTION_BANK_CHANGED', 'NOTHING_TO_PUBLISH', 'NO_EXAM'],
  }),
  blueprint: route({
    id: 'questionBank.blueprint',
    method: 'GET',
    path: '/api/authority/question-banks/blueprint',
    access: officers,
    summary: '组卷方案：知识点、题型、难度各几道',
    query: z.object({ category: Category, code: Code }),
    response: Blueprint,
    errors: ['NO_EXAM'],
  }),
  setBlueprint: route({
    id: 'questionBank.setBlueprint',
    method: 'POST',
    path: '/api/authority/question-banks/blueprint',
    access: ACTS.SET_BLUEPRINT,
    summary: '保存组卷方案：已安排的考试仍按原来的',
    idempotent: true,
    body: z.object({
      category: Category,
      code: Code,
      rows: z.array(PaperRow).check(z.minLength(1, '至少要有一行'), z.maxLength(60, '最多60行')),
      version: Version,
    }),
    response: Blueprint,
    errors: ['BLUEPRINT_WRONG', 'BLUEPRINT_CHANGED', 'NO_EXAM', 'CODE_UNKNOWN'],
  }),
};
