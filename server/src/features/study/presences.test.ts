import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { presenceRoutes } from '@jzt/shared/contract/presence';
import { studyRoutes, type BeatReply, type StudySession } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { Desk } from '../../../simulators/desk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renew, signIn, type Client } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { authority, applicationIn, institution, institutionStaff, ledgeredWorker, officer } from '../../../testing/people';
import { setFault } from '../../../testing/simulators';
import { paramsOf, showFace } from '../../../testing/study';
import { startWorld, type World } from '../../../testing/world';
import { PresenceMissModel, type PresenceMiss } from './presenceMiss.model';
import { StudyLedgerModel, type StudyLedger } from './study.model';

const LESSON = 24;
/** So many lessons of 24 s that every secret moment is passed. */
const LESSONS = 60;
const MOST_BEFORE_A_CHECK = 900;

let world: World;
let staff: Client;
let reviewer: Client;
let institutionId: string;
let classId: string;

beforeAll(async () => {
  world = await startWorld();
  await authority();
  institutionId = (await institution()).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  const lessons = Array.from({ length: LESSONS }, (_, at) => ({ id: `l${at}`, title: `第${at}节`, seconds: LESSON, video: 'helmet.mp4' }));
  const { id: courseId } = await course({
    requiredHours: '32',
    chapters: [{ id: 'c1', title: '第一章', compulsory: true, hours: '32', lessons }],
  });
  const startsOn = world.clock.now().toISOString().slice(0, 10);
  const made = await staff.ok(trainingRoutes.createClass, {
    body: { name: '第一期', courseId, startsOn, endsOn: '2099-12-31', seats: 50 },
  });
  classId = made.id;
});
beforeEach(async () => {
  for (const client of [staff, reviewer]) await renew(world, client);
});
afterAll(() => world.stop());

/** Somebody in the class, who watches lesson after lesson. */
class Learner {
  private at = 0;
  private seq = 0;
  session!: StudySession;
  private constructor(
    readonly client: Client,
    readonly personId: string,
    readonly phone: string,
    readonly applicationId: string,
  ) {}

  static async enrolled(): Promise<Learner> {
    const person = await ledgeredWorker(world);
    const subject = { category: 'SAFETY_MGMT', code: 'C1' } as const;
    const applicationId = await applicationIn(world, 'AUTH_PASSED', { personId: person.id, institutionId, subject });
    await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [applicationId] } });
    await world.settle();
    return new Learner(await signIn(world, person.phone), person.id, person.phone, applicationId);
  }

  get params() {
    return paramsOf({ kind: 'APPLICATION', id: this.applicationId });
  }

  async open(lessonId = `l${this.at}`): Promise<StudySession> {
    this.seq = 0;
    this.session = await this.client.ok(studyRoutes.open, { params: this.params, body: { lessonId, deviceId: 'device-one' } });
    return this.session;
  }

  /** Says that it played the whole lesson while the clock went on so many seconds. */
  async beat(seconds = LESSON): Promise<BeatReply> {
    world.clock.advance(seconds * 1000);
    await renew(world, this.client);
    const { sessionId, epoch } = this.session;
    const body = { sessionId, epoch, seq: ++this.seq, segments: [[0, LESSON]] as [number, number][], position: LESSON };
    return this.client.ok(studyRoutes.beat, { params: this.params, body });
  }

  /** The next lesson, with its video taken. */
  async watch(): Promise<BeatReply> {
    const { videoUrl } = await this.open();
    this.at += 1;
    await this.client.take(videoUrl);
    return this.beat();
  }

  /** On and on until somebody asks who it is. */
  async untilAsked(): Promise<BeatReply> {
    for (;;) {
      const reply = await this.watch();
      if (reply.presence) return reply;
    }
  }

  async ledger(): Promise<StudyLedger> {
    return (await StudyLedgerModel.findById(this.personId).lean<StudyLedger>())!;
  }

  async counted(): Promise<number> {
    const [track] = Object.values((await this.ledger()).tracks);
    return Object.values(track!.covered).reduce((sum, ranges) => sum + ranges.reduce((all, [from, to]) => all + to - from, 0), 0);
  }

  async titles(): Promise<string[]> {
    return (await this.client.ok(inboxRoutes.list)).items.map((one) => one.title);
  }
}

