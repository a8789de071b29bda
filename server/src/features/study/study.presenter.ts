import type { PresenceMiss as MissView } from '@jzt/shared/contract/presence';
import type { Lesson, StudyCourse, StudySummary } from '@jzt/shared/contract/study';
import { formatHours, type Hours } from '@jzt/shared/domain/hours';
import { presenceMiss } from '@jzt/shared/workflow/machines/presenceMiss';
import { study } from '@jzt/shared/workflow/machines/study';
import { presentSubject } from '../../platform/subject';
import type { CourseRecord, LessonRecord } from '../course/course.model';
import { lengthOf, type Range } from '../../platform/media/ranges';
import type { PersonCard } from '../person/person.service';
import type { PresenceMiss } from './presenceMiss.model';
import type { Study, Track } from './study.model';

const KINDS = { PROFESSIONAL: '专业', COMMON: '公共' } as const;

type IsLearnt = (lesson: LessonRecord, covered: readonly Range[]) => boolean;

export function presentLesson(lesson: LessonRecord, covered: readonly Range[], isLearnt: IsLearnt): Lesson {
  const state = isLearnt(lesson, covered) ? 'LEARNT' : covered.length ? 'LEARNING' : 'NOT_STARTED';
  return {
    id: lesson.id,
    title: lesson.title,
    seconds: lesson.seconds,
    coveredSeconds: lengthOf(covered),
    state,
    stateZh: { LEARNT: '已学完', LEARNING: '学习中', NOT_STARTED: '未学习' }[state],
  };
}

export function presentSummary(found: Study, course: CourseRecord, track: Track): StudySummary {
  const lesson = course.chapters.flatMap((chapter) => chapter.lessons).find((one) => one.id === track.lastLesson);
  return {
    source: found.source,
    courseTitle: course.title,
    subject: presentSubject({ category: course.category }),
    status: found.status,
    statusZh: study.states[found.status as keyof typeof study.states],
    requiredHours: found.requiredHours,
    earnedHours: formatHours(track.earned as Hours),
    resume: lesson && { lessonId: lesson.id, lessonTitle: lesson.title, position: track.positions[lesson.id] ?? 0 },
  };
}

export function presentCourse(
  found: Study,
  course: CourseRecord,
  track: Track,
  view: { justCompleted: boolean; isLearnt: IsLearnt },
): StudyCourse {
  const compulsoryChapters = course.chapters.filter((chapter) => chapter.compulsory).length;
  return {
    ...presentSummary(found, course, track),
    compulsoryChapters,
    electiveChapters: course.chapters.length - compulsoryChapters,
    sections: course.chapters.reduce((sum, chapter) => sum + chapter.lessons.length, 0),
    chapters: course.chapters.map((chapter) => ({
      id: chapter.id,
      title: chapter.title,
      compulsory: chapter.compulsory,
      kindZh: chapter.kind && KINDS[chapter.kind],
      hours: chapter.hours,
      credited: track.chapters.includes(chapter.id),
      lessons: chapter.lessons.map((lesson) => presentLesson(lesson, track.covered[lesson.id] ?? [], view.isLearnt)),
    })),
    justCompleted: view.justCompleted,
  };
}

/** “45秒” or “3分20秒”: how long was studied, in words. */
export const amountOf = (seconds: number): string =>
  [seconds >= 60 && `${Math.floor(seconds / 60)}分`, (seconds % 60 || seconds < 60) && `${seconds % 60}秒`].filter(Boolean).join('');

export function presentMiss(one: PresenceMiss, { reasonZh, today, who }: { reasonZh: string; today: string; who?: PersonCard }): MissView {
  return {
    id: one._id.toHexString(),
    version: one.version,
    status: one.status,
    statusZh: presenceMiss.states[one.status as keyof typeof presenceMiss.states],
    name: who?.name,
    idNumberMasked: who?.idNumberMasked,
    courseTitle: one.courseTitle,
    at: one.at.toISOString(),
    reasonZh,
    voidedSeconds: one.voidedSeconds,
    appealBy: one.appealBy,
    mayAppeal: one.status === 'MISSED' && today <= one.appealBy,
    appeal: one.appeal,
    decisionReason: one.decisionReason,
  };
}
