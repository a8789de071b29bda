import { examRoutes } from '@jzt/shared/contract/exam';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { institution, institutionStaff } from '../../../testing/people';
import { specialExams, type SpecialExams } from '../../../testing/specialExam';
import { startWorld, type World } from '../../../testing/world';
import { ExamSessionModel, type ExamSession } from './exam.model';

let world: World;
let staff: Client;
let reviewer: Client;
let sat: SpecialExams['sat'];

beforeAll(async () => {
  world = await startWorld();
  ({ staff, reviewer, sat } = await specialExams(world));
});
afterAll(() => world?.stop());

describe('O-10 the practical part of special operations', () => {
  it.each([
    [70, true, 'PASSED'],
    [69, false, 'FAILED'],
  ] as const)('%i points after a theory that is passed: %s', async (score, passed, status) => {
    const one = await sat(true);
    expect((await staff.ok(examRoutes.viewPlan, { params: one.planParams })).practicalMark).toBe(70);
    expect(one.reply).toMatchObject({ score: 100, passed: true, practical: { passMark: 70 } });
    expect(one.reply.practical).not.toHaveProperty('score');
    expect(await one.status()).toBe('EXAMINED');
    expect(await one.client.ok(examRoutes.viewMine, { params: one.params })).toMatchObject({ status: 'PRACTICAL', score: 100 });
    const body = { score, version: one.version };
    const both = await staff.ok(examRoutes.recordPractical, { params: one.params, body });
    expect(both).toMatchObject({ score: 100, practical: { passMark: 70, score, passed } });
    await world.settle();
    expect(await one.status()).toBe(status);
    expect(await one.client.ok(examRoutes.score, { params: one.params })).toEqual(both);
    expect((await staff.ok(examRoutes.viewPlan, { params: one.planParams })).candidates).toMatchObject([
      { score: 100, practical: score, passed },
    ]);
    const [line] = (await ExamSessionModel.findById(one.params.id).lean<ExamSession>())!.history.slice(-1);
    expect(line).toMatchObject({ event: 'recordPractical', byRole: 'INSTITUTION_STAFF', ruleIds: ['O-10'] });
    // Born final: nobody marks it twice.
    expect(
      (await staff.refused(examRoutes.recordPractical, { params: one.params, body: { score: 100, version: one.version + 1 } })).status,
    ).toBe(409);
  });

  it('who fails the theory is not let into the practical part', async () => {
    const one = await sat(false);
    expect(one.reply).toMatchObject({ score: 0, passed: false });
    expect(one.reply.practical).toBeUndefined();
    expect(await one.status()).toBe('FAILED');
    const body = { score: 100, version: one.version };
    expect(await staff.refused(examRoutes.recordPractical, { params: one.params, body })).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('another institution does not find it, a stale version changes nothing, and a voided exam takes no mark', async () => {
    const one = await sat(true);
    const stranger = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    const body = { score: 80, version: one.version };
    expect((await stranger.refused(examRoutes.recordPractical, { params: one.params, body })).status).toBe(404);
    expect((await staff.refused(examRoutes.recordPractical, { params: one.params, body: { score: 80, version: 0 } })).code).toBe(
      'VERSION_CONFLICT',
    );
    await reviewer.ok(examRoutes.voidScore, { params: one.params, body: { reason: '替考', version: 0 } });
    await world.settle();
    expect(await one.status()).toBe('FAILED');
    expect((await staff.refused(examRoutes.recordPractical, { params: one.params, body })).code).toBe('SCORE_VOIDED');
  });
});