describe('credit needs the video', () => {
  it('the bot that takes no bytes gets nothing, in 96 seconds or in hours', async () => {
    const bot = await Learner.enrolled();
    for (let lesson = 0; lesson < 4; lesson++) {
      await bot.open(`l${lesson}`);
      expect(await bot.beat()).toMatchObject({ creditedSeconds: 0, coveredSeconds: 0, unservedSeconds: LESSON, earnedHours: '0' });
    }
    for (let beat = 0; beat < 20; beat++) expect((await bot.beat(60)).creditedSeconds).toBe(0);
    expect(await bot.counted()).toBe(0);
  });

  it('only the seconds count whose bytes went out, and more as more goes out', async () => {
    const one = await Learner.enrolled();
    const { videoUrl } = await one.open();
    const { bytes } = await one.client.take(videoUrl, '0-39999');
    expect(bytes).toHaveLength(40_000);
    const first = await one.beat();
    expect(first.creditedSeconds).toBeGreaterThan(2);
    expect(first.creditedSeconds).toBeLessThan(14);
    expect(first.creditedSeconds + first.unservedSeconds).toBe(LESSON);
    await one.client.take(videoUrl, '40000-');
    expect(await one.beat()).toMatchObject({ coveredSeconds: LESSON, unservedSeconds: 0 });
  });

  it('what was served counts after a reload, for this person and this lesson alone', async () => {
    const one = await Learner.enrolled();
    const { videoUrl } = await one.open();
    expect((await one.client.take(videoUrl)).headers.get('cache-control')).toContain('no-store');
    await one.open();
    expect((await one.beat()).creditedSeconds).toBe(LESSON);
    await one.open('l1');
    expect((await one.beat()).creditedSeconds).toBe(0);
    const other = await Learner.enrolled();
    await other.open();
    await other.client.take(videoUrl);
    expect((await other.beat()).creditedSeconds).toBe(0);
  });

  it('an address is good for this lesson and some time, and none is made up', async () => {
    const one = await Learner.enrolled();
    const { videoUrl } = await one.open();
    const [, , signed] = videoUrl.split('/');
    expect((await one.client.take('/media/helmet.mp4')).status).toBe(403);
    expect((await one.client.take(`/media/${signed!.slice(0, -4)}AAAA/helmet.mp4`)).status).toBe(403);
    // The signature says which file it is.
    expect((await one.client.take(`/media/${signed}/..%2f..%2fpackage.json`)).bytes).toHaveLength(125_784);
    world.clock.advance((3600 + LESSON + 1) * 1000);
    expect((await one.client.take(videoUrl)).status).toBe(403);
  });

  it('a long silence counts for nothing, and a day for six hours', async () => {
    const one = await Learner.enrolled();
    const { videoUrl } = await one.open();
    await one.client.take(videoUrl);
    expect((await one.beat(300)).creditedSeconds).toBe(0);
    expect(await one.beat(10)).toMatchObject({ creditedSeconds: 10, day: { leftSeconds: 21_590, mostSeconds: 21_600 } });
    const today = (await one.ledger()).day!;
    await StudyLedgerModel.updateOne({ _id: one.personId }, { $set: { day: { ...today, seconds: 21_595 } } });
    expect(await one.beat(10)).toMatchObject({ creditedSeconds: 5, day: { leftSeconds: 0 } });
    expect((await one.beat(10)).creditedSeconds).toBe(0);
    expect((await one.open()).day).toEqual({ leftSeconds: 0, mostSeconds: 21_600 });
    world.clock.advance(24 * 3600_000);
    await renew(world, one.client);
    expect((await one.open()).day).toEqual({ leftSeconds: 21_600, mostSeconds: 21_600 });
  });
});

