import { reviewRoutes as routes } from '@jzt/shared/contract/review';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reviewDesk, type ReviewDesk } from '../../../testing/reviewDesk';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel, type Application } from '../application/application.model';
import { PersonModel } from '../person/person.model';

let world: World;
let desk: ReviewDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await reviewDesk(world);
});
afterAll(() => world?.stop());

const at = (id: string, body: { decision: 'PASS' | 'RETURN' | 'REJECT'; reason?: string; version?: number }) => ({
  params: { id },
  body: { version: 1, ...body },
});
const stored = (id: string) => ApplicationModel.findById(id).lean<Application>();

describe('many at once', () => {
  it('passes the plain ones and leaves each other one with its reason', async () => {
    const plain = [await desk.waiting(), await desk.waiting()];
    const twin = await desk.waiting({ portraitHash: 'the-same-picture' });
    await desk.waiting({ portraitHash: 'the-same-picture' });
    const byHand = await desk.waiting();
    await PersonModel.updateOne(
      { _id: byHand.person.id },
      {
        $push: {
          history: {
            id: 'h',
            at: new Date(),
            event: 'approveManualReview',
            from: 'MANUAL_REVIEW',
            to: 'VERIFIED',
            byRole: 'AUTHORITY_REVIEWER',
            ruleIds: [],
            evidence: [],
          },
        },
      },
    );
    const decided = await desk.waiting({ status: 'INST_REJECTED' });
    const stale = await desk.waiting();
    const items = [...plain, twin, byHand, decided]
      .map(({ id }) => ({ id, version: 1 }))
      .concat({ id: stale.id, version: 7 }, { id: 'f'.repeat(24), version: 1 });
    const { results } = await desk.teacher.ok(routes.passBatch, { body: { items } });
    expect(results.map((one) => [one.id, one.ok])).toEqual(items.map(({ id }, index) => [id, index < 2]));
    const message = (id: string) => results.find((one) => one.id === id)!.message;
    expect(message(twin.id)).toContain('照片与他人报名照片相同');
    expect(message(byHand.id)).toContain('人工核验');
    expect(message(decided.id)).toContain('机构未通过');
    expect(message(stale.id)).toContain('其他人');
    expect((await stored(twin.id))!.status).toBe('SUBMITTED');
    expect(await desk.teacher.ok(routes.decide, at(twin.id, { decision: 'PASS' }))).toMatchObject({
      status: 'INST_PASSED',
      risks: [expect.stringContaining('照片')],
    });
  });

  it('asks for at least one tick', async () => {
    expect(await desk.teacher.refused(routes.passBatch, { body: { items: [] } })).toMatchObject({ status: 400, message: '请先勾选' });
  });
});
