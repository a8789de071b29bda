import { certificateServiceRoutes as services } from '@jzt/shared/contract/certificateService';
import { continuingEducationRoutes as ce } from '@jzt/shared/contract/continuingEducation';
import { examRoutes } from '@jzt/shared/contract/exam';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Source } from '@jzt/shared/domain/sources';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { roomCode } from '../../../testing/examRoom';
import { certificateHolder, type Holder } from '../../../testing/holders';
import { examine, learn, provinceDesk, type ProvinceDesk } from '../../../testing/newCertificate';
import { portraitOf } from '../../../testing/people';
import { watchLesson } from '../../../testing/study';
import { startWorld, type World } from '../../../testing/world';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { ExamSessionModel, type ExamSession } from '../exam/exam.model';
import { ContinuingEducationModel, type ContinuingEducation } from './continuingEducation.model';

jest.setTimeout(240_000);

const DAY = 86_400_000;
let world: World;
let desk: ProvinceDesk;

beforeAll(async () => {
  world = await startWorld();
  desk = await provinceDesk(world, '630000', 'SAFETY_MGMT', '西宁市城东区测试路1号');
});
beforeEach(async () => {
  world.clock.advance(120_000);
  await desk.signInAgain();
});
afterAll(() => world.stop());

const day = (days: number) => addDays(today(world.clock), days);
const stored = async (id: string) => (await CertificateModel.findById(id).lean<Certificate>())!;
const education = async (who: Holder) => (await ContinuingEducationModel.findOne({ certificateId: who.id }).lean<ContinuingEducation>())!;
const sourceOf = async (who: Holder): Promise<Source> => ({ kind: 'CONTINUING_EDUCATION', id: (await education(who))._id.toHexString() });
const titles = async (who: Holder) => (await who.client.ok(inboxRoutes.list)).items.map((one) => one.title);

async function enrol(who: Holder, endsIn: number, courseId = desk.courseId) {
  const made = await desk.teacher.ok(trainingRoutes.createClass, {
    body: { name: '继续教育班', courseId, startsOn: day(0), endsOn: day(endsIn), seats: 9, forCe: true },
  });
  await who.client.ok(ce.enrol, { params: who.params, body: { mode: 'OFFLINE', classId: made.id } });
  await world.settle();
}

/** Time goes on, and everybody signs in again. */
async function pass(days: number, who: Holder) {
  world.clock.advance(days * DAY);
  await world.settle();
  world.clock.advance(120_000);
  await desk.signInAgain();
  who.client = await signIn(world, who.person.phone);
}

const voidExam = async (who: Holder, sessionId?: string) => {
  const id = sessionId ?? (await education(who)).examSessionId!;
  const { version } = (await ExamSessionModel.findById(id).lean<ExamSession>())!;
  await desk.reviewer.ok(examRoutes.voidScore, { params: { id }, body: { reason: '替考', version } });
  await world.settle();
};

describe('a class that closes before the hours are met', () => {
  it('QH-25 CQ-09 lets its learner choose another class: what was learnt of the same course counts on', async () => {
    const who = await certificateHolder(world, '630000', 150);
    await enrol(who, 10);
    const source = await sourceOf(who);
    const params = { sourceKind: source.kind, sourceId: source.id };
    const { chapters } = await who.client.ok(studyRoutes.course, { params });
    for (const lesson of chapters[0]!.lessons) await watchLesson(world, who.client, source, lesson);
    await pass(11, who);
    await world.settle();
    expect(await education(who)).toMatchObject({ status: 'ELIGIBLE' });
    expect(await titles(who)).toEqual(expect.arrayContaining(['班次已结束，学时没有修满']));
    expect(await who.client.ok(ce.view, { params: who.params })).toMatchObject({ step: 1, signUp: { window: { state: 'OPEN' } } });
    await enrol(who, 20);
    expect((await education(who)).status).toBe('LEARNING');
    expect(await who.client.ok(studyRoutes.course, { params })).toMatchObject({ status: 'NOT_STARTED', earnedHours: '4' });
    await learn(world, who.client, source);
    expect((await education(who)).studiedOn).toBe(today(world.clock));
    await examine(world, desk, who.client, source);
    expect((await education(who)).status).toBe('ASSESSED');
  });

  it('QH-25 of another course nothing counts before it is learnt', async () => {
    const who = await certificateHolder(world, '630000', 150);
    await enrol(who, 10);
    const source = await sourceOf(who);
    const params = { sourceKind: source.kind, sourceId: source.id };
    const [lesson] = (await who.client.ok(studyRoutes.course, { params })).chapters[1]!.lessons;
    await watchLesson(world, who.client, source, lesson!);
    await pass(11, who);
    await world.settle();
    await enrol(who, 20, (await course({ jurisdiction: '630000', title: '另一门' })).id);
    expect(await who.client.ok(studyRoutes.course, { params })).toMatchObject({ status: 'NOT_STARTED', earnedHours: '0' });
    await learn(world, who.client, source);
    expect((await education(who)).studiedOn).toBe(today(world.clock));
  });
});

