import * as z from 'zod/mini';
import { EDUCATIONS } from '../domain/educations';
import { ONSITE_PAPERS, type OnsitePaper } from '../domain/onsitePapers';
import { ApplicationType } from './application';
import { Id, IdNumber, IdParams, LocalDate, page, PageQuery, PersonName, SubjectInput, text, Version } from './common';
import { ReviewCase, ReviewItem } from './review';
import { route } from './route';

/** Somebody who stands at the counter, as the register and the law of the province know them. */
export const OnsitePerson = z.object({
  name: z.string(),
  idNumberMasked: z.string(),
  sexZh: z.string(),
  age: z.int(),
  identityBadges: z.object({ verified: z.boolean(), ledgered: z.boolean() }),
  /** The employer in this province; absent: none is confirmed. */
  enterpriseName: z.optional(z.string()),
  /** What enterprises may train for here, each with the law's answer beforehand. */
  types: z.array(z.omit(ApplicationType, { territoryZh: true })),
});
export type OnsitePerson = z.output<typeof OnsitePerson>;

const reviewer = ['AUTHORITY_REVIEWER'] as const;
const who = { name: PersonName('请填写姓名'), idNumber: IdNumber };
const unknown = ['ONSITE_NOT_OFFERED', 'PERSON_NOT_FOUND', 'ID_NUMBER_INVALID'] as const;

/** 现场报名: enterprises that train their own people; the authority makes the record at its counter (QH-07). */
export const onsiteRoutes = {
  list: route({
    id: 'onsite.list',
    method: 'GET',
    path: '/api/authority/onsite-applications',
    access: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'],
    summary: '企业自主培训、现场报名的人员；offered：本省有没有现场报名（QH-07）',
    query: z.extend(PageQuery, { status: z.optional(z.string()) }),
    response: z.extend(page(ReviewItem), { offered: z.boolean() }),
  }),
  findPerson: route({
    id: 'onsite.findPerson',
    method: 'POST',
    path: '/api/authority/onsite-applications/person',
    access: reviewer,
    summary: '按身份证原件上的姓名和号码查人：实名、聘用、能报什么（每次查询都留痕）',
    body: z.object(who),
    response: OnsitePerson,
    errors: unknown,
  }),
  uploadPortrait: route({
    id: 'onsite.uploadPortrait',
    method: 'POST',
    path: '/api/authority/onsite-applications/portraits',
    access: reviewer,
    upload: true,
    summary: '上传现场拍的本人近照',
    response: z.object({ fileId: Id }),
    errors: ['FILE_NOT_IMAGE', 'FILE_TOO_LARGE', 'IMAGE_TOO_LARGE_PIXELS', 'FILE_CORRUPT', 'FILE_REQUIRED'],
  }),
  accept: route({
    id: 'onsite.accept',
    method: 'POST',
    path: '/api/authority/onsite-applications',
    access: reviewer,
    summary: '现场报名审核通过：由主管部门建档，等待安排考试（QH-07）',
    idempotent: true,
    body: z.object({
      ...who,
      subject: SubjectInput,
      education: z.enum(EDUCATIONS),
      /** 体检日期, of special operations (O-10). */
      medicalOn: z.optional(LocalDate),
      portraitFileId: Id,
      /** What the officer has looked at. */
      papers: z.array(z.enum(Object.keys(ONSITE_PAPERS) as OnsitePaper[])).check(z.maxLength(10)),
      /** The person was looked up on the national portal (CQ-04). */
      selfChecked: z.boolean(),
    }),
    response: ReviewCase,
    errors: [...unknown, 'OWN_CASE', 'EMPLOYMENT_REQUIRED', 'IDENTITY_REQUIRED', 'PAPERS_MISSING', 'APPLICATION_EXISTS', 'CHECK_PENDING'],
  }),
  cancel: route({
    id: 'onsite.cancel',
    method: 'POST',
    path: '/api/authority/onsite-applications/:id/cancel',
    access: reviewer,
    summary: '撤销办错的现场报名（还没有列入考试计划的）',
    idempotent: true,
    params: IdParams,
    body: z.object({ reason: text(2, 200, '请写明原因'), version: Version }),
    response: ReviewCase,
    errors: ['ILLEGAL_TRANSITION', 'IN_EXAM_PLAN', 'VERSION_CONFLICT', 'OWN_CASE'],
  }),
};
