import type { Chapter, Lesson, StudyCourse } from '@jzt/shared/contract/study';

export const lessonsOf = (course: Pick<StudyCourse, 'chapters'>): Lesson[] => course.chapters.flatMap((chapter) => chapter.lessons);

/** Where to go on: the lesson last watched unless it is learnt, then the first one not learnt, else the first of all. */
export function nextLesson(course: Pick<StudyCourse, 'chapters' | 'resume'>): Lesson | undefined {
  const lessons = lessonsOf(course);
  const resumed = lessons.find((lesson) => lesson.id === course.resume?.lessonId);
  if (resumed && resumed.state !== 'LEARNT') return resumed;
  return lessons.find((lesson) => lesson.state !== 'LEARNT') ?? lessons[0];
}

/** The lesson that follows in the outline; undefined after the last one. */
export function lessonAfter(course: Pick<StudyCourse, 'chapters'>, lessonId: string): Lesson | undefined {
  const lessons = lessonsOf(course);
  return lessons[lessons.findIndex((lesson) => lesson.id === lessonId) + 1];
}

export const chapterOf = (course: Pick<StudyCourse, 'chapters'>, lessonId: string): Chapter | undefined =>
  course.chapters.find((chapter) => chapter.lessons.some((lesson) => lesson.id === lessonId));

/** What a page draws goes to WeChat in one piece of 256 KB at most: a long course opens only the chapter one is in, a long chapter shows a part. */
const OPEN_ALL_UP_TO = 20;
export const SECTIONS_AT_ONCE = 30;

export const isLong = (course: Pick<StudyCourse, 'chapters'>): boolean => lessonsOf(course).length > OPEN_ALL_UP_TO;

export function openChapters(course: StudyCourse): string[] {
  if (!isLong(course)) return course.chapters.map((chapter) => chapter.id);
  const next = nextLesson(course);
  const current = next && chapterOf(course, next.id);
  return current ? [current.id] : [];
}

/** Where the part of a chapter begins that holds this lesson; the first part when it lies elsewhere. */
export function partOf(chapter: Chapter, lessonId: string | undefined): number {
  const at = chapter.lessons.findIndex((lesson) => lesson.id === lessonId);
  return at < 0 ? 0 : at - (at % SECTIONS_AT_ONCE);
}

/** Whole per cent of the hours required, at most 100. */
export const percentOf = ({ requiredHours, earnedHours }: Pick<StudyCourse, 'requiredHours' | 'earnedHours'>): number =>
  Number(requiredHours) > 0 ? Math.min(100, Math.floor((Number(earnedHours) / Number(requiredHours)) * 100)) : 100;
