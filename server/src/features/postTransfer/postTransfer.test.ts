import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { deadLetterRoutes } from '@jzt/shared/contract/deadLetter';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { fileRoutes } from '@jzt/shared/contract/file';
import { postTransferRoutes as routes } from '@jzt/shared/contract/postTransfer';
import { studyRoutes } from '@jzt/shared/contract/study';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { authority, ledgeredWorker, officer, portraitOf, verifiedWorker, type SeededPerson } from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { Certificates } from '../certificate/certificate.service';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { Courses } from '../course/course.service';
import { StudyModel, type Study } from '../study/study.model';
import { PostTransferModel, type PostTransfer } from './postTransfer.model';

jest.setTimeout(120_000);

const CQ: Jurisdiction = '500000';
const POSTS = ['101', '102', '103', '104', '106', '107', '108', '109'];

let world: World;
let numbers = 0;

beforeAll(async () => {
  world = await startWorld({ at: '2023-06-05T02:00:00Z' });
  await authority(CQ);
  await seedOutside(world, 'seal', { seals: [{ sealId: 'CQ-ZJW', holder: '重庆市住房和城乡建设委员会' }] });
  // Eight hours in two chapters: 7.99 and the hundredth that is missing.
  const lesson = (id: string) => ({ id, title: `小节${id}`, seconds: 30, video: `${id}.mp4` });
  await course({
    jurisdiction: CQ,
    category: 'SITE_MANAGER',
    codes: POSTS,
    learntFor: 'POST_TRANSFER',
    title: '土建类施工员换岗换证课程',
    chapters: [
      { id: 'c1', title: '第一章', compulsory: true, kind: 'PROFESSIONAL', hours: '7.99', lessons: [lesson('c1-1'), lesson('c1-2')] },
      { id: 'c2', title: '第二章', compulsory: false, kind: 'COMMON', hours: '0.01', lessons: [lesson('c2-1')] },
    ],
  });
});
afterAll(() => world.stop());

const setClock = (day: LocalDate, time = '10:00:00') => world.clock.set(`${day}T${time}+08:00`);

interface Holder {
  person: SeededPerson;
  client: Client;
  number: string;
}

/** Somebody whom Chongqing serves, with a certificate of the register. */
async function holder(
  change: { validTo?: LocalDate; title?: 'SITE_MANAGER_PAPER' | 'SITE_MANAGER_ELECTRONIC'; verifiedOnly?: boolean; none?: boolean } = {},
): Promise<Holder> {
  const person = await (change.verifiedOnly ? verifiedWorker : ledgeredWorker)(world, { jurisdiction: CQ });
  const number = `渝安员${String(++numbers).padStart(8, '0')}`;
  if (!change.none) {
    const [done] = await (
      await world.server.get(RegisterEntries)
    ).record([
      {
        jurisdiction: CQ,
        kind: change.title ?? 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
        number,
        name: person.name,
        idNumber: person.idNumber,
        issuedOn: '2021-01-01',
        validTo: change.validTo ?? '2026-12-31',
      },
    ]);
    expect(done!.state).toBe('RECORDED');
  }
  return { person, client: await signIn(world, person.phone), number };
}

const choose = async ({ client, person }: Holder, post = '101') =>
  client.ok(routes.choose, { body: { post, portraitFileId: await portraitOf(world, person.id) } });
const refuseChoice = async ({ client, person }: Holder, post = '101') =>
  client.refused(routes.choose, { body: { post, portraitFileId: await portraitOf(world, person.id) } });
const stored = async ({ person }: Holder) => (await PostTransferModel.findOne({ personId: person.id }).lean<PostTransfer>())!;

/** The face check at the provider's page; `outcome` in its words. */
async function face({ client }: Holder, outcome: string) {
  const { verifyId } = await client.ok(routes.beginFace, { body: { channel: 'H5', consented: true } });
  await new Desk(world.simulatorUrl).face(verifyId, outcome);
  return client.ok(routes.finishFace);
}

/** Straight to LEARNING: the face is proved apart. */
async function learner(one: Holder, post = '101'): Promise<Holder> {
  await choose(one, post);
  const { _id } = await stored(one);
  const history = {
    id: 'x',
    at: world.clock.now(),
    event: 'passFace',
    from: 'CHOSEN',
    to: 'FACE_OK',
    byRole: 'SYSTEM',
    ruleIds: [],
    evidence: [],
  };
  await PostTransferModel.updateOne({ _id }, { $set: { status: 'FACE_OK' }, $push: { history } as never });
  await one.client.ok(routes.start);
  await world.settle();
  return one;
}

