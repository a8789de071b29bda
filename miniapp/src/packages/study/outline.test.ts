import type { Chapter, Lesson, StudyCourse } from '@jzt/shared/contract/study';
import { describe, expect, it } from '@jest/globals';
import { chapterOf, lessonAfter, nextLesson, openChapters, percentOf } from './outline';

const lesson = (id: string, state: Lesson['state'] = 'NOT_STARTED'): Lesson => ({
  id,
  title: id,
  seconds: 24,
  videoUrl: `/media/${id}.mp4`,
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

  it('CQ-39 7.99 of 8.00 hours is not all of it', () => {
    expect(percentOf({ requiredHours: '8', earnedHours: '7.99' })).toBe(99);
    expect(percentOf({ requiredHours: '8', earnedHours: '8.00' })).toBe(100);
    expect(percentOf({ requiredHours: '8', earnedHours: '12' })).toBe(100);
  });
});
