import { presenceRoutes } from '@jzt/shared/contract/presence';
import { studyRoutes } from '@jzt/shared/contract/study';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { renew } from '../../../testing/client';
import { LESSON, LESSONS, school, type Learner, type School } from '../../../testing/learner';
import { setFault } from '../../../testing/simulators';
import { showFace } from '../../../testing/study';
import { startWorld, type World } from '../../../testing/world';
import { PresenceMissModel, type PresenceMiss } from './presenceMiss.model';

const MOST_BEFORE_A_CHECK = 900;

let world: World;
let here: School;
beforeAll(async () => {
  world = await startWorld();
  here = await school(world);
});
beforeEach(() => here.renew());
afterAll(() => world.stop());

describe('A-37 presence', () => {
  it('falls due at a moment nobody is told; passing lets count what waited', async () => {
    const one = await here.enrolled();
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
    const one = await here.enrolled();
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
    const one = await here.enrolled();
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
    const one = await here.enrolled();
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
    const one = await here.enrolled();
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
    const one = await here.enrolled();
    for (let lesson = 0; lesson < LESSONS; lesson++) await one.watch();
    expect(await one.counted()).toBeLessThanOrEqual(MOST_BEFORE_A_CHECK);
    expect((await one.client.ok(studyRoutes.course, { params: one.params })).earnedHours).toBe('0');
  });

  it('ten answers at once are one', async () => {
    const one = await here.enrolled();
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
    const one = await here.enrolled();
    await one.untilAsked();
    await one.watch();
    world.clock.advance(121_000);
    await one.client.ok(presenceRoutes.view);
    await world.settle();
    await here.renew();
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
    const listed = (await here.staff.ok(presenceRoutes.listAppeals)).items.find((each) => each.id === id);
    expect(listed).toMatchObject({ appeal: '当时在接工地的急电话', name: expect.any(String), voidedSeconds });
    const body = { decision: 'RESTORE' as const, reason: '已电话核实是本人', version };
    expect(await here.staff.ok(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({ status: 'RESTORED' });
    expect(await here.reviewer.refused(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({
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
    expect(await here.reviewer.ok(presenceRoutes.decideAppeal, { params: { id }, body })).toMatchObject({ status: 'DISMISSED' });
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
