import { Inject, Singleton } from '@midwayjs/core';
import { pageAddress } from '@jzt/shared/contract/pages';
import type { RosterRow, TrainingClass, PublicClass } from '@jzt/shared/contract/training';
import { sourceKey, type Source } from '@jzt/shared/domain/sources';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { application } from '@jzt/shared/workflow/machines/application';
import { study } from '@jzt/shared/workflow/machines/study';
import { Types } from 'mongoose';
import { today, type Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { findWithin } from '../../platform/policy';
import { presentSubject } from '../../platform/subject';
import { Applications } from '../application/application.service';
import type { Application, ApplicationSubject } from '../application/application.model';
import type { CourseRecord } from '../course/course.model';
import { coursesOf, Courses } from '../course/course.service';
import { homeOf, institutionFacts, Organisations } from '../organisation/organisation.service';
import { Persons } from '../person/person.service';
import { Studies } from '../study/study.service';
import { TrainingClassModel, type TrainingClassRecord } from './training.model';
import { giveSeatOf, seated, type Enrolment } from './seats';
import { demand, scope } from './training.policy';

/** More of them suit no choice on a phone. */
const MOST_CLASSES = 100;

interface OpenClass {
  id: string;
  name: string;
  startsOn: string;
  endsOn: string;
}

interface EnrolResult {
  id: string;
  ok: boolean;
  message: string;
}

/** 班次: an institution's classes, who waits for one, who is in it (QH-13). */
@Singleton()
export class TrainingClasses {
  @Inject() private readonly courses: Courses;
  @Inject() private readonly applications: Applications;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly studies: Studies;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  async list(caller: Caller): Promise<TrainingClass[]> {
    const found = await TrainingClassModel.find(scope(caller)).sort({ startsOn: -1, _id: -1 }).limit(100).lean<TrainingClassRecord[]>();
    return Promise.all(found.map((one) => this.present(one)));
  }

  /** One of the institution's own. Throws NOT_FOUND. */
  async mine(caller: Caller, classId: string): Promise<TrainingClass & { jurisdiction: Jurisdiction }> {
    const found = await this.of(caller, classId);
    return { ...(await this.present(found)), jurisdiction: found.jurisdiction };
  }

  /** What anybody may know of it (CQ-27). Throws NOT_FOUND. */
  async known(classId: string): Promise<PublicClass> {
    const found = await findWithin<TrainingClassRecord>(TrainingClassModel, {}, classId, '没有找到这个班次，请看看海报是不是旧的');
    const [one, institution] = [await this.present(found), await this.organisations.institution(found.institutionId)];
    const { id, name, subject, courseTitle, forCe, startsOn, endsOn } = one;
    return {
      id,
      name,
      subject,
      courseTitle,
      forCe,
      startsOn,
      endsOn,
      seatsLeft: found.seatsLeft,
      ended: endsOn < today(this.clock),
      institution: { id: found.institutionId, name: institution.name, address: institution.address, phone: institution.phone },
    };
  }

  /** Throws CLASS_DATES, INSTITUTION_NOT_AUTHORISED. */
  async create(
    caller: Caller,
    { forCe, ...input }: { name: string; courseId: string; startsOn: string; endsOn: string; seats: number; forCe?: boolean },
    op?: string,
  ): Promise<TrainingClass> {
    const course = await this.courses.latest(coursesOf(caller), input.courseId);
    if (input.endsOn < input.startsOn || input.endsOn < today(this.clock))
      throw badInput('CLASS_DATES', '结束日期不能早于开始日期，也不能早于今天');
    const institution = await this.organisations.institution(caller.organisationId!);
    if (!this.organisations.isAuthorised(institution, course, today(this.clock)))
      throw conflict('INSTITUTION_NOT_AUTHORISED', '本机构没有这个类别的培训授权', { ruleId: 'QH-06' });
    const record = {
      _id: new Types.ObjectId(),
      ...input,
      ...(forCe && { purpose: 'CE' as const }),
      courseId: course.courseId,
      courseVersion: course.version,
      jurisdiction: homeOf(institution),
      institutionId: caller.organisationId!,
      seatsLeft: input.seats,
      version: 1,
      createdOp: op,
      createdBy: caller.personId,
      createdAt: this.clock.now(),
    };
    try {
      await TrainingClassModel.create(record);
      return await this.present(record);
    } catch (error) {
      const earlier = isDuplicateKey(error) && (await TrainingClassModel.findOne({ createdOp: op }).lean<TrainingClassRecord>());
      if (earlier) return this.present(earlier);
      throw error;
    }
  }

  /** Whose checks have passed and whom this class's course suits. */
  async waiting(caller: Caller, classId: string): Promise<RosterRow[]> {
    const found = await this.of(caller, classId);
    if (found.purpose === 'CE') return [];
    const course = await this.courses.of(found);
    const waiting = await this.applications.list({ statuses: ['AUTH_PASSED'] }, caller);
    return this.rows(waiting.filter((one) => suits(course, one)));
  }

  async roster(caller: Caller, classId: string): Promise<RosterRow[]> {
    const found = await this.of(caller, classId);
    if (found.purpose === 'CE') return this.learners(found);
    return this.rows(await this.applications.list({ trainingClassId: found._id.toHexString() }, caller));
  }

  /** Enrols one by one, so that one person's fault does not stop the others. Throws CLASS_ENDED for the whole class. */
  async enrol(caller: Caller, classId: string, applicationIds: readonly string[], op?: string): Promise<EnrolResult[]> {
    const found = await this.of(caller, classId);
    if (found.endsOn < today(this.clock)) throw conflict('CLASS_ENDED', '这个班次已经结束，请选择其他班次');
    if (found.purpose === 'CE') throw conflict('CLASS_FOR_CE', '这是继续教育班，由持证人自己报名');
    const results: EnrolResult[] = [];
    for (const id of applicationIds) results.push(await this.enrolOne(caller, found, id, op));
    return results;
  }

  /** Open continuing-education classes of a province whose course suits the certificate, the first to end first. */
  async ceClasses(jurisdiction: Jurisdiction, subject: ApplicationSubject): Promise<(TrainingClassRecord & { course: CourseRecord })[]> {
    const open = { jurisdiction, purpose: 'CE' as const, endsOn: trusted({ $gte: today(this.clock) }) };
    const found = await TrainingClassModel.find(open).sort({ endsOn: 1, _id: 1 }).limit(MOST_CLASSES).lean<TrainingClassRecord[]>();
    const all = await Promise.all(found.map(async (one) => ({ ...one, course: await this.courses.of(one) })));
    return all.filter(({ course }) => suits(course, { subject }));
  }

  suits(course: CourseRecord, subject: ApplicationSubject): boolean {
    return suits(course, { subject });
  }

  /** Throws NOT_FOUND, also for a class of another purpose. */
  async ceClass(id: string): Promise<TrainingClassRecord & { course: CourseRecord }> {
    const found = await findWithin(TrainingClassModel, { purpose: 'CE' }, id, '没有找到这个继续教育班');
    return { ...found, course: await this.courses.of(found) };
  }

  /** A seat for somebody who signs up themself, by the id of what they sign up with. Throws CLASS_FULL and what `enrol` throws. */
  takeCeSeat<T>(classId: string, who: string, enrolment: Enrolment<T>): Promise<T> {
    return seated(who, new Types.ObjectId(classId), enrolment);
  }

  /** Who has to leave gives it back. */
  giveCeSeat(classId: string, who: string): Promise<void> {
    return giveSeatOf(who, new Types.ObjectId(classId));
  }

  /** Open classes of institutions, for people who choose one. */
  async openClasses(institutionIds: readonly string[]): Promise<Map<string, OpenClass[]>> {
    const found = await TrainingClassModel.find({
      institutionId: trusted({ $in: [...institutionIds] }),
      purpose: trusted({ $exists: false }),
      endsOn: trusted({ $gte: today(this.clock) }),
    })
      .sort({ startsOn: 1 })
      .lean<TrainingClassRecord[]>();
    const byInstitution = new Map<string, OpenClass[]>();
    for (const one of found) {
      const list = byInstitution.get(one.institutionId) ?? [];
      byInstitution.set(one.institutionId, [
        ...list,
        { id: one._id.toHexString(), name: one.name, startsOn: one.startsOn, endsOn: one.endsOn },
      ]);
    }
    return byInstitution;
  }

  private async enrolOne(caller: Caller, found: TrainingClassRecord, applicationId: string, op?: string): Promise<EnrolResult> {
    try {
      const waiting = await this.applications.of(caller, applicationId);
      demand(caller, 'ENROL', waiting);
      const course = await this.courses.of(found);
      if (waiting.trainingClassId === found._id.toHexString()) return { id: applicationId, ok: true, message: '已在本班' };
      if (!suits(course, waiting)) throw conflict('COURSE_NOT_SUITABLE', '报考类型与本班课程不符');
      const institution = await this.organisations.institution(caller.organisationId!);
      const facts = { applicationStatus: waiting.status, subject: waiting.subject, institution: institutionFacts(institution) };
      const decision = this.law.of(waiting).require('ENROL', facts);
      const actor = this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
      await seated(applicationId, found._id, {
        enrol: () =>
          this.applications.move(applicationId, 'startTraining', {
            actor,
            ruleIds: decision.ruleIds,
            packVersion: decision.packVersion,
            set: { trainingClassId: found._id.toHexString() },
            params: { place: institution.address, deadline: found.endsOn },
            page: pageAddress('study'),
            follow: [
              {
                topic: 'study.enrolled',
                payload: {
                  source: sourceOf(waiting),
                  jurisdiction: waiting.jurisdiction,
                  packVersion: waiting.packVersion,
                  personId: waiting.personId,
                  institutionId: found.institutionId,
                  courseId: found.courseId.toHexString(),
                  courseVersion: found.courseVersion,
                  classId: found._id.toHexString(),
                  requiredHours: course.requiredHours,
                  endsOn: found.endsOn,
                },
              },
            ],
          }),
        isIn: async () => (await this.applications.of(caller, applicationId)).trainingClassId === found._id.toHexString(),
      });
      return { id: applicationId, ok: true, message: '已编入班次' };
    } catch (error) {
      if (error instanceof Refusal) return { id: applicationId, ok: false, message: error.message };
      throw error;
    }
  }

  /** People who signed up themselves, by their study. */
  private async learners(found: TrainingClassRecord): Promise<RosterRow[]> {
    const learning = await this.studies.ofClass(found._id.toHexString());
    const [cards, earned] = await Promise.all([
      this.persons.cards(learning.map((one) => one.personId)),
      this.studies.earnedHours(
        learning.map((one) => one.source),
        learning.map((one) => one.personId),
      ),
    ]);
    return learning.map((one) => ({
      applicationId: one.source.id,
      name: cards.get(one.personId)!.name,
      idNumberMasked: cards.get(one.personId)!.idNumberMasked,
      status: one.status,
      statusZh: study.states[one.status as keyof typeof study.states],
      requiredHours: one.requiredHours,
      earnedHours: earned.get(sourceKey(one.source)) ?? '0',
    }));
  }

  private async rows(list: readonly Application[]): Promise<RosterRow[]> {
    const [cards, earned] = await Promise.all([
      this.persons.cards(list.map((one) => one.personId)),
      this.studies.earnedHours(
        list.map(sourceOf),
        list.map((one) => one.personId),
      ),
    ]);
    return Promise.all(
      list.map(async (one) => {
        const id = one._id.toHexString();
        const { requiredHours } = await this.studies.hoursOf(sourceOf(one));
        const card = cards.get(one.personId)!;
        return {
          applicationId: id,
          name: card.name,
          idNumberMasked: card.idNumberMasked,
          status: one.status,
          statusZh: application.states[one.status as keyof typeof application.states],
          requiredHours,
          earnedHours: earned.get(sourceKey(sourceOf(one))) ?? '0',
        };
      }),
    );
  }

  private of(caller: Caller, classId: string): Promise<TrainingClassRecord> {
    return findWithin(TrainingClassModel, scope(caller), classId, '没有找到这个班次');
  }

  private async present(found: TrainingClassRecord): Promise<TrainingClass> {
    const course = await this.courses.of(found);
    return {
      id: found._id.toHexString(),
      name: found.name,
      courseId: found.courseId.toHexString(),
      courseVersion: found.courseVersion,
      courseTitle: course.title,
      subject: presentSubject({ category: course.category }),
      forCe: found.purpose === 'CE' || undefined,
      startsOn: found.startsOn,
      endsOn: found.endsOn,
      seats: found.seats,
      seatsTaken: found.seats - found.seatsLeft,
      version: found.version,
    };
  }
}

const sourceOf = (one: Application): Source => ({ kind: 'APPLICATION', id: one._id.toHexString() });

const suits = (course: CourseRecord, one: Pick<Application, 'subject'>): boolean =>
  course.category === one.subject.category && (!course.codes || course.codes.includes(one.subject.code ?? ''));
