import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { StudyCourse, StudySummary } from '@jzt/shared/contract/study';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { formatHours, parseHours, type Hours } from '@jzt/shared/domain/hours';
import { sourceKey, type Source } from '@jzt/shared/domain/sources';
import { study } from '@jzt/shared/workflow/machines/study';
import type { Types } from 'mongoose';
import { Cases, type Actor } from '../../platform/cases';
import { today, type Clock } from '../../platform/clock';
import { isDuplicateKey, notFound } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { trusted } from '../../platform/database';
import { within } from '../../platform/policy';
import { bySource } from '../../platform/source';
import { Courses } from '../course/course.service';
import { tell, tellWhoHears } from '../source/sources.service';
import { Ledgers } from './ledgers.service';
import { emptyTrack, isLearnt, StudyCredit } from './studyCredit.service';
import { StudyLedgerModel, StudyModel, type Study, type StudyLedger } from './study.model';
import { scope } from './study.policy';
import { presentCourse, presentSummary } from './study.presenter';

/** 学习 of a source: its course and hours, from enrolment to completion. */
@Singleton()
export class Studies {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly ledgers: Ledgers;
  @Inject() private readonly studyCredit: StudyCredit;
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

  /** The first lesson is opened. */
  async start({ _id, status, personId }: Study): Promise<void> {
    if (status !== 'NOT_STARTED') return;
    const actor: Actor = { role: 'WORKER', personId };
    await this.cases.move(StudyModel, _id, { machine: study, event: 'start', actor }).catch(alreadyMoved);
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

  /** Their own. Throws NOT_FOUND. */
  async of(caller: Caller, source: Source): Promise<Study> {
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

/** Two requests made the same arrow: the first one counts. */
const alreadyMoved = (error: { status?: number }): void => {
  if (error.status !== 409) throw error;
};