describe('a voided exam of continuing education', () => {
  async function passed() {
    const who = await certificateHolder(world, '630000', 60);
    await enrol(who, 20);
    const source = await sourceOf(who);
    await learn(world, who.client, source);
    await examine(world, desk, who.client, source);
    return { who, source };
  }
  const record = async (who: Holder) => {
    await desk.reviewer.ok(ce.confirm, { body: { ids: [(await education(who))._id.toHexString()] } });
    await world.settle();
  };

  it('QH-25 takes the result back, tells the reason, and another exam may be planned', async () => {
    const { who, source } = await passed();
    await voidExam(who);
    expect(await education(who)).toMatchObject({ status: 'LEARNING' });
    expect((await education(who)).passedOn).toBeUndefined();
    const [told] = (await who.client.ok(inboxRoutes.list)).items.filter((one) => one.title === '继续教育考核成绩作废');
    expect(told!.body).toContain('替考');
    await examine(world, desk, who.client, source);
    expect((await education(who)).status).toBe('ASSESSED');
  });

  it('QH-25 before there is a result: the seat is given up, and a result that comes late changes nothing', async () => {
    const who = await certificateHolder(world, '630000', 60);
    await enrol(who, 20);
    const source = await sourceOf(who);
    await learn(world, who.client, source);
    const startsAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const draft = await desk.teacher.ok(examRoutes.createPlan, { body: { name: '考核', startsAt, minutes: 60, sources: [source] } });
    const params = { id: draft.id };
    const sent = await desk.teacher.ok(examRoutes.submitPlan, { params, body: { version: draft.version } });
    const approved = await desk.reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } });
    const where = { room: '一号机房', address: '测试路1号' };
    const arranged = await desk.teacher.ok(examRoutes.arrangePlan, { params, body: { version: approved.version, ...where } });
    await world.settle();
    await desk.teacher.ok(examRoutes.openPlan, { params, body: { version: arranged.version } });
    const [ticket] = (await who.client.ok(examRoutes.listMine)).items;
    const session = { id: ticket!.id };
    const seat = {
      admissionNumber: ticket!.admissionNumber,
      roomCode: await roomCode(desk.teacher, draft.id),
      client: 'COMPUTER' as const,
    };
    await who.client.ok(examRoutes.checkIn, { params: session, body: seat });
    world.clock.advance(60_000);
    await who.client.ok(examRoutes.start, { params: session, body: { client: 'COMPUTER' } });
    await voidExam(who);
    expect(await education(who)).toMatchObject({ status: 'LEARNING', studiedOn: today(world.clock) });
    expect((await education(who)).examSessionId).toBeUndefined();
    world.clock.advance(3 * 3_600_000);
    await world.settle();
    await desk.signInAgain();
    who.client = await signIn(world, who.person.phone);
    expect((await education(who)).status).toBe('LEARNING');
    await examine(world, desk, who.client, source);
    expect((await education(who)).status).toBe('ASSESSED');
  });

  it('QH-25 QH-26 after the record and the request: both fall, and the certificate is free', async () => {
    const { who } = await passed();
    const sessionId = (await education(who)).examSessionId;
    await record(who);
    const asked = await who.client.ok(services.apply, {
      params: who.params,
      body: { service: 'EXTEND', version: (await stored(who.id)).version, portraitFileId: await portraitOf(world, who.person.id) },
    });
    await world.settle();
    expect((await education(who)).status).toBe('EXTENSION_APPLIED');
    await voidExam(who, sessionId);
    expect((await education(who)).status).toBe('LEARNING');
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({
      status: 'REFUSED',
      decisionReason: expect.stringContaining('替考'),
    });
    const after = await stored(who.id);
    expect([after.status, after.serviceId]).toEqual(['ACTIVE', undefined]);
  });
});
