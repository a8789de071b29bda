import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Beat, BeatReply, StudyCourse, StudySession, StudySummary } from '@jzt/shared/contract/study';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { formatHours, parseHours, type Hours } from '@jzt/shared/domain/hours';
import { sourceKey, type Source } from '@jzt/shared/domain/sources';
import { study } from '@jzt/shared/workflow/machines/study';
import type { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { randomToken } from '../../platform/crypto';
import { conflict, isDuplicateKey, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Outbox } from '../../platform/outbox';
import { trusted } from '../../platform/database';
import { within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import type { CourseRecord, LessonRecord } from '../course/course.model';
import { Courses } from '../course/course.service';
import { tell, tellWhoHears } from '../source/sources.service';
import { credit, lengthOf, type Range } from './coverage';
import { StudyLedgerModel, StudyModel, type Study, type StudyLedger, type Track } from './study.model';
import { scope } from './study.policy';
import { presentCourse, presentLesson, presentSummary } from './study.presenter';

/** A phone reports this often, and on pause and hide. */
const BEAT_SECONDS = 15;
/** Players end a fraction early; a lesson is learnt when all but this much is covered. */
const LEARNT_SLACK_SECONDS = 1;

const emptyTrack = (): Track => ({ covered: {}, positions: {}, chapters: [], earned: 0 });

/** 学习 (design.md section 6): the server alone decides credit, on its own clock, for one device at a time. */
@Singleton()
export class Studies {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly law: Law;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly clock: Clock;

  /** Unfinished although the class has ended. */
  ended(): Record<string, unknown> {
    return { status: trusted({ $in: ['NOT_STARTED', 'LEARNING'] }), endsOn: trusted({ $lt: today(this.clock) }) };
  }

  async listMine(caller: Caller): Promise<StudySummary[]> {
    const [studies, ledger] = await Promise.all([
      StudyModel.find(scope(caller)).sort({ _id: -1 }).lean<Study[]>(),
      this.ledger(caller.personId),
    ]);
    return Promise.all(
      studies.map(async (one) => presentSummary(one, await this.courses.of(one), ledger?.tracks[sourceKey(one.source)] ?? emptyTrack())),
    );
  }

  async course(caller: Caller, source: Source): Promise<StudyCourse> {
    const found = await this.of(caller, source);
    const course = await this.courses.of(found);
    const track = (await this.ledger(caller.personId))?.tracks[sourceKey(source)] ?? emptyTrack();
    return presentCourse(found, course, track, { justCompleted: found.status === 'COMPLETED' && !found.celebratedAt, isLearnt });
  }

  /** CQ-42: the phone has shown the congratulation. Until then an answer that was lost on the way is said again. */
  async celebrate(caller: Caller, source: Source): Promise<{ justCompleted: boolean }> {
    const { _id } = await this.of(caller, source);
    await StudyModel.updateOne({ _id, status: 'COMPLETED', celebratedAt: null }, { $set: { celebratedAt: this.clock.now() } });
    return { justCompleted: false };
  }

  /** Opens a lesson on this device; another device's session ends with the epoch it had. Throws STUDY_CLOSED, LESSON_NOT_FOUND. */
  async open(caller: Caller, source: Source, input: { lessonId: string; deviceId: string }): Promise<StudySession> {
    const found = await this.of(caller, source);
    if (found.status === 'CLOSED') throw closed();
    const lesson = findLesson(await this.courses.of(found), input.lessonId);
    if (found.status === 'NOT_STARTED')
      await this.cases
        .move(StudyModel, found._id, { machine: study, event: 'start', actor: { role: 'WORKER', personId: caller.personId } })
        .catch(alreadyMoved);
    const now = this.clock.now();
    const key = sourceKey(source);
    // Created first and updated after: a concurrent upsert may answer nothing (design.md section 11).
    await StudyLedgerModel.updateOne(
      { _id: caller.personId },
      { $setOnInsert: { epoch: 0, seq: 0, tracks: {}, outbox: [] } },
      { upsert: true },
    );
    const ledger = (await StudyLedgerModel.findOneAndUpdate(
      { _id: caller.personId },
      {
        $inc: { epoch: 1 },
        $unset: { reply: 1 },
        $set: {
          sessionId: randomToken(12),
          deviceId: input.deviceId,
          track: key,
          lessonId: lesson.id,
          seq: 0,
          lastAckAt: now,
          [`tracks.${key}.lastLesson`]: lesson.id,
        },
      },
      { returnDocument: 'after' },
    ).lean<StudyLedger>())!;
    const track = { ...emptyTrack(), ...ledger.tracks[key] };
    const covered = track.covered[lesson.id] ?? [];
    return {
      sessionId: ledger.sessionId,
      epoch: ledger.epoch,
      nextSeq: 1,
      position: Math.min(track.positions[lesson.id] ?? 0, lesson.seconds),
      covered,
      lesson: presentLesson(lesson, covered, isLearnt),
      beatSeconds: BEAT_SECONDS,
      serverTime: now.toISOString(),
    };
  }

  /** Credits one beat. The same `seq` gets the same reply; an older session is told that another device took over. */
  async beat(caller: Caller, source: Source, beat: Beat): Promise<BeatReply> {
    const found = await this.of(caller, source);
    if (found.status === 'CLOSED') throw closed();
    const course = await this.courses.of(found);
    for (;;) {
      const ledger = await this.ledger(caller.personId);
      if (!ledger || ledger.sessionId !== beat.sessionId || ledger.epoch !== beat.epoch || ledger.track !== sourceKey(source))
        throw superseded();
      if (beat.seq === ledger.seq && ledger.reply) return ledger.reply as BeatReply;
      if (beat.seq !== ledger.seq + 1) throw conflict('STUDY_SEQ_GAP', '学习记录的顺序不对，正在重新同步');
      const reply = await this.apply(ledger, found, course, beat);
      if (reply) return reply;
    }
  }

  /** Everybody who studies in this class, in the order they came. */
  ofClass(classId: string): Promise<Study[]> {
    return StudyModel.find({ classId }).sort({ _id: 1 }).lean<Study[]>();
  }

  /** Tracks of many people for a roster: earned hours by `sourceKey`. */
  async earnedHours(sources: readonly Source[], personIds: readonly string[]): Promise<Map<string, string>> {
    const ledgers = await StudyLedgerModel.find({ _id: trusted({ $in: [...personIds] }) }, { tracks: 1 }).lean<StudyLedger[]>();
    const earned = new Map<string, string>();
    for (const ledger of ledgers)
      for (const key of sources.map(sourceKey))
        if (ledger.tracks[key]) earned.set(key, formatHours((ledger.tracks[key].earned ?? 0) as Hours));
    return earned;
  }

  /** Earned and required hours of one source, for the exam plan's check (QH-14). */
  async hoursOf(source: Source): Promise<{ earnedHours: string; requiredHours: string }> {
    const found = await StudyModel.findOne(bySource(source)).lean<Study>();
    if (!found) return { earnedHours: '0', requiredHours: '0' };
    const track = (await this.ledger(found.personId))?.tracks[sourceKey(source)];
    return { earnedHours: formatHours((track?.earned ?? 0) as Hours), requiredHours: found.requiredHours };
  }

  /** Hours of one source, all of them and those of 专业 chapters (HN-07, HN-11). */
  async hoursByKind(source: Source): Promise<{ total: string; professional: string }> {
    const found = await StudyModel.findOne(bySource(source)).lean<Study>();
    const track = found && (await this.ledger(found.personId))?.tracks[sourceKey(source)];
    if (!found || !track) return { total: '0', professional: '0' };
    const credited = (await this.courses.of(found)).chapters.filter(
      ({ id, kind }) => kind === 'PROFESSIONAL' && track.chapters.includes(id),
    );
    const professional = credited.reduce((sum, { hours }) => sum + parseHours(hours), 0);
    return { total: formatHours(track.earned as Hours), professional: formatHours(professional as Hours) };
  }

  /** One atomic update; undefined when another beat of the same session was faster and this one must look again. */
  private async apply(ledger: StudyLedger, found: Study, course: CourseRecord, beat: Beat): Promise<BeatReply | undefined> {
    const now = this.clock.now();
    const key = sourceKey(found.source);
    const lesson = findLesson(course, ledger.lessonId);
    const track: Track = { ...emptyTrack(), ...ledger.tracks[key] };
    const earnedNow = credit(track.covered[lesson.id] ?? [], beat.segments as Range[], lesson.seconds, ledger.lastAckAt, now);
    const covered = { ...track.covered, [lesson.id]: earnedNow.covered };
    const granted = course.chapters.filter(
      (chapter) => !track.chapters.includes(chapter.id) && this.chapterLearnt(found, chapter.lessons, covered),
    );
    const earned = track.earned + granted.reduce((sum, chapter) => sum + parseHours(chapter.hours), 0);
    const completed = this.hoursMet(found, formatHours(earned as Hours));
    const reply: BeatReply = {
      seq: beat.seq,
      creditedSeconds: earnedNow.credited,
      coveredSeconds: lengthOf(earnedNow.covered),
      lessonLearnt: isLearnt(lesson, earnedNow.covered),
      chapterCredited: granted.length > 0,
      requiredHours: found.requiredHours,
      earnedHours: formatHours(earned as Hours),
      completed,
      serverTime: now.toISOString(),
    };
    const firstTime = completed && !this.hoursMet(found, formatHours(track.earned as Hours));
    const path = `tracks.${key}`;
    const done = await StudyLedgerModel.updateOne(
      { _id: ledger._id, sessionId: ledger.sessionId, epoch: ledger.epoch, seq: ledger.seq },
      {
        $set: {
          seq: beat.seq,
          reply,
          lastAckAt: earnedNow.ackAt,
          [`${path}.covered.${lesson.id}`]: earnedNow.covered,
          [`${path}.positions.${lesson.id}`]: Math.min(beat.position, lesson.seconds),
          [`${path}.chapters`]: [...track.chapters, ...granted.map((chapter) => chapter.id)],
          [`${path}.earned`]: earned,
        },
        ...(firstTime && {
          $push: {
            outbox: { $each: this.outbox.stamp([{ topic: 'study.hoursMet', payload: { studyId: found._id.toHexString() } }], now) },
          },
        }),
      },
    );
    if (done.modifiedCount === 0) return undefined;
    if (firstTime) this.outbox.kick(StudyLedgerModel);
    return reply;
  }

  /** CQ-41: hours come with the whole chapter. */
  private chapterLearnt(one: Study, lessons: readonly LessonRecord[], covered: Record<string, Range[]>): boolean {
    const learnt = lessons.filter((lesson) => isLearnt(lesson, covered[lesson.id] ?? [])).length;
    return this.law.of(one).decide('CREDIT_CHAPTER', { chapter: { sections: lessons.length, learnt } }).allowed;
  }

  /** CQ-39. */
  private hoursMet(one: Study, earnedHours: string): boolean {
    return this.law.of(one).decide('COMPLETE_STUDY', { study: { requiredHours: one.requiredHours, earnedHours, completedOn: null } })
      .allowed;
  }

  async begin(enrolment: Enrolment): Promise<void> {
    try {
      await this.cases.create(StudyModel, study, enrolment, { event: 'enrol', actor: { role: 'SYSTEM' }, ruleIds: ['QH-13'] });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.reopen(enrolment);
    }
  }

  /**
   * The same source in another class after the first one closed. What was learnt of the same course still counts; of another course, or
   * another version of it, nothing does.
   */
  private async reopen({ source, personId, ...enrolment }: Enrolment): Promise<void> {
    const found = (await StudyModel.findOne(bySource(source)).lean<Study>())!;
    const { classId, courseId, courseVersion, requiredHours, endsOn } = enrolment;
    const isOver = endsOn !== undefined && endsOn < today(this.clock);
    if (found.status !== 'CLOSED' || found.classId === classId || isOver) return;
    const key = sourceKey(source);
    const goesOn = found.courseId === courseId && found.courseVersion === courseVersion && found.requiredHours === requiredHours;
    await StudyLedgerModel.updateOne({ _id: personId, track: key }, { $inc: { epoch: 1 } });
    if (!goesOn) await StudyLedgerModel.updateOne({ _id: personId }, { $unset: { [`tracks.${key}`]: 1 } });
    const set = Object.fromEntries(Object.entries(enrolment).filter(([, value]) => value !== undefined));
    await this.cases
      .move(StudyModel, found._id, {
        machine: study,
        event: 'reopen',
        actor: { role: 'SYSTEM' },
        set,
        ...(endsOn === undefined && { unset: { endsOn: 1 } }),
      })
      .catch(alreadyMoved);
  }

  /** The moment the course was completed; undefined while it is not. */
  async completedAt(source: Source): Promise<Date | undefined> {
    const found = await StudyModel.findOne(bySource(source), { history: 1 }).lean<Study>();
    return found?.history.find((line) => line.event === 'complete')?.at;
  }

  /** Every arrow may have been made already: delivery is at least once. */
  async finish(studyId: string): Promise<void> {
    const system: Actor = { role: 'SYSTEM' };
    let found = await StudyModel.findById(studyId).lean<Study>();
    if (found?.status === 'LEARNING')
      found = await this.cases.move(StudyModel, studyId, { machine: study, event: 'meetHours', actor: system });
    if (found?.status !== 'HOURS_MET') return;
    const course = await this.courses.of(found);
    await this.cases.move(StudyModel, studyId, {
      machine: study,
      event: 'complete',
      actor: system,
      notices: [{ personId: found.personId, params: { subject: course.title }, page: pageAddress('study') }],
      follow: [tell('study.completed', found.source, { studyId })],
    });
  }

  /** A class that ended closes the study of who did not finish. */
  async closeEnded(id: Types.ObjectId): Promise<void> {
    const one = (await StudyModel.findById(id).lean<Study>())!;
    const course = await this.courses.of(one);
    const { earnedHours } = await this.hoursOf(one.source);
    // The last beat met the hours, and the word of it is on its way.
    if (this.hoursMet(one, earnedHours)) return this.finish(one._id.toHexString());
    await this.cases
      .move(StudyModel, one._id, {
        machine: study,
        event: 'close',
        actor: { role: 'SYSTEM' },
        reason: one.classId ? `班次已于${one.endsOn}结束` : `学习期限到${one.endsOn}为止`,
        notices: [{ personId: one.personId, params: { subject: course.title } }],
        follow: tellWhoHears('study.closed', one.source, {
          studyId: one._id.toHexString(),
          ...(one.classId && { classId: one.classId }),
        }),
      })
      .catch(alreadyMoved);
  }

  private async of(caller: Caller, source: Source): Promise<Study> {
    const found = await StudyModel.findOne(within(scope(caller), bySource(source))).lean<Study>();
    if (!found) throw notFound('没有找到这门课程');
    return found;
  }

  private async ledger(personId: string): Promise<StudyLedger | undefined> {
    return (await StudyLedgerModel.findById(personId).lean<StudyLedger>()) ?? undefined;
  }
}

export interface Enrolment {
  source: Source;
  jurisdiction: Jurisdiction;
  packVersion: string;
  personId: string;
  institutionId?: string;
  classId?: string;
  courseId: string;
  courseVersion: number;
  requiredHours: string;
  endsOn?: string;
}

const isLearnt = (lesson: LessonRecord, covered: readonly Range[]): boolean => lengthOf(covered) >= lesson.seconds - LEARNT_SLACK_SECONDS;

function findLesson(course: CourseRecord, lessonId: string): LessonRecord {
  const lesson = course.chapters.flatMap((chapter) => chapter.lessons).find((one) => one.id === lessonId);
  if (!lesson) throw conflict('LESSON_NOT_FOUND', '课程内容有更新，请返回目录重新选择');
  return lesson;
}

const closed = () => conflict('STUDY_CLOSED', '这个班次已经结束，不能再学习，请联系培训机构');
const superseded = () => conflict('STUDY_SUPERSEDED', '您在另一台设备上打开了课程，这里已停止计时。要在这里继续，请重新打开本节');
/** Two requests made the same arrow: the first one counts. */
const alreadyMoved = (error: { status?: number }): void => {
  if (error.status !== 409) throw error;
};
