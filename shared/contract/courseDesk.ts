import * as z from 'zod/mini';
import { ACTS } from '../domain/acts';
import { CATEGORIES } from '../domain/categories';
import { Hours, Id, IdParams, Instant, page, text, TimelineEntry, Version } from './common';
import { route } from './route';

const Key = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/));
/** A file of `/media/…`, as `media.*` answered it. */
const MediaFile = z.string().check(z.regex(/^[\w-]{1,60}\.(mp4|jpg|vtt)$/));

export const DraftLesson = z.object({
  id: Key,
  title: text(1, 60, '请填写小节名称'),
  video: z.optional(MediaFile),
  poster: z.optional(MediaFile),
  captions: z.optional(MediaFile),
  /** The server's own, read from the file. */
  seconds: z.optional(z.int()),
});
export type DraftLesson = z.output<typeof DraftLesson>;
export const DraftChapter = z.object({
  id: Key,
  title: text(1, 60, '请填写章的名称'),
  compulsory: z.boolean(),
  kind: z.optional(z.enum(['PROFESSIONAL', 'COMMON'])),
  hours: Hours,
  lessons: z.array(DraftLesson).check(z.maxLength(60, '一章最多60节')),
});
export type DraftChapter = z.output<typeof DraftChapter>;
export const DraftContent = z.object({
  title: text(2, 60, '请填写课程名称'),
  requiredHours: Hours,
  chapters: z.array(DraftChapter).check(z.maxLength(60, '一门课最多60章')),
});
export type DraftContent = z.output<typeof DraftContent>;

export const CourseDraftItem = z.object({
  id: Id,
  title: z.string(),
  category: z.enum(CATEGORIES),
  categoryZh: z.string(),
  status: z.enum(['DRAFT', 'PUBLISHED', 'CLOSED']),
  statusZh: z.string(),
  requiredHours: Hours,
  chapters: z.int(),
  lessons: z.int(),
  /** Of the newest version; absent while there is none. */
  publishedVersion: z.optional(Version),
  updatedAt: Instant,
  version: Version,
});
export type CourseDraftItem = z.output<typeof CourseDraftItem>;
export const CourseDraft = z.extend(CourseDraftItem, {
  content: DraftContent,
  /** What stands against publishing it now: first what is missing, then the words of the law. */
  objections: z.array(z.string()),
  timeline: z.array(TimelineEntry),
});
export type CourseDraft = z.output<typeof CourseDraft>;

const officers = ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;
const changed = ['COURSE_CHANGED', 'ILLEGAL_TRANSITION'] as const;

export const courseDeskRoutes = {
  list: route({
    id: 'courseDesk.list',
    method: 'GET',
    path: '/api/authority/courses',
    access: officers,
    summary: '本省的课程：编写中的和已发布的',
    response: page(CourseDraftItem),
  }),
  view: route({
    id: 'courseDesk.view',
    method: 'GET',
    path: '/api/authority/courses/:id',
    access: officers,
    summary: '一门课程：章节、课件，还缺什么',
    params: IdParams,
    response: CourseDraft,
  }),
  watch: route({
    id: 'courseDesk.watch',
    method: 'GET',
    path: '/api/authority/courses/:id/videos',
    access: officers,
    summary: '预览各节视频：给本人签的地址，不计学时',
    params: IdParams,
    response: z.object({ items: z.array(z.object({ lessonId: Key, videoUrl: z.string() })) }),
  }),
  create: route({
    id: 'courseDesk.create',
    method: 'POST',
    path: '/api/authority/courses',
    access: ACTS.EDIT_COURSE,
    summary: '新建一门课程',
    idempotent: true,
    body: z.object({ category: z.enum(CATEGORIES, '请选择类别'), title: text(2, 60, '请填写课程名称') }),
    response: CourseDraft,
    errors: ['NO_COURSE_HERE'],
  }),
  save: route({
    id: 'courseDesk.save',
    method: 'POST',
    path: '/api/authority/courses/:id/content',
    access: ACTS.EDIT_COURSE,
    summary: '保存课程的章节和课件；已发布的版本不变',
    idempotent: true,
    params: IdParams,
    body: z.object({ content: DraftContent, version: Version }),
    response: CourseDraft,
    errors: [...changed, 'MEDIA_UNKNOWN'],
  }),
  publish: route({
    id: 'courseDesk.publish',
    method: 'POST',
    path: '/api/authority/courses/:id/publish',
    access: ACTS.PUBLISH_COURSE,
    summary: '发布新版本：新开的班用它，正在学的人不变（A-33、CQ-40）',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version }),
    response: CourseDraft,
    errors: [...changed, 'COURSE_INCOMPLETE', 'HOURS_WITHOUT_MEDIA'],
  }),
  close: route({
    id: 'courseDesk.close',
    method: 'POST',
    path: '/api/authority/courses/:id/close',
    access: ACTS.EDIT_COURSE,
    summary: '停用课程：不再开新班，正在学的人学完',
    idempotent: true,
    params: IdParams,
    body: z.object({ version: Version, reason: text(2, 200, '请写明原因') }),
    response: CourseDraft,
    errors: changed,
  }),
};
