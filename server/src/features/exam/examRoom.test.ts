import { examRoutes } from '@jzt/shared/contract/exam';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { questionBank } from '../../../testing/courses';
import { roomCode } from '../../../testing/examRoom';
import { applicationIn, institution, institutionStaff, ledgeredWorker, officer } from '../../../testing/people';
import { sourceOf } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';

const SECOND = 1000;
const MINUTE = 60_000;

let world: World;
let institutionId: string;
beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  await questionBank();
  await questionBank('SKILLED_WORKER');
});
afterAll(() => world.stop());

interface Seat {
  client: Client;
  staff: Client;
  planId: string;
  params: { id: string };
  startsAt: number;
  /** What the candidate types in. */
  type: (roomCode: string) => { params: { id: string }; body: { admissionNumber: string; roomCode: string; client: 'COMPUTER' } };
}

/** A candidate before an exam that was opened three minutes before its time. */
async function seat(
  subject: { category: 'SAFETY_MGMT' | 'SKILLED_WORKER'; code: string } = { category: 'SAFETY_MGMT', code: 'C1' },
): Promise<Seat> {
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, 'TRAINED', { personId: person.id, institutionId, subject });
  const staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  const officers = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  const startsAt = world.clock.now().getTime() + 3 * MINUTE;
  const body = { name: '考试', startsAt: new Date(startsAt).toISOString(), minutes: 60, sources: [sourceOf({ applicationId })] };
  const { id, version } = await staff.ok(examRoutes.createPlan, { body });
  const plan = { id };
  const sent = await staff.ok(examRoutes.submitPlan, { params: plan, body: { version } });
  const approved = await officers.ok(examRoutes.decidePlan, { params: plan, body: { decision: 'APPROVE', version: sent.version } });
  const place = { version: approved.version, room: '一号机房', address: '测试路1号' };
  const arranged = await staff.ok(examRoutes.arrangePlan, { params: plan, body: place });
  await world.settle();
  await staff.ok(examRoutes.openPlan, { params: plan, body: { version: arranged.version } });
  const client = await signIn(world, person.phone);
  const [ticket] = (await client.ok(examRoutes.listMine)).items;
  const { id: sessionId, admissionNumber } = ticket!;
  const params = { id: sessionId };
  const type = (code: string) => ({ params, body: { admissionNumber, roomCode: code, client: 'COMPUTER' as const } });
  return { client, staff, planId: id, params, startsAt, type };
}