describe('A-37 presence', () => {
  it('falls due at a moment nobody is told; passing lets count what waited', async () => {
    const one = await Learner.enrolled();
    const asked = await one.untilAsked();
    const before = await one.counted();
    expect(before).toBeGreaterThanOrEqual(480);
    expect(before).toBeLessThanOrEqual(MOST_BEFORE_A_CHECK);
    expect(asked.presence).toMatchObject({ state: 'ASKED', triesLeft: 3 });
    expect(JSON.stringify(await one.client.ok(presenceRoutes.view))).not.toContain('dueAfter');
    const waiting = asked.presence!.pendingSeconds + (await one.watch()).creditedSeconds;
    expect(await one.counted()).toBe(before);
    expect((await showFace(world, one.client)).presence).toBeUndefined();
    expect(await one.counted()).toBe(before + waiting);
    // Used once.
    expect(await one.client.refused(presenceRoutes.finishFace)).toMatchObject({ status: 409, code: 'PRESENCE_NOT_ASKED' });
    expect(await one.watch()).toMatchObject({ creditedSeconds: LESSON, lessonLearnt: true });
  });

  it('not answered in time: what waited is void, nothing counts until somebody is seen, and it is told', async () => {
    const one = await Learner.enrolled();
    await one.untilAsked();
    const before = await one.counted();
    const waiting = (await one.watch()).presence!.pendingSeconds;
    expect(waiting).toBeGreaterThan(0);
    world.clock.advance(121_000);
    const missed = await one.client.ok(presenceRoutes.view);
    expect(missed.presence).toMatchObject({ state: 'MISSED', pendingSeconds: 0 });
    expect((await one.watch()).creditedSeconds).toBe(0);
    expect(await one.counted()).toBe(before);
    await world.settle();
    const [miss] = (await one.client.ok(presenceRoutes.listMine)).items;
    expect(miss).toMatchObject({ status: 'MISSED', voidedSeconds: waiting, mayAppeal: true, reasonZh: '没有在时限内确认是本人' });
    expect(await one.titles()).toContain('在学核验未通过');
    await showFace(world, one.client);
    expect((await one.watch()).creditedSeconds).toBe(LESSON);
  });

  it('three faces of somebody else are a miss; the word of the client is never taken', async () => {
    const one = await Learner.enrolled();
    await one.untilAsked();
    expect(await one.client.refused(presenceRoutes.beginFace, { body: { channel: 'H5', consented: false } })).toMatchObject({
      code: 'CONSENT_REQUIRED',
    });
    await one.client.ok(presenceRoutes.beginFace, { body: { channel: 'H5', consented: true } });
    expect((await one.client.ok(presenceRoutes.finishFace)).presence).toMatchObject({ state: 'ASKED', triesLeft: 3 });
    expect((await showFace(world, one.client, 'fail')).presence).toMatchObject({ triesLeft: 2 });
    expect((await showFace(world, one.client, 'fail')).presence).toMatchObject({ triesLeft: 1 });
    expect((await showFace(world, one.client, 'fail')).presence).toMatchObject({ state: 'MISSED' });
    await world.settle();
    expect((await one.client.ok(presenceRoutes.listMine)).items).toMatchObject([{ reasonZh: '多次核验都没有通过' }]);
  });

  it('O-18 without a face: a code to the own phone, once, in three tries', async () => {
    const one = await Learner.enrolled();
    await one.untilAsked();
    expect(await one.client.refused(presenceRoutes.answerCode, { body: { code: '000000' } })).toMatchObject({ code: 'PRESENCE_NOT_ASKED' });
    expect((await one.client.ok(presenceRoutes.sendCode)).presence?.phoneMasked).toMatch(/^1\d\d\*{4}\d{4}$/);
    expect(await one.client.refused(presenceRoutes.sendCode)).toMatchObject({ code: 'SMS_TOO_OFTEN' });
    const code = await new Desk(world.simulatorUrl).codeFor(one.phone);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await one.client.ok(presenceRoutes.answerCode, { body: { code: wrong } })).presence).toMatchObject({ triesLeft: 2 });
    expect((await one.client.ok(presenceRoutes.answerCode, { body: { code } })).presence).toBeUndefined();
    expect(await one.client.refused(presenceRoutes.answerCode, { body: { code } })).toMatchObject({ code: 'PRESENCE_NOT_ASKED' });
  });

  it('a face service that is down holds: study goes on, what is learnt waits, and counts when it is back', async () => {
    const one = await Learner.enrolled();
    await one.untilAsked();
    const before = await one.counted();
    await setFault(world, 'face', { mode: 'down' });
    expect(await one.client.refused(presenceRoutes.beginFace, { body: { channel: 'H5', consented: true } })).toMatchObject({
      code: 'FACE_DOWN',
    });
    world.clock.advance(600_000);
    await renew(world, one.client);
    expect((await one.client.ok(presenceRoutes.view)).presence).toMatchObject({ state: 'HELD' });
    expect((await one.watch()).presence).toMatchObject({ state: 'HELD' });
    expect(await one.counted()).toBe(before);
    await setFault(world, 'face', { mode: 'ok' });
    await showFace(world, one.client);
    expect(await one.counted()).toBeGreaterThan(before);
  });

  it('who is never seen gets no more than lies before the first check, however many lessons are played', async () => {
    const one = await Learner.enrolled();
    for (let lesson = 0; lesson < LESSONS; lesson++) await one.watch();
    expect(await one.counted()).toBeLessThanOrEqual(MOST_BEFORE_A_CHECK);
    expect((await one.client.ok(studyRoutes.course, { params: one.params })).earnedHours).toBe('0');
  });

  it('ten answers at once are one', async () => {
    const one = await Learner.enrolled();
    await one.untilAsked();
    const { verifyId } = await one.client.ok(presenceRoutes.beginFace, { body: { channel: 'H5', consented: true } });
    await new Desk(world.simulatorUrl).face(verifyId, 'pass');
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.client.call(presenceRoutes.finishFace)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true);
    expect((await one.ledger()).presence?.check).toBeUndefined();
  });
});

