import * as z from 'zod/mini';
import { Hours, Instant, Source, SourceParams, Subject } from './common';
import { route } from './route';

/** 学习: 需修学时 / 已修学时 (CQ-39). */
export const StudySummary = z.object({
  source: Source,
  courseTitle: z.string(),
  subject: Subject,
  status: z.string(),
  statusZh: z.string(),
  requiredHours: Hours,
  earnedHours: Hours,
  /** Where to go on: the lesson last watched and the second it stopped at. */
  resume: z.optional(z.object({ lessonId: z.string(), lessonTitle: z.string(), position: z.int() })),
});
export type StudySummary = z.output<typeof StudySummary>;

export const Lesson = z.object({
  id: z.string(),
  title: z.string(),
  seconds: z.int(),
  coveredSeconds: z.int(),
  state: z.enum(['NOT_STARTED', 'LEARNING', 'LEARNT']),
  stateZh: z.string(),
});
export type Lesson = z.output<typeof Lesson>;
/** Hours of a chapter are granted when the whole chapter is learnt (CQ-41). */
export const Chapter = z.object({
  id: z.string(),
  title: z.string(),
  compulsory: z.boolean(),
  /** 专业 or 公共, where the course tells them apart. */
  kindZh: z.optional(z.string()),
  hours: Hours,
  credited: z.boolean(),
  lessons: z.array(Lesson),
});
export type Chapter = z.output<typeof Chapter>;
export const StudyCourse = z.extend(StudySummary, {
  compulsoryChapters: z.int(),
  electiveChapters: z.int(),
  sections: z.int(),
  chapters: z.array(Chapter),
  /** Completed, and the person has not been told yet (`celebrate`). */
  justCompleted: z.boolean(),
});
export type StudyCourse = z.output<typeof StudyCourse>;

/**
 * Who studies is asked for. ASKED until `deadline`; HELD while the outside system is silent: study goes on, what is learnt waits;
 * MISSED nothing counts until a check passes.
 */
export const PresenceCheck = z.object({
  id: z.string(),
  state: z.enum(['ASKED', 'HELD', 'MISSED']),
  deadline: z.optional(Instant),
  triesLeft: z.int(),
  /** Seconds that count when it passes. */
  pendingSeconds: z.int(),
  /** The phone a code goes to, masked; absent where the person has none. */
  phoneMasked: z.optional(z.string()),
  /** What became of the last try. */
  message: z.optional(z.string()),
});
export type PresenceCheck = z.output<typeof PresenceCheck>;

/** What may still be credited today, of how much; absent where the law sets no limit. */
export const StudyDay = z.object({ leftSeconds: z.int(), mostSeconds: z.int() });
export type StudyDay = z.output<typeof StudyDay>;

export const StudySession = z.object({
  sessionId: z.string(),
  epoch: z.int(),
  nextSeq: z.int(),
  position: z.int(),
  covered: z.array(z.tuple([z.int(), z.int()])),
  lesson: Lesson,
  /** Where the video is for this person and lesson, for some hours: relative to the API. What is not taken from there does not count. */
  videoUrl: z.string(),
  beatSeconds: z.int(),
  /** After longer silence than this nothing of it counts. */
  silenceSeconds: z.int(),
  day: z.optional(StudyDay),
  presence: z.optional(PresenceCheck),
  serverTime: Instant,
});
export type StudySession = z.output<typeof StudySession>;

/** Seconds of the lesson that were played: [from, to), whole seconds. */
export const Segment = z.tuple([z.int().check(z.minimum(0)), z.int().check(z.minimum(0), z.maximum(86_400))]);
export const Beat = z.object({
  sessionId: z.string().check(z.maxLength(64)),
  epoch: z.int(),
  seq: z.int().check(z.minimum(1)),
  segments: z.array(Segment).check(z.maxLength(50)),
  position: z.int().check(z.minimum(0)),
});
export type Beat = z.output<typeof Beat>;
export const BeatReply = z.object({
  seq: z.int(),
  creditedSeconds: z.int(),
  coveredSeconds: z.int(),
  /** Of what was played: never served to this person, so it cannot count. */
  unservedSeconds: z.int(),
  day: z.optional(StudyDay),
  presence: z.optional(PresenceCheck),
  lessonLearnt: z.boolean(),
  chapterCredited: z.boolean(),
  requiredHours: Hours,
  earnedHours: Hours,
  completed: z.boolean(),
  serverTime: Instant,
});
export type BeatReply = z.output<typeof BeatReply>;

export const studyRoutes = {
  listMine: route({
    id: 'study.listMine',
    method: 'GET',
    path: '/api/study',
    access: ['WORKER'],
    summary: '我的课程',
    response: z.object({ items: z.array(StudySummary) }),
  }),
  course: route({
    id: 'study.course',
    method: 'GET',
    path: '/api/study/:sourceKind/:sourceId',
    access: ['WORKER'],
    summary: '课程大纲与学时（CQ-39…41）',
    params: SourceParams,
    response: StudyCourse,
  }),
  celebrate: route({
    id: 'study.celebrate',
    method: 'POST',
    path: '/api/study/:sourceKind/:sourceId/celebration',
    access: ['WORKER'],
    summary: '“恭喜，课程已完成!”已经给本人看过（CQ-42：只说一次）',
    params: SourceParams,
    response: z.object({ justCompleted: z.boolean() }),
  }),
  open: route({
    id: 'study.open',
    method: 'POST',
    path: '/api/study/:sourceKind/:sourceId/sessions',
    access: ['WORKER'],
    summary: '打开一节课；其他设备随即停止计时',
    params: SourceParams,
    body: z.object({ lessonId: z.string().check(z.maxLength(64)), deviceId: z.string().check(z.minLength(8), z.maxLength(64)) }),
    response: StudySession,
    errors: ['STUDY_CLOSED', 'LESSON_NOT_FOUND'],
  }),
  beat: route({
    id: 'study.beat',
    method: 'POST',
    path: '/api/study/:sourceKind/:sourceId/beats',
    access: ['WORKER'],
    summary: '上报播放进度；同一序号得到同一答复',
    params: SourceParams,
    body: Beat,
    response: BeatReply,
    errors: ['STUDY_SUPERSEDED', 'STUDY_SEQ_GAP', 'STUDY_CLOSED'],
  }),
};
