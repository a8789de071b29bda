import type { Chapter, Lesson, StudyCourse } from '@jzt/shared/contract/study';
import { describe, expect, it } from '@jest/globals';
import { chapterOf, lessonAfter, nextLesson, openChapters, partOf, percentOf } from './outline';

const lesson = (id: string, state: Lesson['state'] = 'NOT_STARTED'): Lesson => ({
  id,
  title: id,
  seconds: 24,
  coveredSeconds: 0,
  state,
  stateZh: '',
});
const chapter = (id: string, lessons: Lesson[]): Chapter => ({ id, title: id, compulsory: true, hours: '4', credited: false, lessons });
const course = (chapters: Chapter[], lessonId?: string) =>
  ({ chapters, resume: lessonId ? { lessonId, lessonTitle: lessonId, position: 3 } : undefined }) as StudyCourse;

describe('the outline', () => {
  it('goes on in the lesson last watched, and after it is learnt in the first one that is not', () => {
    expect(nextLesson(course([chapter('a', [lesson('1'), lesson('2', 'LEARNING')])], '2'))?.id).toBe('2');
    expect(nextLesson(course([chapter('a', [lesson('1'), lesson('2', 'LEARNT')])], '2'))?.id).toBe('1');
    expect(nextLesson(course([chapter('a', [lesson('1', 'LEARNT'), lesson('2', 'LEARNT')])], '2'))?.id).toBe('1');
    expect(nextLesson(course([]))).toBeUndefined();
  });

  it('knows what follows across chapters, and that nothing follows the last lesson', () => {
    const two = course([chapter('a', [lesson('1')]), chapter('b', [lesson('2')])]);
    expect(lessonAfter(two, '1')?.id).toBe('2');
    expect(lessonAfter(two, '2')).toBeUndefined();
    expect(chapterOf(two, '2')?.id).toBe('b');
  });

  it('CQ-40 a course of 46 chapters opens the one in which one is', () => {
    const many = course(Array.from({ length: 46 }, (_, at) => chapter(`c${at}`, [lesson(`l${at}`, at < 10 ? 'LEARNT' : 'NOT_STARTED')])));
    expect(openChapters(many)).toEqual(['c10']);
    expect(openChapters(course([chapter('a', []), chapter('b', [])]))).toEqual(['a', 'b']);
  });

  it('CQ-40 a course of few chapters with many sections opens the one in which one is, and all up to 20 sections', () => {
    const lessons = (id: string, count: number) => Array.from({ length: count }, (_, at) => lesson(`${id}${at}`));
    expect(openChapters(course([chapter('a', lessons('a', 10)), chapter('b', lessons('b', 10))]))).toEqual(['a', 'b']);
    expect(openChapters(course([chapter('a', lessons('a', 10)), chapter('b', lessons('b', 11))]))).toEqual(['a']);
  });

  it('a long chapter shows the 30 sections in which one is', () => {
    const long = chapter(
      'a',
      Array.from({ length: 61 }, (_, at) => lesson(`l${at}`)),
    );
    expect(['l0', 'l29', 'l30', 'l60', 'elsewhere', undefined].map((id) => partOf(long, id))).toEqual([0, 0, 30, 60, 0, 0]);
  });

  it('CQ-39 7.99 of 8.00 hours is not all of it', () => {
    expect(percentOf({ requiredHours: '8', earnedHours: '7.99' })).toBe(99);
    expect(percentOf({ requiredHours: '8', earnedHours: '8.00' })).toBe(100);
    expect(percentOf({ requiredHours: '8', earnedHours: '12' })).toBe(100);
  });
});
