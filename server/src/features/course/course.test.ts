import { courseRoutes } from '@jzt/shared/contract/course';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { HERE, applicationIn, authority, institution, institutionStaff, ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { CourseModel, type CourseContent } from './course.model';
import { Courses } from './course.service';

let world: World;
let staff: Client;
let institutionId: string;

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
});
afterAll(() => world?.stop());

const classOf = (courseId: string, name: string) =>
  staff.ok(trainingRoutes.createClass, { body: { name, courseId, startsOn: '2026-01-01', endsOn: '2099-12-31', seats: 9 } });

async function learnerIn(classId: string) {
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, 'AUTH_PASSED', {
    personId: person.id,
    institutionId,
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
  });
  await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [applicationId] } });
  await world.settle();
  const { session } = await signIn(world, person.phone);
  const view = () =>
    Object.assign(new Client(world.url), { session }).ok(studyRoutes.course, {
      params: { sourceKind: 'APPLICATION', sourceId: applicationId },
    });
  return { applicationId, view };
}

const lesson = (seconds: number) => ({ id: 'n1-1', title: '新节', seconds, video: 'n.mp4' });
const shortened = (title: string): CourseContent => ({
  jurisdiction: HERE,
  title,
  category: 'SAFETY_MGMT',
  requiredHours: '16',
  chapters: [{ id: 'n1', title: '新章', compulsory: true, hours: '16', lessons: [lesson(16 * 45 * 60)] }],
});

describe('course versions', () => {
  it('a class and its studies keep the version they began with, whatever is published afterwards', async () => {
    const { id: courseId, title } = await course({ title: '旧课程' });
    const old = await classOf(courseId, '旧班');
    expect(old).toMatchObject({ courseVersion: 1, courseTitle: title });
    const learner = await learnerIn(old.id);
    const before = await learner.view();

    await (await world.server.get(Courses)).publish(shortened('新课程'), new Types.ObjectId(courseId));
    const fresh = await classOf(courseId, '新班');
    expect(fresh).toMatchObject({ courseId, courseVersion: 2, courseTitle: '新课程' });

    for (const round of ['at once', 'after a restart']) {
      expect({ where: round, value: await learner.view() }).toEqual({ where: round, value: before });
      const { items } = await staff.ok(trainingRoutes.listClasses);
      expect({ where: round, value: items.find((one) => one.id === old.id) }).toEqual({
        where: round,
        value: { ...old, seatsTaken: expect.any(Number) },
      });
      // Who joins the old class later studies what the class studies.
      const later = await (await learnerIn(old.id)).view();
      expect({ where: round, value: later.chapters.map((one) => one.id) }).toEqual({
        where: round,
        value: before.chapters.map((one) => one.id),
      });
      expect({ where: round, value: later.requiredHours }).toEqual({ where: round, value: '8' });
      const { items: roster } = await staff.ok(trainingRoutes.roster, { params: { id: old.id } });
      expect({ where: round, value: new Set(roster.map((one) => one.requiredHours)) }).toEqual({ where: round, value: new Set(['8']) });
      if (round === 'at once') await restart();
    }
    const inFresh = await (await learnerIn(fresh.id)).view();
    expect(inFresh.chapters.map((one) => one.id)).toEqual(['n1']);
    expect(inFresh.requiredHours).toBe('16');
  });

  it('the list shows each course once, in its newest version', async () => {
    const { id } = await course({ title: '清单课程' });
    const courses = await world.server.get(Courses);
    await courses.publish(shortened('清单课程二'), new Types.ObjectId(id));
    const { items } = await staff.ok(courseRoutes.list);
    expect(items.filter((one) => one.title.startsWith('清单'))).toEqual([
      { id, version: 2, title: '清单课程二', category: 'SAFETY_MGMT', requiredHours: '16' },
    ]);
  });

  it('a published version never changes, and of two published at once each has its own number', async () => {
    const { id } = await course();
    const courseId = new Types.ObjectId(id);
    await expect(CourseModel.updateOne({ courseId }, { $set: { title: '改' } })).rejects.toThrow('never changes');
    await expect(CourseModel.findOneAndUpdate({ courseId }, { $set: { title: '改' } })).rejects.toThrow('never changes');
    await expect(CourseModel.deleteMany({ courseId })).rejects.toThrow('never changes');
    const kept = (await CourseModel.findOne({ courseId }))!;
    kept.title = '改';
    await expect(kept.save()).rejects.toThrow('never changes');
    const courses = await world.server.get(Courses);
    const tries = await Promise.allSettled(['甲', '乙', '丙', '丁'].map((title) => courses.publish(shortened(title), courseId)));
    const numbers = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.version] : []));
    expect(numbers.length).toBeGreaterThan(0);
    expect([...numbers].sort()).toEqual(numbers.map((_, at) => at + 2));
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'COURSE_CHANGED' });
  });
});

describe('A-33 an hour credited is an hour of media', () => {
  it.each(['630000', '500000', '320000', '460000'] as const)(
    'in %s a chapter whose lessons are a second too short cannot be published, one that is filled can',
    async (jurisdiction) => {
      await authority(jurisdiction);
      const school = await institution({ jurisdictions: [jurisdiction] });
      const there = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
      const courses = await world.server.get(Courses);
      const titles = async () => (await there.ok(courseRoutes.list)).items.map((one) => one.title);
      const full = 1.5 * 45 * 60;
      const content = (title: string, seconds: number): CourseContent => ({
        ...shortened(title),
        jurisdiction,
        chapters: [
          { id: 'n0', title: '足够的一章', compulsory: true, hours: '1', lessons: [lesson(3600)] },
          { id: 'n1', title: '新章', compulsory: true, hours: '1.5', lessons: [lesson(full - seconds)] },
        ],
      });
      await expect(courses.publish(content('短课', 1))).rejects.toMatchObject({
        status: 422,
        code: 'HOURS_WITHOUT_MEDIA',
        message: '“新章”计1.5学时，按每学时45分钟要有68分钟课件，现在只有67分钟 请补足课件或减少学时',
        detail: { ruleId: 'A-33' },
      });
      expect(await titles()).not.toContain('短课');
      await courses.publish(content('足课', 0));
      expect(await titles()).toContain('足课');
    },
  );
});

it('A-33 a lesson is no longer than its video', async () => {
  const courses = await world.server.get(Courses);
  const content = (seconds: number): CourseContent => ({
    ...shortened('真时长'),
    chapters: [
      { id: 'n1', title: '新章', compulsory: true, hours: '0', lessons: [{ id: 'l', title: '一节', seconds, video: 'helmet.mp4' }] },
    ],
  });
  await expect(courses.publish(content(25))).rejects.toMatchObject({
    code: 'MEDIA_SHORT',
    message: '“一节”写的时长是25秒，视频只有24秒，请更正时长或更换视频',
  });
  expect((await courses.publish(content(24))).version).toBe(1);
});

/** Forgets whatever the server kept in memory. */
async function restart(): Promise<void> {
  await world.restart();
  staff = Object.assign(new Client(world.url), { session: staff.session });
}