describe('A-37 appeal', () => {
  async function missed(): Promise<Learner> {
    const one = await Learner.enrolled();
    await one.untilAsked();
    await one.watch();
    world.clock.advance(121_000);
    await one.client.ok(presenceRoutes.view);
    await world.settle();
    for (const client of [staff, reviewer]) await renew(world, client);
    return one;
  }
  const appealOf = async (one: Learner, reason = '当时在接工地的急电话') => {
    const [miss] = (await one.client.ok(presenceRoutes.listMine)).items;
    return one.client.ok(presenceRoutes.appeal, { params: { id: miss!.id }, body: { reason, version: miss!.version } });
  };

  it('the institution hears the person, restores what was void with its reason, and nobody need be seen again for it', async () => {
    const one = await missed();
    const before = await one.counted();
    const { id, version, voidedSeconds } = await appealOf(one);
    const listed = (await staff.ok(presenceRoutes.listAppeals)).items.find((each) => each.id === id);
    expect(listed).toMatchObject({ appeal: '当时在接工地的急电话', name: expect.any(String), voidedSeconds });
    const body = { decision: 'RESTORE' as const, reason: '已电话核实是本人', version };
    expect(await staff.ok(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({ status: 'RESTORED' });
    expect(await reviewer.refused(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({
      status: 409,
      code: 'ALREADY_DECIDED',
    });
    await world.settle();
    expect(await one.counted()).toBe(before + voidedSeconds);
    expect((await one.client.ok(presenceRoutes.view)).presence).toBeUndefined();
    expect(await one.titles()).toContain('申诉成立');
    expect((await one.client.ok(presenceRoutes.listMine)).items[0]).toMatchObject({ decisionReason: '已电话核实是本人' });
  });

  it('an officer may dismiss it, and then nothing comes back', async () => {
    const one = await missed();
    const before = await one.counted();
    const { id, version } = await appealOf(one);
    const body = { decision: 'DISMISS' as const, reason: '联系不上本人', version };
    expect(await reviewer.ok(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({ status: 'DISMISSED' });
    await world.settle();
    expect(await one.counted()).toBe(before);
    expect((await one.client.ok(presenceRoutes.view)).presence).toMatchObject({ state: 'MISSED' });
    expect(await one.titles()).toContain('申诉不成立');
  });

  it('is heard for seven days', async () => {
    const one = await missed();
    world.clock.advance(8 * 86_400_000);
    const { client } = one;
    await renew(world, client);
    const [miss] = (await client.ok(presenceRoutes.listMine)).items;
    expect(miss!.mayAppeal).toBe(false);
    expect(
      await client.refused(presenceRoutes.appeal, { params: { id: miss!.id }, body: { reason: '晚了', version: miss!.version } }),
    ).toMatchObject({ code: 'APPEAL_TIME' });
    expect(await PresenceMissModel.findById(miss!.id).lean<PresenceMiss>()).toMatchObject({ status: 'MISSED' });
  });
});
