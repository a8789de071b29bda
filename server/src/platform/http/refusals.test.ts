import { sessionRoutes } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { AuditModel, type StoredAudit } from '../trail/entry';
import { Refusals } from './refusals';

let world: World;
let worker: Client;

beforeAll(async () => {
  world = await startWorld();
  worker = await signIn(world, (await ledgeredWorker(world)).phone);
});
afterAll(() => world.stop());

const entries = async () => {
  await world.settle();
  return AuditModel.find({ subjectKind: 'Refusal', actorId: worker.session!.personId }).sort({ at: 1 }).lean<StoredAudit[]>();
};

it('who is refused three hundred times makes two entries of the trail: the first, and the number of the others', async () => {
  for (let round = 0; round < 10; round++)
    await Promise.all(Array.from({ length: 30 }, () => worker.refused(sessionRoutes.switchRole, { body: { role: 'AUTHORITY_ISSUER' } })));
  expect(await entries()).toMatchObject([{ action: sessionRoutes.switchRole.id, outcome: 'ROLE_NOT_HELD' }]);
  await (await world.server.get(Refusals)).flush();
  const [, others, ...none] = await entries();
  expect([others?.outcome, others?.reason, none]).toEqual(['ROLE_NOT_HELD', '之后一分钟内又有299次', []]);
});

it('after the minute the next one is an entry of its own again', async () => {
  await worker.refused(sessionRoutes.switchRole, { body: { role: 'AUTHORITY_ISSUER' } });
  expect(await entries()).toHaveLength(3);
});
