import { studyRoutes, type BeatReply, type StudySession } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { applicationIn, institution, institutionStaff, ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Applications } from '../application/application.service';

let world: World;
let staff: Client;
let institutionId: string;
let courseId: string;
let classId: string;

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  courseId = (await course()).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  const today = world.clock.now().toISOString().slice(0, 10);
  classId = (
    await staff.ok(trainingRoutes.createClass, { body: { name: '第一期', courseId, startsOn: today, endsOn: '2099-12-31', seats: 50 } })
  ).id;
});
afterAll(() => world.stop());

async function learner(status: 'AUTH_PASSED' | 'INST_PASSED' = 'AUTH_PASSED') {
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, status, {
    personId: person.id,
    institutionId,
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
  });
  return { client: await signIn(world, person.phone), applicationId };
}

async function enrolled() {
  const one = await learner();
  const { results } = await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [one.applicationId] } });
  expect(results).toEqual([{ id: one.applicationId, ok: true, message: '已编入班次' }]);
  await world.settle();
  return one;
}

const paramsOf = (applicationId: string) => ({ sourceKind: 'APPLICATION' as const, sourceId: applicationId });
/** Opens a lesson and takes its video. */
async function open(client: Client, applicationId: string, lessonId: string): Promise<StudySession> {
  const session = await client.ok(studyRoutes.open, { params: paramsOf(applicationId), body: { lessonId, deviceId: 'device-one' } });
  expect((await client.take(session.videoUrl)).status).toBe(200);
  return session;
}

class Player {
  seq = 0;
  constructor(
    private readonly client: Client,
    private readonly applicationId: string,
    readonly session: StudySession,
  ) {}
  beat(from: number, to: number, seq = ++this.seq): Promise<BeatReply> {
    return this.client.ok(studyRoutes.beat, { params: paramsOf(this.applicationId), body: this.body(from, to, seq) });
  }
  refused(from: number, to: number, seq = ++this.seq) {
    return this.client.refused(studyRoutes.beat, { params: paramsOf(this.applicationId), body: this.body(from, to, seq) });
  }
  private body(from: number, to: number, seq: number) {
    return {
      sessionId: this.session.sessionId,
      epoch: this.session.epoch,
      seq,
      segments: [[from, to]] as [number, number][],
      position: to,
    };
  }
}

async function watch(client: Client, applicationId: string, lessonId: string): Promise<BeatReply> {
  const player = new Player(client, applicationId, await open(client, applicationId, lessonId));
  world.clock.advance(31_000);
  return player.beat(0, 30);
}

describe('training', () => {
  it('QH-13 only who passed the check is enrolled, and a class is not overfilled', async () => {
    const early = await learner('INST_PASSED');
    const { results } = await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [early.applicationId] } });
    expect(results[0]).toMatchObject({ ok: false, message: expect.stringContaining('审核还没有通过') });
    const small = await staff.ok(trainingRoutes.createClass, {
      body: { name: '小班', courseId, startsOn: '2026-01-01', endsOn: '2099-12-31', seats: 1 },
    });
    const both = await Promise.all([learner(), learner()]);
    const enrol = await staff.ok(trainingRoutes.enrol, {
      params: { id: small.id },
      body: { applicationIds: both.map((one) => one.applicationId) },
    });
    expect(enrol.results.filter((one) => one.ok)).toHaveLength(1);
    expect(enrol.results.find((one) => !one.ok)?.message).toContain('班次已满');
    expect((await staff.ok(trainingRoutes.roster, { params: { id: small.id } })).items).toHaveLength(1);
  });

  it('another institution finds neither the class nor its people', async () => {
    const other = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect((await other.refused(trainingRoutes.roster, { params: { id: classId } })).status).toBe(404);
    expect(
      (await other.refused(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [(await learner()).applicationId] } }))
        .status,
    ).toBe(404);
  });
});

