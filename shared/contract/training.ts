import * as z from 'zod/mini';
import { Hours, Id, IdParams, LocalDate, page, PageQuery, Subject, text, Version } from './common';
import { route } from './route';

/** 班次 and its roster (QH-13). */
export const TrainingClass = z.object({
  id: Id,
  name: z.string(),
  courseId: Id,
  /** The class keeps the version it opened with, whatever is published later. */
  courseVersion: Version,
  courseTitle: z.string(),
  subject: Subject,
  /** 继续教育班: people sign up to it themselves. */
  forCe: z.optional(z.boolean()),
  startsOn: LocalDate,
  endsOn: LocalDate,
  seats: z.int(),
  seatsTaken: z.int(),
  version: Version,
});
export type TrainingClass = z.output<typeof TrainingClass>;

export const RosterRow = z.object({
  applicationId: Id,
  name: z.string(),
  idNumberMasked: z.string(),
  status: z.string(),
  statusZh: z.string(),
  requiredHours: Hours,
  earnedHours: Hours,
});
export type RosterRow = z.output<typeof RosterRow>;

/** What anybody may know of a class, e.g. from its poster (CQ-27). */
export const PublicClass = z.object({
  id: Id,
  name: z.string(),
  subject: Subject,
  courseTitle: z.string(),
  forCe: z.optional(z.boolean()),
  startsOn: LocalDate,
  endsOn: LocalDate,
  seatsLeft: z.int(),
  /** Its last day is over. */
  ended: z.boolean(),
  institution: z.object({ id: Id, name: z.string(), address: z.string(), phone: z.string() }),
});
export type PublicClass = z.output<typeof PublicClass>;

const staff = ['INSTITUTION_STAFF'] as const;

export const trainingRoutes = {
  listClasses: route({
    id: 'training.listClasses',
    method: 'GET',
    path: '/api/institution/classes',
    access: staff,
    summary: '本机构的班次',
    query: PageQuery,
    response: page(TrainingClass),
  }),
  viewClass: route({
    id: 'training.viewClass',
    method: 'GET',
    path: '/api/classes/:id',
    access: 'PUBLIC',
    summary: '一个班次：扫海报上的小程序码看到的（CQ-27）',
    params: IdParams,
    response: PublicClass,
  }),
  createClass: route({
    id: 'training.createClass',
    method: 'POST',
    path: '/api/institution/classes',
    access: staff,
    summary: '开设班次',
    idempotent: true,
    body: z.object({
      name: text(2, 40, '请填写班次名称'),
      courseId: Id,
      startsOn: LocalDate,
      endsOn: LocalDate,
      seats: z.int().check(z.minimum(1), z.maximum(500)),
      forCe: z.optional(z.boolean()),
    }),
    response: TrainingClass,
    errors: ['CLASS_DATES', 'INSTITUTION_NOT_AUTHORISED'],
  }),
  waiting: route({
    id: 'training.waiting',
    method: 'GET',
    path: '/api/institution/classes/:id/waiting',
    access: staff,
    summary: '核查已通过、可编入本班的人员',
    params: IdParams,
    response: page(RosterRow),
  }),
  enrol: route({
    id: 'training.enrol',
    method: 'POST',
    path: '/api/institution/classes/:id/enrol',
    access: staff,
    summary: '编入班次，开始培训（核查通过后）（QH-13）',
    idempotent: true,
    params: IdParams,
    body: z.object({ applicationIds: z.array(Id).check(z.minLength(1, '请先勾选人员'), z.maxLength(100)) }),
    response: z.object({ results: z.array(z.object({ id: Id, ok: z.boolean(), message: z.string() })) }),
    errors: ['CLASS_FULL', 'CLASS_ENDED'],
  }),
  roster: route({
    id: 'training.roster',
    method: 'GET',
    path: '/api/institution/classes/:id/roster',
    access: staff,
    summary: '班级名册与学时',
    params: IdParams,
    response: page(RosterRow),
  }),
};