async function learn(one: Holder, lessons: readonly string[]): Promise<void> {
  const params = { sourceKind: 'POST_TRANSFER' as const, sourceId: (await stored(one))._id.toHexString() };
  for (const lessonId of lessons) {
    const { sessionId, epoch } = await one.client.ok(studyRoutes.open, { params, body: { lessonId, deviceId: 'device-one' } });
    world.clock.advance(31_000);
    await one.client.ok(studyRoutes.beat, { params, body: { sessionId, epoch, seq: 1, segments: [[0, 30]], position: 30 } });
  }
  await world.settle();
}

describe('who may choose, and when', () => {
  it.each([
    ['2023-05-31', '23:59:59', 'NOT_OPEN'],
    ['2023-06-01', '00:00:00', undefined],
    ['2023-12-31', '23:59:50', undefined],
    ['2024-01-01', '00:00:00', 'CLOSED'],
  ])('CQ-19 %s %s: %s', async (day, time, code) => {
    setClock(day, time);
    const one = await holder();
    setClock(day, time);
    if (code) expect(await refuseChoice(one)).toMatchObject({ code, ruleId: 'CQ-19' });
    else expect((await choose(one)).status).toBe('CHOSEN');
    setClock('2023-06-05');
  });

  it('CQ-17 to the last second of the old certificate, and not after it', async () => {
    const one = await holder({ validTo: '2023-06-10' });
    const late = await holder({ validTo: '2023-06-10' });
    setClock('2023-06-11', '00:00:00');
    expect(
      await (
        await signIn(world, late.person.phone)
      ).refused(routes.choose, {
        body: { post: '101', portraitFileId: await portraitOf(world, late.person.id) },
      }),
    ).toMatchObject({ code: 'CERT_LAPSED', ruleId: 'CQ-17' });
    setClock('2023-06-10', '23:59:50');
    expect((await choose({ ...one, client: await signIn(world, one.person.phone) })).status).toBe('CHOSEN');
    setClock('2023-06-05');
  });

  it('CQ-16 CQ-36 without such a certificate there is no card and no choice; both titles do', async () => {
    const nobody = await holder({ none: true });
    expect((await nobody.client.ok(routes.desk)).offered).toBe(false);
    expect((await nobody.client.ok(accountRoutes.me)).todos.map((one) => one.key)).not.toContain('transfer');
    expect(await refuseChoice(nobody)).toMatchObject({ ruleId: 'CQ-16' });
    for (const title of ['SITE_MANAGER_PAPER', 'SITE_MANAGER_ELECTRONIC'] as const) {
      const one = await holder({ title });
      expect((await one.client.ok(routes.desk)).offered).toBe(true);
      expect((await one.client.ok(accountRoutes.me)).todos).toContainEqual(expect.objectContaining({ key: 'transfer', title: '去选岗' }));
    }
  });

  it('A-09 CQ-30 已认证 alone chooses nothing', async () => {
    expect(await refuseChoice(await holder({ verifiedOnly: true }))).toMatchObject({ status: 422, ruleId: 'CQ-30' });
  });

  it('CQ-18 eight posts, each with what it does, and no other', async () => {
    const one = await holder();
    const { posts } = await one.client.ok(routes.desk);
    expect(posts.map((post) => post.code)).toEqual(POSTS);
    for (const post of posts) expect(post.dutyZh.length).toBeGreaterThan(8);
    expect(await refuseChoice(one, '111')).toMatchObject({ code: 'POST_NOT_OFFERED', ruleId: 'CQ-18' });
  });
});

describe('the choice', () => {
  it('CQ-37 twenty taps at once choose once, and the choice is final', async () => {
    const one = await holder();
    const portraitFileId = await portraitOf(world, one.person.id);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => one.client.call(routes.choose, { body: { post: POSTS[at % 8]!, portraitFileId } })),
    );
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(new Set(replies.filter((reply) => reply.status !== 200).map((reply) => reply.error.code))).toEqual(new Set(['POST_LOCKED']));
    const { post } = await stored(one);
    for (const other of POSTS) expect(await refuseChoice(one, other)).toMatchObject({ code: 'POST_LOCKED', ruleId: 'CQ-37' });
    expect((await stored(one)).post).toBe(post);
    expect(await PostTransferModel.countDocuments({ personId: one.person.id })).toBe(1);
  });

  it('CQ-37 A-08 no route of the contract takes a post but the first choice, whoever calls', () => {
    const taking = Object.values(routes).filter(
      (route) =>
        'body' in route && JSON.stringify(Object.keys((route.body as never as { shape?: object })?.shape ?? {})).includes('"post"'),
    );
    expect(taking.map((route) => route.id)).toEqual(['postTransfer.choose']);
    expect(taking[0]!.access).toEqual(['WORKER']);
  });
});