describe('study', () => {
  it('CQ-41 hours come with the whole chapter; CQ-39 the course is complete at 8 and not at 4; CQ-42 congratulates once', async () => {
    const { client, applicationId } = await enrolled();
    expect((await watch(client, applicationId, 'c1-1')).earnedHours).toBe('0');
    expect(await watch(client, applicationId, 'c1-2')).toMatchObject({ earnedHours: '4', chapterCredited: true, completed: false });
    expect(await watch(client, applicationId, 'c2-1')).toMatchObject({ earnedHours: '8', completed: true });
    await world.settle();
    const done = await client.ok(studyRoutes.course, { params: paramsOf(applicationId) });
    expect(done).toMatchObject({ status: 'COMPLETED', justCompleted: true, earnedHours: '8', requiredHours: '8' });
    // The answer may be lost on its way: it is said until the phone has shown it.
    expect((await client.ok(studyRoutes.course, { params: paramsOf(applicationId) })).justCompleted).toBe(true);
    for (const _tap of [1, 2]) await client.ok(studyRoutes.celebrate, { params: paramsOf(applicationId) });
    expect((await client.ok(studyRoutes.course, { params: paramsOf(applicationId) })).justCompleted).toBe(false);
    expect((await (await world.server.get(Applications)).get(applicationId)).status).toBe('TRAINED');
  });

  it('the same beat gets the same reply and earns once; 20 at a time are one', async () => {
    const { client, applicationId } = await enrolled();
    const player = new Player(client, applicationId, await open(client, applicationId, 'c1-1'));
    world.clock.advance(15_000);
    const replies = await Promise.all(Array.from({ length: 20 }, () => player.beat(0, 15, 1)));
    expect(new Set(replies.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(replies[0]!.creditedSeconds).toBe(15);
    world.clock.advance(15_000);
    expect((await player.beat(0, 15, 2)).creditedSeconds).toBe(0);
    expect((await player.refused(0, 30, 4)).code).toBe('STUDY_SEQ_GAP');
  });

  it('no credit is faster than the clock, whatever is claimed', async () => {
    const { client, applicationId } = await enrolled();
    const player = new Player(client, applicationId, await open(client, applicationId, 'c1-1'));
    world.clock.advance(5_000);
    expect((await player.beat(0, 30)).creditedSeconds).toBeLessThanOrEqual(6);
    expect((await player.beat(0, 86_400)).creditedSeconds).toBeLessThanOrEqual(1);
  });

  it('a second device takes over and the first is told, so that two never both earn', async () => {
    const { client, applicationId } = await enrolled();
    const first = new Player(client, applicationId, await open(client, applicationId, 'c1-1'));
    const second = new Player(client, applicationId, await open(client, applicationId, 'c1-2'));
    world.clock.advance(15_000);
    expect(await first.refused(0, 15)).toMatchObject({ status: 409, code: 'STUDY_SUPERSEDED' });
    expect((await second.beat(0, 15)).creditedSeconds).toBe(15);
  });

  it('resumes where it stopped', async () => {
    const { client, applicationId } = await enrolled();
    const player = new Player(client, applicationId, await open(client, applicationId, 'c1-1'));
    world.clock.advance(12_000);
    await player.beat(0, 12);
    expect(await open(client, applicationId, 'c1-1')).toMatchObject({ position: 12, covered: [[0, 12]] });
    expect((await client.ok(studyRoutes.listMine)).items[0]).toMatchObject({ resume: { lessonId: 'c1-1', position: 12 } });
  });

  it("another person's course is not found", async () => {
    const { applicationId } = await enrolled();
    const { client } = await learner();
    expect((await client.refused(studyRoutes.course, { params: paramsOf(applicationId) })).status).toBe(404);
    expect(
      (await client.refused(studyRoutes.open, { params: paramsOf(applicationId), body: { lessonId: 'c1-1', deviceId: 'device-two' } }))
        .status,
    ).toBe(404);
  });
});
