import { Inject, Singleton } from '@midwayjs/core';
import { formatHours, parseHours, type Hours } from '@jzt/shared/domain/hours';
import type { Clock } from '../../platform/clock';
import { Law } from '../../platform/law';
import { lengthOf, normalise, type Range } from '../../platform/media/ranges';
import { Outbox, type OutboxEntry } from '../../platform/outbox';
import type { CourseRecord, LessonRecord } from '../course/course.model';
import { StudyLedgerModel, type Study, type StudyLedger, type Track } from './study.model';

/** Players end a fraction early; a lesson is learnt when all but this much is covered. */
const LEARNT_SLACK_SECONDS = 1;

export const emptyTrack = (): Track => ({ covered: {}, positions: {}, chapters: [], earned: 0 });
export const isLearnt = (lesson: LessonRecord, covered: readonly Range[]): boolean =>
  lengthOf(covered) >= lesson.seconds - LEARNT_SLACK_SECONDS;

export const trackOf = (ledger: StudyLedger | undefined, key: string): Track => ({ ...emptyTrack(), ...ledger?.tracks[key] });

/** Both, lesson by lesson. */
export const joined = (one: Record<string, Range[]>, other: Record<string, Range[]>): Record<string, Range[]> =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((lesson) => [
      lesson,
      normalise([...(one[lesson] ?? []), ...(other[lesson] ?? [])]),
    ]),
  );

export interface Granted {
  /** Fields of the track. */
  chapters: string[];
  earned: number;
  earnedHours: string;
  /** A chapter was credited by this. */
  newChapter: boolean;
  completed: boolean;
  /** What must follow: for the same write. */
  outbox: OutboxEntry[];
}

/** From seconds to hours: what a person has covered grants chapters and, in the end, the course. */
@Singleton()
export class StudyCredit {
  @Inject() private readonly law: Law;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly clock: Clock;

  /** What these covered seconds grant beyond what the track has. */
  grant(one: Study, course: CourseRecord, track: Track, covered: Record<string, Range[]>): Granted {
    const fresh = course.chapters.filter(
      (chapter) => !track.chapters.includes(chapter.id) && this.chapterLearnt(one, chapter.lessons, covered),
    );
    const earned = track.earned + fresh.reduce((sum, chapter) => sum + parseHours(chapter.hours), 0);
    const earnedHours = formatHours(earned as Hours);
    const completed = this.hoursMet(one, earnedHours);
    const firstTime = completed && !this.hoursMet(one, formatHours(track.earned as Hours));
    return {
      chapters: [...track.chapters, ...fresh.map((chapter) => chapter.id)],
      earned,
      earnedHours,
      newChapter: fresh.length > 0,
      completed,
      outbox: firstTime
        ? this.outbox.stamp([{ topic: 'study.hoursMet', payload: { studyId: one._id.toHexString() } }], this.clock.now())
        : [],
    };
  }

  /** Something was put into a ledger's outbox. */
  kick(): void {
    this.outbox.kick(StudyLedgerModel);
  }

  /** CQ-39. */
  hoursMet(one: Study, earnedHours: string): boolean {
    return this.law.of(one).decide('COMPLETE_STUDY', { study: { requiredHours: one.requiredHours, earnedHours, completedOn: null } })
      .allowed;
  }

  /** CQ-41: hours come with the whole chapter. */
  private chapterLearnt(one: Study, lessons: readonly LessonRecord[], covered: Record<string, Range[]>): boolean {
    const learnt = lessons.filter((lesson) => isLearnt(lesson, covered[lesson.id] ?? [])).length;
    return this.law.of(one).decide('CREDIT_CHAPTER', { chapter: { sections: lessons.length, learnt } }).allowed;
  }
}
