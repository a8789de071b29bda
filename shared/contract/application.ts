import * as z from 'zod/mini';
import { EDUCATIONS } from '../domain/educations';
import { Id, IdParams, Instant, LocalDate, page, PageQuery, Subject, SubjectInput, text, TimelineEntry, Verdict, Version } from './common';
import { route } from './route';

export const ApplicationStatus = z.string();

/** 报名, as its owner sees it. */
export const Application = z.object({
  id: Id,
  number: z.string(),
  status: ApplicationStatus,
  statusZh: z.string(),
  /** What happens next and who acts, in one sentence. */
  nextStepZh: z.string(),
  subject: Subject,
  /** Not there of who is trained by their own enterprise (QH-07). */
  institution: z.optional(z.object({ id: Id, name: z.string() })),
  trainedBy: z.optional(z.literal('ENTERPRISE')),
  enterprise: z.optional(z.object({ id: Id, name: z.string() })),
  education: z.string(),
  medicalOn: z.optional(LocalDate),
  portraitFileId: Id,
  /** Set while the institution's return or a rejection stands. */
  reason: z.optional(z.string()),
  canWithdraw: z.boolean(),
  canEdit: z.boolean(),
  submittedAt: Instant,
  updatedAt: Instant,
  timeline: z.array(TimelineEntry),
  certificateId: z.optional(Id),
  examSessionId: z.optional(Id),
  /** It is under rules to be tried out. */
  demoRules: z.optional(z.boolean()),
  version: Version,
});
export type Application = z.output<typeof Application>;

/** A certificate type a person could apply for, with the law's answer beforehand. */
export const ApplicationType = z.object({ subject: Subject, groupZh: z.string(), territoryZh: z.string(), verdict: Verdict });
export type ApplicationType = z.output<typeof ApplicationType>;

const form = {
  institutionId: Id,
  education: z.enum(EDUCATIONS),
  /** 体检日期, on the medical certificate: asked for special operations (O-10). */
  medicalOn: z.optional(LocalDate),
  portraitFileId: Id,
  /** 申报信息真实 (screen 4 of the worker's path). */
  declaredTrue: z.boolean(),
  /** The person says they looked themself up on the national portal (CQ-04). */
  selfChecked: z.boolean(),
};

export const applicationRoutes = {
  types: route({
    id: 'application.types',
    method: 'GET',
    path: '/api/application-types',
    access: ['WORKER'],
    summary: '可报名的证书类型，以及现在能否报名（CQ-03…07、QH-09）',
    response: z.object({
      items: z.array(ApplicationType),
      nationalPortalUrl: z.string(),
      onsiteNoticeZh: z.optional(z.string()),
      /** Where the province has no sign-up at all: what it has, and where to go. */
      insteadZh: z.optional(z.string()),
      demoRules: z.optional(z.boolean()),
    }),
    errors: ['PROVINCE_REQUIRED'],
  }),
  submit: route({
    id: 'application.submit',
    method: 'POST',
    path: '/api/applications',
    access: ['WORKER'],
    summary: '提交报名信息（CQ-01…07、QH-09…11、O-10）',
    idempotent: true,
    body: z.object({ ...form, subject: SubjectInput }),
    response: Application,
    errors: [
      'IDENTITY_REQUIRED',
      'EMPLOYMENT_REQUIRED',
      'ITEM_NOT_OFFERED',
      'APPLICATION_EXISTS',
      'INSTITUTION_NOT_AUTHORISED',
      'SELF_CHECK_REQUIRED',
      'DECLARATION_REQUIRED',
      'PHOTO_REQUIRED',
      'EDUCATION_TOO_LOW',
      'MEDICAL_REQUIRED',
      'MEDICAL_TOO_OLD',
    ],
  }),
  listMine: route({
    id: 'application.listMine',
    method: 'GET',
    path: '/api/applications',
    access: ['WORKER'],
    summary: '我的报名',
    query: PageQuery,
    response: page(Application),
  }),
  view: route({
    id: 'application.view',
    method: 'GET',
    path: '/api/applications/:id',
    access: ['WORKER'],
    summary: '查看审核状态（QH-22）',
    params: IdParams,
    response: Application,
  }),
  resubmit: route({
    id: 'application.resubmit',
    method: 'POST',
    path: '/api/applications/:id/resubmit',
    access: ['WORKER'],
    summary: '修改后重新提交',
    idempotent: true,
    params: IdParams,
    body: z.object({ ...form, version: Version }),
    response: Application,
    errors: ['ILLEGAL_TRANSITION', 'INSTITUTION_NOT_AUTHORISED', 'VERSION_CONFLICT'],
  }),
  withdraw: route({
    id: 'application.withdraw',
    method: 'POST',
    path: '/api/applications/:id/withdraw',
    access: ['WORKER'],
    summary: '撤回报名',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: z.optional(text(0, 200, '')) }),
    response: Application,
    errors: ['ILLEGAL_TRANSITION', 'VERSION_CONFLICT'],
  }),
};
