import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deadLetterRoutes } from '@jzt/shared/contract/deadLetter';
import { signIn } from '../../../testing/client';
import { officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { DeadLetters } from '../deadLetters';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

it('the figures and the details of being ready are at the internal port, and nowhere else', async () => {
  const open = await fetch(`${world.url}/metrics`);
  expect([open.status, await open.text()]).toEqual([404, expect.not.stringContaining('jzt_')]);
  expect(await (await fetch(`${world.url}/readyz`)).json()).toEqual({ ok: true });
  const internal = new URL(world.server.internalUrl);
  expect(internal.hostname).toBe('127.0.0.1');
  expect(internal.port).not.toBe(new URL(world.url).port);
  expect(await (await fetch(`${internal.href}metrics`)).text()).toMatch(/^jzt_dead_letters \d/m);
  expect(await (await fetch(`${internal.href}readyz`)).json()).toMatchObject({ ok: true, database: { connection: 'CONNECTED' } });
  for (const path of ['api/me', 'healthz', '']) expect((await fetch(`${internal.href}${path}`)).status).toBe(404);
});

it('what keeps failing and is of no province is the operators’, at the internal port, and no officer’s', async () => {
  const letters = await world.server.get(DeadLetters);
  const failure = { kind: 'JOB' as const, topic: 'keys.rotate', sourceKind: 'Setting', sourceId: 'ffffffffffffffffffffffff' };
  await letters.note(failure, new Error('no answer'), 9);
  const atThePort = async () => (await (await fetch(`${new URL(world.server.internalUrl).href}dead-letters`)).json()) as object;
  expect(await atThePort()).toEqual({ total: 0, items: [] });
  await letters.note(failure, new Error('no answer'), 10);
  expect(await atThePort()).toMatchObject({ total: 1, items: [{ ...failure, attempts: 10, error: 'Error: no answer' }] });
  const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  expect((await reviewer.ok(deadLetterRoutes.list, {})).items).toEqual([]);
  expect((await fetch(`${world.url}/dead-letters`)).status).toBe(404);
});
