import { examRoutes } from '@jzt/shared/contract/exam';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { questionBank } from '../../../testing/courses';
import { applicationIn, institution, institutionStaff, ledgeredWorker, officer } from '../../../testing/people';
import { sourceOf } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';
import { Applications } from '../application/application.service';
import { ExamSessionModel, type ExamSession } from './exam.model';

const MINUTE = 60_000;
let world: World;
let staff: Client;
let reviewer: Client;
let institutionId: string;

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  await questionBank('SPECIAL_OP');
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
});
afterAll(() => world?.stop());

/** Somebody who has handed in the theory of a special operation, all right or all wrong. */
async function sat(right: boolean) {
  const person = await ledgeredWorker(world);
  const subject = { category: 'SPECIAL_OP' as const, code: '05' };
  const applicationId = await applicationIn(world, 'TRAINED', { personId: person.id, institutionId, subject });
  const client = await signIn(world, person.phone);
  const startsAt = new Date(world.clock.now().getTime() + 20 * MINUTE).toISOString();
  const body = { name: '特种作业考试', startsAt, minutes: 60, sources: [sourceOf({ applicationId })] };
  const draft = await staff.ok(examRoutes.createPlan, { body });
  expect(draft.practicalMark).toBe(70);
  const params = { id: draft.id };
  const sent = await staff.ok(examRoutes.submitPlan, { params, body: { version: draft.version } });
  const approved = await reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: sent.version } });
  const place = { version: approved.version, room: '一号机房', address: '测试路1号' };
  const arranged = await staff.ok(examRoutes.arrangePlan, { params, body: place });
  await world.settle();
  await staff.ok(examRoutes.openPlan, { params, body: { version: arranged.version } });
  const [ticket] = (await client.ok(examRoutes.listMine)).items;
  const session = { id: ticket!.id };
  const seat = { admissionNumber: ticket!.admissionNumber, client: 'COMPUTER' as const };
  await client.ok(examRoutes.checkIn, { params: session, body: seat });
  await client.ok(examRoutes.start, { params: session, body: { client: 'COMPUTER' } });
  const { paper } = (await ExamSessionModel.findById(session.id).lean<ExamSession>())!;
  const answers = right ? paper.map((one) => ({ questionId: one.id, choice: one.answer, version: 1 })) : [];
  const reply = await client.ok(examRoutes.submit, { params: session, body: { answers } });
  await world.settle();
  const { version } = (await staff.ok(examRoutes.viewPlan, { params })).candidates.map((one) => ({ version: one.sessionVersion! }))[0]!;
  const status = async () => (await (await world.server.get(Applications)).get(applicationId)).status;
  return { client, params: session, version, reply, status, planParams: params };
}

describe('O-10 the practical part of special operations', () => {
  it.each([
    [70, true, 'PASSED'],
    [69, false, 'FAILED'],
  ] as const)('%i points after a theory that is passed: %s', async (score, passed, status) => {
    const one = await sat(true);
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
