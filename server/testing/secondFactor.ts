import { secondFactorRoutes as routes } from '@jzt/shared/contract/secondFactor';
import type { Session } from '@jzt/shared/contract/session';
import { Desk } from '../simulators/desk';
import type { ApiErrorBody } from '@jzt/shared/contract/common';
import type { Client } from './client';
import type { World } from './world';

/** Recovery codes of officers who enrolled here, by what the authenticator calls them. */
const KEPT = new WeakMap<World, Map<string, string[]>>();
const STEP_MS = 30_000;
interface Reply<T> {
  status: number;
  body: T;
  error: ApiErrorBody;
}

/**
 * What an officer does at sign-in: shows the code of their authenticator, which they bind first when they have none. From then on the client
 * answers a step up by itself. Nothing for who needs none.
 */
export async function showSecondFactor(world: World, client: Client): Promise<void> {
  if (!client.session?.needsSecondFactor) return;
  keep(client, (await client.ok(routes.state)).enrolled ? await prove(world, client) : await enrol(world, client));
  client.stepsUp = async () => keep(client, await prove(world, client));
}

/** Codes that the server may take now, the likeliest first: each is good once, so a test that signs in often needs all of them. */
export async function codesOf(world: World, account: string): Promise<string[]> {
  const desk = new Desk(world.simulatorUrl);
  const now = world.clock.now().getTime();
  const codes = await Promise.all([-1, 0, 1].map((steps) => desk.totp(account, now + steps * STEP_MS)));
  return codes.flatMap((code) => code ?? []);
}

async function enrol(world: World, client: Client): Promise<Session> {
  const { uri, account } = await client.ok(routes.begin);
  await new Desk(world.simulatorUrl).scan(uri);
  const { session, recoveryCodes } = await firstTaken(await codesOf(world, account), (code) =>
    client.call(routes.confirm, { body: { code } }),
  );
  KEPT.set(world, (KEPT.get(world) ?? new Map<string, string[]>()).set(account, recoveryCodes));
  return session;
}

async function prove(world: World, client: Client): Promise<Session> {
  const { account } = await client.ok(routes.state);
  const recovery = KEPT.get(world)?.get(account) ?? [];
  const codes = [...(await codesOf(world, account)), recovery.pop() ?? 'no recovery code is left'];
  return firstTaken(codes, (code) => client.call(routes.prove, { body: { code } }));
}

/** Some of them were used, and the first may just have run out. */
async function firstTaken<T>(codes: readonly string[], show: (code: string) => Promise<Reply<T>>): Promise<T> {
  let last = '';
  for (const code of codes) {
    const reply = await show(code);
    if (reply.status === 200) return reply.body;
    last = JSON.stringify(reply.error);
    if (!/FACTOR_CODE_(USED|WRONG)/.test(last)) break;
  }
  throw new Error(`no code was taken: ${last}`);
}

function keep(client: Client, session: Session): void {
  client.session = { ...session, refreshToken: session.refreshToken || client.session!.refreshToken };
}
