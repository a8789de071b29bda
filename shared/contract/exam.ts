import * as z from 'zod/mini';
import { Id, IdParams, Instant, page, PageQuery, Source, Subject, text, TimelineEntry, Version } from './common';
import { route } from './route';

export const Candidate = z.object({
  source: Source,
  name: z.string(),
  idNumberMasked: z.string(),
  seat: z.optional(z.string()),
  sessionId: z.optional(Id),
  sessionStatus: z.optional(z.string()),
  sessionStatusZh: z.optional(z.string()),
  sessionVersion: z.optional(Version),
  score: z.optional(z.number()),
  practical: z.optional(z.number()),
  /** All parts; not there while one is missing. */
  passed: z.optional(z.boolean()),
});
export type Candidate = z.output<typeof Candidate>;

/** 考试计划 (QH-14, QH-15). */
export const ExamPlan = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  subject: Subject,
  institution: z.object({ id: Id, name: z.string() }),
  status: z.string(),
  statusZh: z.string(),
  form: z.enum(['COMPUTER', 'MOBILE']),
  formZh: z.string(),
  startsAt: Instant,
  minutes: z.int(),
  passMark: z.number(),
  /** Where the subject has a practical part (O-10). */
  practicalMark: z.optional(z.number()),
  fullMark: z.number(),
  room: z.optional(z.string()),
  address: z.optional(z.string()),
  candidates: z.array(Candidate),
  reason: z.optional(z.string()),
  timeline: z.array(TimelineEntry),
  version: Version,
});
export type ExamPlan = z.output<typeof ExamPlan>;
export const ExamPlanItem = z.omit(z.extend(ExamPlan, { candidateCount: z.int() }), { candidates: true, timeline: true });
export type ExamPlanItem = z.output<typeof ExamPlanItem>;

/** 准考信息 and result, as the candidate sees them. */
export const ExamSessionView = z.object({
  id: Id,
  source: Source,
  planName: z.string(),
  subject: Subject,
  status: z.string(),
  statusZh: z.string(),
  form: z.enum(['COMPUTER', 'MOBILE']),
  formZh: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  minutes: z.int(),
  room: z.string(),
  address: z.string(),
  seat: z.string(),
  admissionNumber: z.string(),
  canCheckIn: z.boolean(),
  canStart: z.boolean(),
  score: z.optional(z.number()),
  passMark: z.number(),
  practical: z.optional(z.number()),
  practicalMark: z.optional(z.number()),
  fullMark: z.number(),
  passed: z.optional(z.boolean()),
  serverTime: Instant,
  version: Version,
});
export type ExamSessionView = z.output<typeof ExamSessionView>;

export const Question = z.object({
  id: z.string(),
  kind: z.enum(['SINGLE', 'MULTIPLE', 'JUDGE']),
  stem: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  score: z.number(),
});
export type Question = z.output<typeof Question>;
/** No name that every object answers to, and nothing that a database would read as a path or an operator. */
const QuestionId = z.string().check(
  z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, '题目编号不正确，请刷新试卷'),
  z.refine((id) => !(id in {}), '题目编号不正确，请刷新试卷'),
);
const Choice = z.array(z.string().check(z.minLength(1), z.maxLength(8, '选项不正确，请刷新试卷'))).check(
  z.maxLength(8, '选项太多，请刷新试卷'),
  z.refine((keys) => new Set(keys).size === keys.length, '选项有重复，请重新选择'),
);
export const SavedAnswer = z.object({ questionId: QuestionId, choice: Choice, version: z.int().check(z.nonnegative()) });
export type SavedAnswer = z.output<typeof SavedAnswer>;
/** The paper frozen for one candidate; it never carries an answer key. */
export const ExamPaper = z.object({
  sessionId: Id,
  questions: z.array(Question),
  answers: z.array(SavedAnswer),
  deadline: Instant,
  serverTime: Instant,
});
export type ExamPaper = z.output<typeof ExamPaper>;
export const ScoreReply = z.object({
  sessionId: Id,
  score: z.number(),
  fullMark: z.number(),
  passMark: z.number(),
  /** The paper. */
  passed: z.boolean(),
  /** The practical part, where the subject has one and the paper was passed; without a score it is still to come (O-10). */
  practical: z.optional(z.object({ passMark: z.number(), score: z.optional(z.number()), passed: z.optional(z.boolean()) })),
  submittedAt: Instant,
  byTimeout: z.boolean(),
});
export type ScoreReply = z.output<typeof ScoreReply>;

