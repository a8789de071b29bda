import { applicationRoutes } from '@jzt/shared/contract/application';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonModel } from '../features/person/person.model';
import { signIn } from '../../testing/client';
import { HERE, ledgeredWorker } from '../../testing/people';
import { reviewDesk, type ReviewDesk } from '../../testing/reviewDesk';
import { startWorld, type World } from '../../testing/world';

let world: World;
let desk: ReviewDesk;
beforeAll(async () => {
  world = await startWorld();
  desk = await reviewDesk(world);
});
afterAll(() => world.stop());

describe('a cursor list', () => {
  it('knows that a full page is the last one', async () => {
    for (const name of ['赵一', '钱二', '孙三', '李四']) await desk.waiting({ name });
    const first = await desk.teacher.ok(reviewRoutes.queue, { query: { limit: 2 } });
    const last = await desk.teacher.ok(reviewRoutes.queue, { query: { limit: 2, cursor: first.nextCursor } });
    expect(first.items.length + last.items.length).toBe(4);
    expect([Boolean(first.nextCursor), last.nextCursor]).toEqual([true, undefined]);
  });

  it('loses nobody of those who wait since the same moment', async () => {
    const since = world.clock.now();
    const people: string[] = [];
    for (let at = 0; at < 5; at += 1) people.push((await ledgeredWorker(world, { name: '同时' })).id);
    for (const _id of people)
      await PersonModel.updateOne(
        { _id },
        {
          $set: {
            status: 'MANUAL_REVIEW',
            'identity.manualReason': '不能刷脸',
            'identity.manualSince': since,
            'identity.jurisdiction': HERE,
          },
        },
      );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.reviewer.ok(identityRoutes.listManual, { query: { limit: 2, cursor } });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((one) => one.personId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.sort()).toEqual(people.sort());
  });

  it('refuses a cursor that no page gave, in words', async () => {
    const worker = await signIn(world, (await ledgeredWorker(world)).phone);
    for (const [client, route] of [
      [worker, inboxRoutes.list],
      [worker, applicationRoutes.listMine],
      [desk.teacher, reviewRoutes.queue],
      [desk.reviewer, identityRoutes.listManual],
    ] as const)
      for (const cursor of ['x', '99', '{"$gt":""}', '1_zz'])
        expect(await client.refused(route, { query: { cursor } })).toMatchObject({ status: 400, code: 'BAD_CURSOR' });
  });
});
