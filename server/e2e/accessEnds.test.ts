import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountRoutes } from '@jzt/shared/contract/account';
import { fileRoutes } from '@jzt/shared/contract/file';
import { allRoutes } from '@jzt/shared/contract/index';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { Types } from 'mongoose';
import { PersonModel } from '../src/features/person/person.model';
import { SessionModel } from '../src/platform/http/session.model';
import { signIn, type Client } from '../testing/client';
import { institution, institutionStaff, ledgeredWorker, officer, portraitOf, type SeededPerson } from '../testing/people';
import { startWorld, type World } from '../testing/world';

/** By then nothing may be open any more (issue: within thirty seconds). */
const SECONDS = 29;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const later = () => world.clock.advance(SECONDS * 1000);
const anyAddress = (route: RouteSpec): RouteSpec => ({
  ...route,
  path: route.path.replace(/:\w+/g, 'f'.repeat(24)) as RouteSpec['path'],
});

/** Every route that is not everybody's answers that the sign-in has ended, a file's address like any other. */
async function isOutEverywhere(client: Client): Promise<void> {
  const guarded = allRoutes.filter(({ access }) => access !== 'PUBLIC');
  const answers = await Promise.all(guarded.map(async (route) => [route.id, (await client.refused(anyAddress(route))).code]));
  expect(answers).toEqual(guarded.map(({ id }) => [id, 'SESSION_ENDED']));
}

/** A person who has used their access a moment ago, so that this process believes it: their account and a photo of theirs. */
async function atWork(person: SeededPerson): Promise<{ client: Client; photo: { params: { id: string } } }> {
  const client = await signIn(world, person.phone);
  const photo = { params: { id: await portraitOf(world, person.id) } };
  await client.ok(accountRoutes.me);
  // In another role their own photo answers like one that is not there.
  expect((await client.call(fileRoutes.view, photo)).status).toBe(client.session!.role === 'WORKER' ? 200 : 404);
  return { client, photo };
}

describe('access ends within thirty seconds', () => {
  it('of signing out at this process at once: no route, no photo, no renewal, and nobody at the public ones', async () => {
    const { client, photo } = await atWork(await ledgeredWorker(world));
    const before = client.session!;
    await client.ok(sessionRoutes.signOut);
    expect((await client.call(fileRoutes.view, photo)).status).toBe(401);
    await isOutEverywhere(client);
    const renewal = await client.refused(sessionRoutes.refresh, { body: { refreshToken: before.refreshToken } });
    expect(renewal).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
  });

  it('of signing out at another process, which only the database knows of', async () => {
    const { client, photo } = await atWork(await ledgeredWorker(world));
    await SessionModel.updateMany({ personId: client.session!.personId }, { $set: { endedAt: world.clock.now() } });
    later();
    expect((await client.call(fileRoutes.view, photo)).status).toBe(401);
    await isOutEverywhere(client);
  });

  it.each([
    ['an officer', () => officer(world, 'AUTHORITY_ISSUER')],
    ['a teacher', async () => institutionStaff(world, (await institution()).id)],
  ] as const)('of the end of %s’s role, while they keep their own as a worker', async (_who, appoint) => {
    const person = await appoint();
    const { client, photo } = await atWork(person);
    const { role } = client.session!;
    await PersonModel.updateOne({ _id: new Types.ObjectId(person.id) }, { $pull: { memberships: { role } } } as never);
    later();
    expect((await client.call(fileRoutes.view, photo)).status).toBe(401);
    await isOutEverywhere(client);
    const renewal = await client.refused(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } });
    expect(renewal.code).toBe('SESSION_ENDED');
    world.clock.advance(60_000);
    const own = await signIn(world, person.phone);
    expect(own.session!.role).toBe('WORKER');
    await own.ok(accountRoutes.me);
  });

  it('of erasure, on every device', async () => {
    const person = await ledgeredWorker(world);
    const { client: phone, photo } = await atWork(person);
    world.clock.advance(60_000);
    const { client: other } = await atWork(person);
    await phone.ok(accountRoutes.erase, { body: { confirm: '注销' } });
    for (const client of [phone, other]) {
      expect((await client.call(fileRoutes.view, photo)).status).toBe(401);
      await isOutEverywhere(client);
    }
  });
});