const staff = ['INSTITUTION_STAFF'] as const;
const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const VersionBody = z.object({ version: Version });
const planFields = {
  name: text(2, 40, '请填写计划名称'),
  startsAt: Instant,
  minutes: z.int().check(z.minimum(10), z.maximum(240)),
  sources: z.array(Source).check(z.minLength(1, '请选择考生'), z.maxLength(200)),
};

export const examRoutes = {
  eligible: route({
    id: 'exam.eligible',
    method: 'GET',
    path: '/api/institution/exam-candidates',
    access: staff,
    summary: '培训已完成、可报考的人员（QH-14）',
    response: page(z.extend(Candidate, { subject: Subject })),
  }),
  listPlans: route({
    id: 'exam.listPlans',
    method: 'GET',
    path: '/api/institution/exam-plans',
    access: staff,
    summary: '本机构的考试计划',
    query: PageQuery,
    response: page(ExamPlanItem),
  }),
  viewPlan: route({
    id: 'exam.viewPlan',
    method: 'GET',
    path: '/api/institution/exam-plans/:id',
    access: staff,
    summary: '考试计划、座位与成绩（QH-18）',
    params: IdParams,
    response: ExamPlan,
  }),
  createPlan: route({
    id: 'exam.createPlan',
    method: 'POST',
    path: '/api/institution/exam-plans',
    access: staff,
    summary: '新建考试计划',
    idempotent: true,
    body: z.object(planFields),
    response: ExamPlan,
    errors: ['EXAM_SUBJECTS_MIXED', 'CANDIDATES_NOT_TRAINED', 'EXAM_TIME_PAST'],
  }),
  updatePlan: route({
    id: 'exam.updatePlan',
    method: 'PUT',
    path: '/api/institution/exam-plans/:id',
    access: staff,
    summary: '修改草稿或被退回的计划',
    idempotent: true,
    params: IdParams,
    body: z.object({ ...planFields, version: Version }),
    response: ExamPlan,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  submitPlan: route({
    id: 'exam.submitPlan',
    method: 'POST',
    path: '/api/institution/exam-plans/:id/submit',
    access: staff,
    summary: '提交主管部门审批（QH-14）',
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: ExamPlan,
    errors: ['CANDIDATES_NOT_TRAINED', 'ILLEGAL_TRANSITION'],
  }),
  arrangePlan: route({
    id: 'exam.arrangePlan',
    method: 'POST',
    path: '/api/institution/exam-plans/:id/arrange',
    access: staff,
    summary: '安排考场和座位（审批通过后）（QH-15）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, room: text(1, 40, '请填写考场'), address: text(2, 100, '请填写地址') }),
    response: ExamPlan,
    errors: ['ILLEGAL_TRANSITION', 'PLAN_NOT_APPROVED', 'QUESTION_BANK_MISSING', 'OWN_CASE'],
  }),
  openPlan: route({
    id: 'exam.openPlan',
    method: 'POST',
    path: '/api/institution/exam-plans/:id/open',
    access: staff,
    summary: '开考（QH-08）',
    idempotent: true,
    params: IdParams,
    body: VersionBody,
    response: ExamPlan,
    errors: ['PLAN_NOT_APPROVED', 'EXAM_NOT_YET', 'OWN_CASE'],
  }),
  cancelPlan: route({
    id: 'exam.cancelPlan',
    method: 'POST',
    path: '/api/institution/exam-plans/:id/cancel',
    access: staff,
    summary: '取消考试计划',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: text(2, 200, '请写明原因') }),
    response: ExamPlan,
    errors: ['ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
  listForAuthority: route({
    id: 'exam.listForAuthority',
    method: 'GET',
    path: '/api/authority/exam-plans',
    access: officers,
    summary: '待审批的考试计划（QH-15）',
    query: z.extend(PageQuery, { status: z.optional(z.string()) }),
    response: page(ExamPlanItem),
  }),
  viewForAuthority: route({
    id: 'exam.viewForAuthority',
    method: 'GET',
    path: '/api/authority/exam-plans/:id',
    access: officers,
    summary: '考试计划（主管部门）',
    params: IdParams,
    response: ExamPlan,
  }),
  decidePlan: route({
    id: 'exam.decidePlan',
    method: 'POST',
    path: '/api/authority/exam-plans/:id/decision',
    access: officers,
    summary: '批准或退回考试计划（QH-05、QH-15）',
    idempotent: true,
    params: IdParams,
    body: z.object({ decision: z.enum(['APPROVE', 'RETURN']), reason: z.optional(text(2, 200, '请写明原因')), version: Version }),
    response: ExamPlan,
    errors: ['ALREADY_DECIDED', 'REASON_REQUIRED', 'OWN_CASE'],
  }),
  listMine: route({
    id: 'exam.listMine',
    method: 'GET',
    path: '/api/exams',
    access: ['WORKER'],
    summary: '我的考试',
    response: page(ExamSessionView),
  }),
  viewMine: route({
    id: 'exam.viewMine',
    method: 'GET',
    path: '/api/exams/:id',
    access: ['WORKER'],
    summary: '准考信息与成绩',
    params: IdParams,
    response: ExamSessionView,
  }),
  checkIn: route({
    id: 'exam.checkIn',
    method: 'POST',
    path: '/api/exams/:id/check-in',
    access: ['WORKER'],
    summary: '考前签到：核对准考证号与本人',
    params: IdParams,
    body: z.object({ admissionNumber: z.string().check(z.trim(), z.maxLength(40)), client: z.enum(['COMPUTER', 'MOBILE']) }),
    response: ExamSessionView,
    errors: ['EXAM_FORM', 'ADMISSION_NUMBER_WRONG', 'EXAM_NOT_YET', 'EXAM_OVER'],
  }),
  start: route({
    id: 'exam.start',
    method: 'POST',
    path: '/api/exams/:id/start',
    access: ['WORKER'],
    summary: '开始或继续答题；交卷时间由服务器决定',
    params: IdParams,
    body: z.object({ client: z.enum(['COMPUTER', 'MOBILE']) }),
    response: ExamPaper,
    errors: ['EXAM_FORM', 'EXAM_NOT_YET', 'EXAM_OVER', 'CHECK_IN_REQUIRED'],
  }),
  saveAnswer: route({
    id: 'exam.saveAnswer',
    method: 'PUT',
    path: '/api/exams/:id/answers',
    access: ['WORKER'],
    summary: '保存一道题的答案；得到答复即已保存',
    params: IdParams,
    body: SavedAnswer,
    response: z.object({ questionId: z.string(), version: z.int(), deadline: Instant, serverTime: Instant }),
    errors: ['EXAM_OVER', 'ANSWER_STALE', 'QUESTION_NOT_FOUND', 'OPTION_NOT_FOUND'],
  }),
  submit: route({
    id: 'exam.submit',
    method: 'POST',
    path: '/api/exams/:id/submit',
    access: ['WORKER'],
    summary: '交卷，成绩立即生成（QH-17）',
    params: IdParams,
    body: z.object({ answers: z.array(SavedAnswer).check(z.maxLength(300)) }),
    response: ScoreReply,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  score: route({
    id: 'exam.score',
    method: 'GET',
    path: '/api/exam-sessions/:id/score',
    access: ['WORKER', 'INSTITUTION_STAFF', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER', 'ENTERPRISE_STAFF'],
    summary: '成绩：只有考生本人、其培训机构、主管部门可见（QH-18）',
    params: IdParams,
    response: ScoreReply,
    errors: ['SCORE_NOT_YOURS', 'SCORE_NOT_READY'],
  }),
  recordPractical: route({
    id: 'exam.recordPractical',
    method: 'POST',
    path: '/api/institution/exam-sessions/:id/practical',
    access: staff,
    summary: '登记实操成绩，理论合格后（O-10）',
    idempotent: true,
    params: IdParams,
    body: z.object({ score: z.int().check(z.minimum(0), z.maximum(100, '实操成绩在0到100分之间')), version: Version }),
    response: ScoreReply,
    errors: ['ILLEGAL_TRANSITION', 'SCORE_VOIDED', 'VERSION_CONFLICT', 'OWN_CASE'],
  }),
  voidScore: route({
    id: 'exam.voidScore',
    method: 'POST',
    path: '/api/authority/exam-sessions/:id/void',
    access: officers,
    summary: '因违纪作废成绩',
    idempotent: true,
    params: IdParams,
    body: z.object({ reason: text(2, 200, '请写明违纪事实'), version: Version }),
    response: ExamSessionView,
    errors: ['ILLEGAL_TRANSITION', 'OWN_CASE'],
  }),
};