describe('QH-16 who checks in stands in the room', () => {
  it('the code of this minute and of the one before opens the seat, an older one does not', async () => {
    const [first, second] = [await seat(), await seat()];
    const { changesAt, serverTime, code } = await first.staff.ok(examRoutes.viewRoom, { params: { id: first.planId } });
    const old = await roomCode(second.staff, second.planId);
    const left = Date.parse(changesAt) - Date.parse(serverTime);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(MINUTE);
    // To the end of the next minute the code may still be typed in.
    world.clock.advance(left + MINUTE - 2 * SECOND);
    expect(await roomCode(first.staff, first.planId)).not.toBe(code);
    expect(await first.client.ok(examRoutes.checkIn, first.type(code))).toMatchObject({ status: 'CHECKED_IN' });
    world.clock.advance(2 * SECOND);
    expect(await second.client.refused(examRoutes.checkIn, second.type(old))).toMatchObject({ code: 'ROOM_CODE_WRONG', ruleId: 'QH-16' });
  });

  it('the code of another room is a wrong one; nobody else sees it', async () => {
    const [here, there] = [await seat(), await seat()];
    const other = await roomCode(there.staff, there.planId);
    expect((await here.client.refused(examRoutes.checkIn, here.type(other))).code).toBe('ROOM_CODE_WRONG');
    const stranger = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect((await stranger.refused(examRoutes.viewRoom, { params: { id: here.planId } })).status).toBe(404);
    expect((await here.client.refused(examRoutes.viewRoom, { params: { id: here.planId } })).status).toBe(403);
  });

  it('is not found by trying: after ten wrong ones not even the right one opens, and the invigilator still can', async () => {
    const one = await seat();
    const right = await roomCode(one.staff, one.planId);
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    for (let at = 0; at < 10; at++) expect((await one.client.refused(examRoutes.checkIn, one.type(wrong))).code).toBe('ROOM_CODE_WRONG');
    expect(await one.client.refused(examRoutes.checkIn, one.type(right))).toMatchObject({ status: 429, code: 'ROOM_CODE_TOO_OFTEN' });
    const { version } = await one.client.ok(examRoutes.viewMine, { params: one.params });
    expect(await one.staff.ok(examRoutes.checkInSeat, { params: one.params, body: { version } })).toMatchObject({ status: 'CHECKED_IN' });
    expect((await one.staff.refused(examRoutes.checkInSeat, { params: one.params, body: { version } })).status).toBe(409);
  });

  it('a telephone that calls itself a computer is a telephone', async () => {
    const one = await seat();
    const { params, body } = one.type(await roomCode(one.staff, one.planId));
    const response = await fetch(`${world.url}/api/exams/${params.id}/check-in`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${one.client.session!.accessToken}`,
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0',
      },
      body: JSON.stringify(body),
    });
    expect(await response.json()).toMatchObject({ code: 'COMPUTER_ONLY', ruleId: 'QH-16' });
    expect(await one.client.ok(examRoutes.viewMine, { params })).toMatchObject({ status: 'READY' });
  });
});

describe('QH-08 the time', () => {
  it('nobody begins before it, although the room was opened; at the second they do', async () => {
    const one = await seat();
    await one.client.ok(examRoutes.checkIn, one.type(await roomCode(one.staff, one.planId)));
    expect(await one.client.ok(examRoutes.viewMine, { params: one.params })).toMatchObject({ canStart: false });
    world.clock.set(new Date(one.startsAt - 2 * SECOND).toISOString());
    const start = { params: one.params, body: { client: 'COMPUTER' as const } };
    expect(await one.client.refused(examRoutes.start, start)).toMatchObject({ code: 'EXAM_NOT_YET', ruleId: 'QH-08' });
    world.clock.set(new Date(one.startsAt).toISOString());
    expect(await one.client.ok(examRoutes.viewMine, { params: one.params })).toMatchObject({ canStart: true });
    expect((await one.client.ok(examRoutes.start, start)).questions.length).toBeGreaterThan(0);
  });
});

describe('QH-32 an exam on the phone', () => {
  const CRAFT = { category: 'SKILLED_WORKER' as const, code: '砌筑工' };

  it('begins with the face: no code does, no computer does, a face that fails does not', async () => {
    const one = await seat(CRAFT);
    const { admissionNumber } = await one.client.ok(examRoutes.viewMine, { params: one.params });
    const byCode = { params: one.params, body: { admissionNumber, roomCode: '123456', client: 'MOBILE' as const } };
    expect(await one.client.refused(examRoutes.checkIn, byCode)).toMatchObject({ code: 'FACE_REQUIRED', ruleId: 'QH-32' });
    expect((await one.client.refused(examRoutes.checkIn, one.type('123456'))).code).toBe('MOBILE_ONLY');
    const begin = (consented: boolean) => ({ params: one.params, body: { channel: 'H5' as const, consented } });
    expect(await one.client.refused(examRoutes.beginFace, begin(false))).toMatchObject({ code: 'CONSENT_REQUIRED', ruleId: 'O-18' });
    expect((await one.client.refused(examRoutes.finishFace, { params: one.params })).code).toBe('ILLEGAL_TRANSITION');
    const face = async (outcome: string) => {
      const { verifyId } = await one.client.ok(examRoutes.beginFace, begin(true));
      await new Desk(world.simulatorUrl).face(verifyId, outcome);
      return one.client.ok(examRoutes.finishFace, { params: one.params });
    };
    expect(await face('fail')).toMatchObject({
      status: 'READY',
      face: { attemptsLeft: 4, lastMessage: expect.stringContaining('还可以试4次') },
    });
    expect(await face('pass')).toMatchObject({ status: 'CHECKED_IN' });
    world.clock.set(new Date(one.startsAt).toISOString());
    await one.client.ok(examRoutes.start, { params: one.params, body: { client: 'MOBILE' } });
  });

  it('O-18 without a face the invigilator lets in whom they have seen', async () => {
    const one = await seat(CRAFT);
    const { version } = await one.client.ok(examRoutes.viewMine, { params: one.params });
    await one.staff.ok(examRoutes.checkInSeat, { params: one.params, body: { version } });
    expect(await one.client.ok(examRoutes.viewMine, { params: one.params })).toMatchObject({ status: 'CHECKED_IN' });
  });
});
