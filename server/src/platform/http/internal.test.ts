import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../../testing/world';

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