describe('the face, before the course', () => {
  it('CQ-38 A-08 before it, and after a failed one, the course stays shut and the choice stays; an officer may look instead', async () => {
    const one = await holder();
    await choose(one, '106');
    expect(await one.client.refused(routes.beginFace, { body: { channel: 'H5', consented: false } })).toMatchObject({
      code: 'CONSENT_REQUIRED',
    });
    expect(await face(one, 'fail')).toMatchObject({ status: 'CHOSEN', post: { code: '106' }, facePassed: false, faceAttemptsLeft: 4 });
    expect(await one.client.refused(routes.start)).toMatchObject({ code: 'FACE_REQUIRED', ruleId: 'CQ-38' });
    const asked = await one.client.ok(routes.askManual, { body: { reason: '手机摄像头坏了' } });
    expect(asked.manualSince).toBeDefined();
    const authorityId = await authority(CQ);
    const reviewer = await signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '审核员', authorityId)).phone, 'AUTHORITY_REVIEWER');
    const [waiting] = (await reviewer.ok(routes.listManual, {})).items;
    expect(waiting).toMatchObject({ reason: '手机摄像头坏了', post: { labelZh: '土建类质量员' } });
    const seen = [waiting!.cardFileId, waiting!.portraitFileId] as string[];
    const look = async (who: Client) => Promise.all(seen.map(async (id) => (await who.call(fileRoutes.view, { params: { id } })).status));
    // Nobody is decided on unseen: the card and the photo are open to the officers of the province, and to nobody else.
    expect(await look(reviewer)).toEqual([200, 200]);
    const far = await officer(world, 'AUTHORITY_REVIEWER', '外省审核员', await authority('360000'));
    expect(await look(await signIn(world, far.phone, 'AUTHORITY_REVIEWER'))).toEqual([404, 404]);
    expect(await look((await holder()).client)).toEqual([404, 404]);
    const params = { id: waiting!.id };
    await reviewer.ok(routes.decideManual, { params, body: { decision: 'REJECT', reason: '照片看不清', version: waiting!.version } });
    const rejected = (await one.client.ok(routes.desk)).transfer!;
    expect(rejected).toMatchObject({ status: 'CHOSEN', post: { code: '106' }, lastMessage: expect.stringContaining('照片看不清') });
    expect((await stored(one)).history.at(-1)).toMatchObject({ event: 'rejectManual', reason: '照片看不清' });
    await world.settle();
    expect((await one.client.ok(inboxRoutes.list)).items[0]).toMatchObject({ body: expect.stringContaining('照片看不清') });
    const unasked = { decision: 'PASS', reason: '与证件一致', version: (await stored(one)).version } as const;
    expect(await reviewer.refused(routes.decideManual, { params, body: unasked })).toMatchObject({ status: 409, code: 'ALREADY_DECIDED' });
    await one.client.ok(routes.askManual, { body: { reason: '已换手机重拍' } });
    const { version } = await stored(one);
    await reviewer.ok(routes.decideManual, { params, body: { decision: 'PASS', reason: '与证件一致', version } });
    expect((await one.client.ok(routes.start)).status).toBe('LEARNING');
    expect(await look(reviewer)).toEqual([404, 404]);
  });

  it('CQ-38 O-15 the provider lets the person through, and the course opens', async () => {
    const one = await holder();
    await choose(one);
    expect(await face(one, 'pass')).toMatchObject({ status: 'FACE_OK', facePassed: true });
    expect((await one.client.ok(routes.start)).status).toBe('LEARNING');
    // At once: the person taps on to it before the outbox has come round.
    expect((await one.client.ok(studyRoutes.listMine)).items).toMatchObject([
      { courseTitle: '土建类施工员换岗换证课程', requiredHours: '8' },
    ]);
  });

  it('A-24 a silent face service neither passes nor fails', async () => {
    const one = await holder();
    await choose(one);
    await setFault(world, 'face', { mode: 'down' });
    expect(await one.client.refused(routes.beginFace, { body: { channel: 'H5', consented: true } })).toMatchObject({ code: 'FACE_DOWN' });
    await setFault(world, 'face', { mode: 'ok' });
    expect((await stored(one)).status).toBe('CHOSEN');
  });
});

