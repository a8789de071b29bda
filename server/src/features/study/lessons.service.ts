import { randomInt } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import type { Beat, BeatReply, StudyDay, StudySession } from '@jzt/shared/contract/study';
import { sourceKey, type Source } from '@jzt/shared/domain/sources';
import { today, type Clock } from '../../platform/clock';
import { randomToken } from '../../platform/crypto';
import { conflict } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { MediaAddresses, viewingKey, type Viewing } from '../../platform/media/addresses';
import { lengthOf, normalise, type Range } from '../../platform/media/ranges';
import { MediaSeconds } from '../../platform/media/seconds';
import { ServedMedia } from '../../platform/media/served';
import type { CourseRecord, LessonRecord } from '../course/course.model';
import { Courses } from '../course/course.service';
import { credit, SILENCE_SECONDS } from './coverage';
import { Ledgers } from './ledgers.service';
import { accrue } from './presence';
import { Presences, waitingSeconds } from './presences.service';
import { isLearnt, StudyCredit, trackOf } from './studyCredit.service';
import type { Study, StudyLedger } from './study.model';
import { presentLesson } from './study.presenter';
import { Studies } from './study.service';

/** A phone reports this often, and when it plays again, on pause and hide. */
const BEAT_SECONDS = 15;

/** One lesson being watched (design.md section 6): the server alone decides credit, on its own clock, for one device at a time. */
@Singleton()
export class Lessons {
  @Inject() private readonly studies: Studies;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly ledgers: Ledgers;
  @Inject() private readonly studyCredit: StudyCredit;
  @Inject() private readonly presences: Presences;
  @Inject() private readonly addresses: MediaAddresses;
  @Inject() private readonly served: ServedMedia;
  @Inject() private readonly mediaSeconds: MediaSeconds;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /** Opens a lesson on this device; another device's session ends with the epoch it had. Throws STUDY_CLOSED, LESSON_NOT_FOUND. */
  async open(caller: Caller, source: Source, input: { lessonId: string; deviceId: string }): Promise<StudySession> {
    const found = await this.studies.of(caller, source);
    if (found.status === 'CLOSED') throw closed();
    const lesson = findLesson(await this.courses.of(found), input.lessonId);
    await this.studies.start(found);
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
    const found = await this.studies.of(caller, source);
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
}

const viewingOf = ({ _id, track }: StudyLedger, { id, video }: LessonRecord): Viewing => ({ personId: _id, track, lessonId: id, video });

function findLesson(course: CourseRecord, lessonId: string): LessonRecord {
  const lesson = course.chapters.flatMap((chapter) => chapter.lessons).find((one) => one.id === lessonId);
  if (!lesson) throw conflict('LESSON_NOT_FOUND', '课程内容有更新，请返回目录重新选择');
  return lesson;
}

const closed = () => conflict('STUDY_CLOSED', '这个班次已经结束，不能再学习，请联系培训机构');
const superseded = () => conflict('STUDY_SUPERSEDED', '您在另一台设备上打开了课程，这里已停止计时。要在这里继续，请重新打开本节');
