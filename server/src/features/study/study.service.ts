import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { Beat, BeatReply, StudyCourse, StudyDay, StudySession, StudySummary } from '@jzt/shared/contract/study';
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
import { MediaAddresses, viewingKey, type Viewing } from '../../platform/media/addresses';
import { lengthOf, normalise, type Range } from '../../platform/media/ranges';
import { MediaSeconds } from '../../platform/media/seconds';
import { ServedMedia } from '../../platform/media/served';
import { trusted } from '../../platform/database';
import { within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import type { CourseRecord, LessonRecord } from '../course/course.model';
import { Courses } from '../course/course.service';
import { tell, tellWhoHears } from '../source/sources.service';
import { credit, SILENCE_SECONDS } from './coverage';
import { Ledgers } from './ledgers.service';
import { accrue } from './presence';
import { Presences, waitingSeconds } from './presences.service';
import { emptyTrack, isLearnt, StudyCredit, trackOf } from './studyCredit.service';
import { StudyLedgerModel, StudyModel, type Study, type StudyLedger } from './study.model';
import { scope } from './study.policy';
import { presentCourse, presentLesson, presentSummary } from './study.presenter';

/** A phone reports this often, and when it plays again, on pause and hide. */
const BEAT_SECONDS = 15;

/** 学习 (design.md section 6): the server alone decides credit, on its own clock, for one device at a time. */
@Singleton()
export class Studies {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly ledgers: Ledgers;
  @Inject() private readonly studyCredit: StudyCredit;
  @Inject() private readonly presences: Presences;
  @Inject() private readonly addresses: MediaAddresses;
  @Inject() private readonly served: ServedMedia;
  @Inject() private readonly mediaSeconds: MediaSeconds;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** Unfinished although the class has ended. */
  ended(): Record<string, unknown> {
    return { status: trusted({ $in: ['NOT_STARTED', 'LEARNING'] }), endsOn: trusted({ $lt: today(this.clock) }) };
  }

  async listMine(caller: Caller): Promise<StudySummary[]> {
    const [studies, ledger] = await Promise.all([
      StudyModel.find(scope(caller)).sort({ _id: -1 }).lean<Study[]>(),
      this.ledgers.of(caller.personId),
    ]);
    return Promise.all(
      studies.map(async (one) => presentSummary(one, await this.courses.of(one), ledger?.tracks[sourceKey(one.source)] ?? emptyTrack())),
    );
  }

  async course(caller: Caller, source: Source): Promise<StudyCourse> {
    const found = await this.of(caller, source);
    const course = await this.courses.of(found);
    const track = (await this.ledgers.of(caller.personId))?.tracks[sourceKey(source)] ?? emptyTrack();
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
    const sessionId = randomToken(12);
    await this.ledgers.change(caller.personId, ({ epoch }) => ({
      unset: { reply: 1 },
      set: {
        epoch: epoch + 1,
        sessionId,
        deviceId: input.deviceId,
        track: key,
        lessonId: lesson.id,
        seq: 0,
        lastAckAt: now,
        [`tracks.${key}.lastLesson`]: lesson.id,
      },
    }));
    const ledger = (await this.presences.current(caller.personId))!;
    if (ledger.sessionId !== sessionId) throw superseded();
    const track = trackOf(ledger, key);
    const covered = track.covered[lesson.id] ?? [];
    return {
      sessionId,
      epoch: ledger.epoch,
      nextSeq: 1,
      position: Math.min(track.positions[lesson.id] ?? 0, lesson.seconds),
      covered,
      lesson: presentLesson(lesson, covered, isLearnt),
      videoUrl: await this.addresses.sign(viewingOf(ledger, lesson), lesson.seconds),
      beatSeconds: BEAT_SECONDS,
      silenceSeconds: SILENCE_SECONDS,
      day: this.dayOf(found, ledger),
      presence: await this.presences.present(ledger),
      serverTime: now.toISOString(),
    };
  }

  /** Credits one beat. The same `seq` gets the same reply; an older session is told that another device took over. */
  async beat(caller: Caller, source: Source, beat: Beat): Promise<BeatReply> {
    const found = await this.of(caller, source);
    if (found.status === 'CLOSED') throw closed();
    const course = await this.courses.of(found);
    for (;;) {
      const ledger = await this.presences.current(caller.personId);
      if (!ledger || ledger.sessionId !== beat.sessionId || ledger.epoch !== beat.epoch || ledger.track !== sourceKey(source))
        throw superseded();
      // Said again; but whether somebody is still asked for is told as it is now.
      if (beat.seq === ledger.seq && ledger.reply)
        return { ...(ledger.reply as BeatReply), presence: await this.presences.present(ledger) };
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
    const track = (await this.ledgers.of(found.personId))?.tracks[sourceKey(source)];
    return { earnedHours: formatHours((track?.earned ?? 0) as Hours), requiredHours: found.requiredHours };
  }

  /** Hours of one source, all of them and those of 专业 chapters (HN-07, HN-11). */
  async hoursByKind(source: Source): Promise<{ total: string; professional: string }> {
    const found = await StudyModel.findOne(bySource(source)).lean<Study>();
    const track = found && (await this.ledgers.of(found.personId))?.tracks[sourceKey(source)];
    if (!found || !track) return { total: '0', professional: '0' };
    const credited = (await this.courses.of(found)).chapters.filter(
      ({ id, kind }) => kind === 'PROFESSIONAL' && track.chapters.includes(id),
    );
    const professional = credited.reduce((sum, { hours }) => sum + parseHours(hours), 0);
    return { total: formatHours(track.earned as Hours), professional: formatHours(professional as Hours) };
  }

  /** One atomic update; undefined when somebody was faster and this one must look again. */
  private async apply(ledger: StudyLedger, found: Study, course: CourseRecord, beat: Beat): Promise<BeatReply | undefined> {
    const now = this.clock.now();
    const key = sourceKey(found.source);
    const lesson = findLesson(course, ledger.lessonId);
    const track = trackOf(ledger, key);
    const [covered, pending] = [track.covered[lesson.id] ?? [], track.pending?.[lesson.id] ?? []];
    const { fresh, unserved, ackAt } = credit({
      counted: [...covered, ...pending],
      played: beat.segments as Range[],
      served: await this.heldSeconds(ledger, lesson),
      lessonSeconds: lesson.seconds,
      lastAckAt: ledger.lastAckAt,
      now,
      most: this.dayOf(found, ledger)?.leftSeconds ?? Infinity,
    });
    const accrued = accrue({
      presence: ledger.presence ?? { since: 0 },
      fresh,
      waiting: waitingSeconds(ledger),
      terms: this.law.of(found).pack.study?.presence.value,
      now,
      random: randomInt,
      newId: () => randomToken(12),
    });
    const coveredNow = normalise([...covered, ...accrued.covered], lesson.seconds);
    const pendingNow = normalise([...pending, ...accrued.pending], lesson.seconds);
    const granted = this.studyCredit.grant(found, course, track, { ...track.covered, [lesson.id]: coveredNow });
    const credited = lengthOf(accrued.covered) + lengthOf(accrued.pending);
    const on = today(this.clock);
    const path = `tracks.${key}`;
    const after: StudyLedger = {
      ...ledger,
      presence: accrued.presence,
      day: { on, seconds: (ledger.day?.on === on ? ledger.day.seconds : 0) + credited },
      tracks: { ...ledger.tracks, [key]: { ...track, pending: { ...track.pending, [lesson.id]: pendingNow } } },
    };
    const reply: BeatReply = {
      seq: beat.seq,
      creditedSeconds: credited,
      coveredSeconds: lengthOf(coveredNow),
      unservedSeconds: unserved,
      day: this.dayOf(found, after),
      presence: await this.presences.present(after),
      lessonLearnt: isLearnt(lesson, coveredNow),
      chapterCredited: granted.newChapter,
      requiredHours: found.requiredHours,
      earnedHours: granted.earnedHours,
      completed: granted.completed,
      serverTime: now.toISOString(),
    };
    const written = await this.ledgers.write(ledger, {
      set: {
        seq: beat.seq,
        reply,
        lastAckAt: ackAt,
        presence: after.presence,
        day: after.day,
        [`${path}.covered.${lesson.id}`]: coveredNow,
        [`${path}.pending.${lesson.id}`]: pendingNow,
        [`${path}.positions.${lesson.id}`]: Math.min(beat.position, lesson.seconds),
        [`${path}.chapters`]: granted.chapters,
        [`${path}.earned`]: granted.earned,
      },
      push: { outbox: { $each: granted.outbox } },
    });
    if (!written) return undefined;
    if (granted.outbox.length) this.studyCredit.kick();
    return reply;
  }

  /** Seconds of the lesson that were served to this person since they first opened it. */
  private async heldSeconds(ledger: StudyLedger, lesson: LessonRecord): Promise<Range[]> {
    return this.mediaSeconds.held(lesson.video, await this.served.of(viewingKey(viewingOf(ledger, lesson))));
  }

  /** What the day still holds for this person; undefined where the law sets no limit. */
  private dayOf(found: Study, { day }: StudyLedger): StudyDay | undefined {
    const mostSeconds = this.law.of(found).pack.study?.daySeconds.value;
    if (mostSeconds === undefined) return undefined;
    const used = day?.on === today(this.clock) ? day.seconds : 0;
    return { leftSeconds: Math.max(0, mostSeconds - used), mostSeconds };
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
    await this.ledgers.change(personId, ({ track, epoch, tracks }) => {
      const forgets = !goesOn && tracks[key] !== undefined;
      if (track !== key && !forgets) return undefined;
      return { set: { ...(track === key && { epoch: epoch + 1 }) }, ...(forgets && { unset: { [`tracks.${key}`]: 1 } }) };
    });
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
    if (this.studyCredit.hoursMet(one, earnedHours)) return this.finish(one._id.toHexString());
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

const viewingOf = ({ _id, track }: StudyLedger, { id, video }: LessonRecord): Viewing => ({ personId: _id, track, lessonId: id, video });

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