describe('course, working day, certificate', () => {
  it('CQ-39 CQ-41 CQ-43 CQ-21 7.99 hours are not enough, 8.00 are; on the next working day the new certificate is there and the old one replaced', async () => {
    setClock('2023-06-09');
    const one = await learner(await holder());
    await learn(one, ['c1-1', 'c1-2']);
    const params = { sourceKind: 'POST_TRANSFER' as const, sourceId: (await stored(one))._id.toHexString() };
    expect(await one.client.ok(studyRoutes.course, { params })).toMatchObject({
      requiredHours: '8',
      earnedHours: '7.99',
      status: 'LEARNING',
      compulsoryChapters: 1,
      electiveChapters: 1,
      chapters: [{ kindZh: '专业' }, { kindZh: '公共' }],
    });
    await learn(one, ['c2-1']);
    expect(await one.client.ok(studyRoutes.course, { params })).toMatchObject({ earnedHours: '8', status: 'COMPLETED' });
    const waiting = (await one.client.ok(routes.desk)).transfer!;
    expect(waiting).toMatchObject({ status: 'COMPLETED', resultFrom: '2023-06-11T16:00:00.000Z', companions: 1, evaluated: false });
    expect(waiting.certificateId).toBeUndefined();

    // A Friday: not on the weekend, and not a second too early.
    setClock('2023-06-11', '23:59:30');
    await world.settle();
    expect(await CertificateModel.countDocuments({ 'source.kind': 'POST_TRANSFER' })).toBe(0);
    setClock('2023-06-12', '00:00:01');
    await world.settle();
    const client = await signIn(world, one.person.phone);
    const done = (await client.ok(routes.desk)).transfer!;
    expect(done).toMatchObject({ status: 'CERT_QUERYABLE', certificateNumber: expect.stringMatching(/^渝1012023\d{6}$/) });
    const wallet = (await client.ok(certificateRoutes.listMine)).items;
    expect(wallet.map((each) => [each.number, each.status])).toEqual([
      [done.certificateNumber, 'ACTIVE'],
      [one.number, 'REPLACED'],
    ]);
    await client.ok(routes.evaluate, { body: { stars: 5, words: '讲得清楚' } });
    expect((await client.ok(routes.evaluate, { body: { stars: 1 } })).evaluated).toBe(true);
    expect((await stored(one)).evaluation).toMatchObject({ stars: 5, words: '讲得清楚' });
    setClock('2023-06-05');
  });

  it('CQ-43 A-04 done on the Thursday before the holiday week: the worked Saturday after it', async () => {
    setClock('2023-09-28');
    const one = await learner(await holder(), '104');
    await learn(one, ['c1-1', 'c1-2', 'c2-1']);
    expect((await one.client.ok(routes.desk)).transfer).toMatchObject({ resultFrom: '2023-10-06T16:00:00.000Z' });
    setClock('2023-10-06', '23:59:30');
    await world.settle();
    expect((await stored(one)).status).toBe('COMPLETED');
    setClock('2023-10-07', '00:00:01');
    await world.settle();
    expect((await stored(one)).status).toBe('CERT_QUERYABLE');
    setClock('2023-06-05');
  });

  it('A-32 chosen in the window, done after it: still exchanged, also when the old one has ended in the meantime', async () => {
    setClock('2023-12-30');
    const one = await learner(await holder({ validTo: '2024-01-05' }), '107');
    setClock('2024-01-05', '22:00:00');
    one.client = await signIn(world, one.person.phone);
    await learn(one, ['c1-1', 'c1-2', 'c2-1']);
    setClock('2024-01-06', '00:02:00');
    await world.settle();
    setClock('2024-01-08', '00:00:01');
    await world.settle();
    const wallet = (await (await signIn(world, one.person.phone)).ok(certificateRoutes.listMine)).items;
    expect(wallet.map((each) => each.status).sort()).toEqual(['ACTIVE', 'EXPIRED']);
    setClock('2023-06-05');
  });

  it('CQ-43 a suspended old certificate holds it up and is listed; one that was revoked ends the transfer, and the person is told why', async () => {
    setClock('2023-06-09', '11:00:00');
    const [held, revoked] = [await learner(await holder()), await learner(await holder())];
    for (const one of [held, revoked]) await learn(one, ['c1-1', 'c1-2', 'c2-1']);
    const certificates = await world.server.get(Certificates);
    const issuer = { role: 'AUTHORITY_ISSUER' as const };
    for (const [one, event] of [
      [held, 'suspend'],
      [revoked, 'revoke'],
    ] as const)
      await certificates.change((await CertificateModel.findOne({ number: one.number }).lean<Certificate>())!, event, {
        actor: issuer,
        reason: '发生事故',
      });
    setClock('2023-06-12', '00:00:01');
    for (let round = 0; round < 3; round++) await world.settle();
    expect(await stored(held)).toMatchObject({ status: 'COMPLETED', refusedZh: expect.stringContaining('暂扣') });
    expect(await stored(revoked)).toMatchObject({ status: 'CERTIFICATE_GONE', refusedZh: expect.stringContaining('吊销') });
    const person = await signIn(world, revoked.person.phone);
    expect((await person.ok(routes.desk)).transfer).toMatchObject({ waitingZh: expect.stringContaining('吊销') });
    expect((await person.ok(inboxRoutes.list)).items.map((each) => each.title)).toContain('不能换发新证书');
    const reviewer = await signIn(
      world,
      (await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(CQ))).phone,
      'AUTHORITY_REVIEWER',
    );
    const { items } = await reviewer.ok(routes.listStuck, {});
    expect(items.map((each) => [each.oldNumber, each.ended]).sort()).toEqual(
      [
        [held.number, false],
        [revoked.number, true],
      ].sort(),
    );
    setClock('2023-06-05');
  });

  it('CQ-20 not done when the old certificate ends: the transfer closes and the certificate lapses', async () => {
    setClock('2023-12-30');
    const one = await learner(await holder({ validTo: '2024-02-01' }), '108');
    setClock('2024-02-01', '23:59:00');
    await world.settle();
    expect((await stored(one)).status).toBe('LEARNING');
    setClock('2024-02-02', '00:00:01');
    await world.settle();
    expect((await stored(one)).status).toBe('CLOSED');
    expect((await StudyModel.findOne({ personId: one.person.id }).lean<Study>())!.status).toBe('CLOSED');
    const client = await signIn(world, one.person.phone);
    expect((await client.ok(certificateRoutes.listMine)).items.map((each) => each.status)).toEqual(['EXPIRED']);
    setClock('2023-06-05');
  });

  it('A-04 a year without an official calendar: no day is computed, the person is told, and it stands before an officer', async () => {
    setClock('2023-12-30');
    const one = await learner(await holder({ validTo: '2040-12-31' }), '109');
    setClock('2039-03-01');
    one.client = await signIn(world, one.person.phone);
    await learn(one, ['c1-1', 'c1-2', 'c2-1']);
    const waiting = (await one.client.ok(routes.desk)).transfer!;
    expect(waiting).toMatchObject({ status: 'COMPLETED', waitingZh: expect.stringContaining('工作日安排还没有公布') });
    expect(waiting.resultFrom).toBeUndefined();
    for (let round = 0; round < 14; round++) {
      world.clock.advance(6 * 3600_000);
      await world.settle();
    }
    const authorityId = await authority(CQ);
    const reviewer = await signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '审核员', authorityId)).phone, 'AUTHORITY_REVIEWER');
    const dead = (await reviewer.ok(deadLetterRoutes.list, {})).items;
    expect(JSON.stringify(dead)).toContain('postTransfer.order');
    expect((await stored(one)).status).toBe('COMPLETED');
    setClock('2023-06-05');
  });
});

describe('publishing its course', () => {
  const chapter = (id: string, compulsory: boolean) => ({ id, title: id, compulsory, hours: '0', lessons: [] });
  const content = { jurisdiction: CQ, title: '课程', category: 'SITE_MANAGER', codes: ['101x'], requiredHours: '8' };

  it('CQ-40 chapters are compulsory or elective, none is neither', async () => {
    const courses = await world.server.get(Courses);
    const torn = { ...chapter('c2', true), compulsory: undefined as never };
    await expect(courses.publish({ ...content, chapters: [chapter('c1', true), torn] })).rejects.toMatchObject({
      code: 'CHAPTERS_MISMATCH',
      detail: { ruleId: 'CQ-40' },
    });
    await expect(courses.publish({ ...content, chapters: [] })).rejects.toMatchObject({ code: 'CHAPTERS_MISMATCH' });
    expect((await courses.publish({ ...content, chapters: [chapter('c1', true), chapter('c2', false)] })).version).toBe(1);
  });

  it('CQ-21 it costs nothing', async () => {
    const courses = await world.server.get(Courses);
    await expect(courses.publish({ ...content, fee: 1, chapters: [chapter('c1', true)] })).rejects.toMatchObject({
      code: 'COURSE_NOT_FREE',
      detail: { ruleId: 'CQ-21' },
    });
  });
});
