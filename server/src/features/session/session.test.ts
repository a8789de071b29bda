import { accountRoutes } from '@jzt/shared/contract/account';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { sessionRoutes, type Session } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { Client, signIn } from '../../../testing/client';
import { institution, institutionStaff } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';

const MINUTE = 60_000;
let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const codeSentTo = (phone: string): Promise<string> => new Desk(world.simulatorUrl).codeFor(phone);

describe('sign-in by SMS', () => {
  it('CQ-32 without the tick it is refused; CQ-28 the first sign-in makes an account, the second finds it', async () => {
    const client = new Client(world.url);
    const phone = '13611110001';
    const { ticket } = await client.ok(sessionRoutes.sendSmsCode, { body: { phone } });
    const code = await codeSentTo(phone);
    expect(await client.refused(sessionRoutes.signInBySms, { body: { phone, code, ticket, agreed: false } })).toMatchObject({
      code: 'AGREEMENT_REQUIRED',
      ruleId: 'CQ-32',
    });
    const first = await client.ok(sessionRoutes.signInBySms, { body: { phone, code, ticket, agreed: true } });
    expect(first).toMatchObject({ role: 'WORKER', needsPhone: false });
    expect((await client.refused(sessionRoutes.signInBySms, { body: { phone, code, ticket, agreed: true } })).code).toBe(
      'SMS_CODE_EXPIRED',
    );
    expect((await client.refused(sessionRoutes.sendSmsCode, { body: { phone } })).code).toBe('SMS_TOO_OFTEN');
    world.clock.advance(MINUTE);
    expect((await signIn(world, phone)).session!.personId).toBe(first.personId);
  });

  it('a wrong code counts down and then locks; an old one has expired', async () => {
    const client = new Client(world.url);
    const phone = '13611110002';
    const { ticket } = await client.ok(sessionRoutes.sendSmsCode, { body: { phone } });
    const code = await codeSentTo(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++)
      expect((await client.refused(sessionRoutes.signInBySms, { body: { phone, code: wrong, ticket, agreed: true } })).code).toBe(
        'SMS_CODE_WRONG',
      );
    expect((await client.refused(sessionRoutes.signInBySms, { body: { phone, code, ticket, agreed: true } })).code).toBe('SMS_CODE_LOCKED');
    world.clock.advance(6 * MINUTE);
    expect((await client.refused(sessionRoutes.signInBySms, { body: { phone, code, ticket, agreed: true } })).code).toBe(
      'SMS_CODE_EXPIRED',
    );
  });
});

describe('nobody’s code is another’s to lock', () => {
  const phone = '13611110021';
  const signInWith = (given: { code: string; ticket: string }) =>
    new Client(world.url).call(sessionRoutes.signInBySms, { body: { phone, agreed: true, ...given } });
  const anotherThan = (code: string) => (code === '000000' ? '000001' : '000000');

  it('wrong guesses without the ticket, or with a ticket of one’s own, leave the code as it is; and the code alone is of no use', async () => {
    const victim = await new Client(world.url).ok(sessionRoutes.sendSmsCode, { body: { phone } });
    const code = await codeSentTo(phone);
    for (let tries = 0; tries < 6; tries++)
      expect((await signInWith({ code: anotherThan(code), ticket: 'guessed' })).error.code).toBe('SMS_CODE_EXPIRED');
    world.clock.advance(MINUTE);
    const attacker = await new Client(world.url).ok(sessionRoutes.sendSmsCode, { body: { phone } });
    const second = await codeSentTo(phone);
    for (let tries = 0; tries < 5; tries++)
      expect((await signInWith({ code: anotherThan(second), ticket: attacker.ticket })).error.code).toBe('SMS_CODE_WRONG');
    expect((await signInWith({ code: second, ticket: attacker.ticket })).error.code).toBe('SMS_CODE_LOCKED');
    expect((await signInWith({ code, ticket: 'guessed' })).error.code).toBe('SMS_CODE_EXPIRED');
    const other = await new Client(world.url).call(sessionRoutes.signInBySms, { body: { phone: '13611110022', code, ticket: victim.ticket, agreed: true } }); // prettier-ignore
    expect(other.error.code).toBe('SMS_CODE_EXPIRED');
    expect((await signInWith({ code, ticket: victim.ticket })).status).toBe(200);
  });
});

describe('session', () => {
  it('switches to the own role and back, and stays so after a refresh', async () => {
    const school = await institution();
    const client = await signIn(world, (await institutionStaff(world, school.id)).phone);
    expect(client.session).toMatchObject({ role: 'INSTITUTION_STAFF', organisationId: school.id });
    const { refreshToken } = client.session!;
    for (const role of ['WORKER', 'INSTITUTION_STAFF', 'WORKER'] as const) {
      client.session = await client.ok(sessionRoutes.switchRole, { body: { role } });
      expect(client.session.role).toBe(role);
      expect((await client.ok(accountRoutes.me)).role).toBe(role);
    }
    client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken } });
    expect(client.session.role).toBe('WORKER');
    expect((await client.refused(reviewRoutes.queue)).code).toBe('ROLE_NOT_ALLOWED');
    expect((await client.refused(sessionRoutes.switchRole, { body: { role: 'AUTHORITY_ISSUER' } })).code).toBe('ROLE_NOT_HELD');
  });

  it('a lost reply may repeat the refresh token at once; later a repeat ends the session for both', async () => {
    const client = await signIn(world, '13611110003');
    const { refreshToken } = client.session!;
    const rotated = await client.ok(sessionRoutes.refresh, { body: { refreshToken } });
    expect((await client.ok(sessionRoutes.refresh, { body: { refreshToken } })).personId).toBe(rotated.personId);
    world.clock.advance(2 * MINUTE);
    expect((await client.refused(sessionRoutes.refresh, { body: { refreshToken } })).code).toBe('SESSION_ENDED');
  });

  it('thirty refreshes of one device at once get one and the same token, and it works', async () => {
    const client = await signIn(world, '13611110004');
    const { refreshToken } = client.session!;
    const all = await Promise.all(Array.from({ length: 30 }, () => client.ok(sessionRoutes.refresh, { body: { refreshToken } })));
    expect(new Set(all.map((one) => one.refreshToken)).size).toBe(1);
    await client.ok(sessionRoutes.refresh, { body: { refreshToken: all[0]!.refreshToken } });
  });

  it('a copy of the token in other hands is noticed: the session ends for both, and the person is told', async () => {
    const phone = '13611110005';
    const client = await signIn(world, phone);
    const copied = client.session!.refreshToken;
    const { refreshToken } = await client.ok(sessionRoutes.refresh, { body: { refreshToken: copied } });
    const thief = new Client(world.url);
    const stolen = await thief.ok(sessionRoutes.refresh, { body: { refreshToken: copied } });
    await thief.ok(sessionRoutes.refresh, { body: { refreshToken: stolen.refreshToken } });
    world.clock.advance(2 * MINUTE);
    expect((await client.refused(sessionRoutes.refresh, { body: { refreshToken } })).code).toBe('SESSION_ENDED');
    client.session = { ...client.session!, ...stolen };
    expect((await client.refused(accountRoutes.me)).code).toBe('SESSION_ENDED');
    expect((await thief.refused(sessionRoutes.refresh, { body: { refreshToken: stolen.refreshToken } })).code).toBe('SESSION_ENDED');
    await world.settle();
    const again = await signIn(world, phone);
    expect((await again.ok(inboxRoutes.list)).items.map((one) => one.title)).toEqual(['登录安全提醒']);
  });

  it('a token that nobody was given ends nothing', async () => {
    const client = await signIn(world, '13611110006');
    const { refreshToken } = client.session!;
    const [id, generation, proof] = refreshToken.split('.');
    for (const made of [
      `${id}.2.${proof}`,
      `${id}.0.${proof}`,
      `${id}.${generation}.x`,
      `${id}.${generation}.${'中'.repeat(proof!.length)}`,
      `${'0'.repeat(24)}.1.${proof}`,
      'x',
      '',
    ])
      expect((await client.refused(sessionRoutes.refresh, { body: { refreshToken: made } })).code).toBe('SESSION_ENDED');
    await client.ok(sessionRoutes.refresh, { body: { refreshToken } });
  });

  it('ends after half a year, however often it was used', async () => {
    const client = await signIn(world, '13611110007');
    let { refreshToken } = client.session!;
    for (let month = 0; month < 6; month += 1) {
      world.clock.advance(29 * 24 * 60 * MINUTE);
      ({ refreshToken } = await client.ok(sessionRoutes.refresh, { body: { refreshToken } }));
    }
    world.clock.advance(8 * 24 * 60 * MINUTE);
    expect((await client.refused(sessionRoutes.refresh, { body: { refreshToken } })).code).toBe('SESSION_ENDED');
  });

  it('who signed out is out, with every token of that device, and with no other device', async () => {
    const here = await signIn(world, '13611110008');
    world.clock.advance(MINUTE);
    const other = await signIn(world, '13611110008');
    const kept = here.session!;
    await here.ok(sessionRoutes.signOut);
    here.session = kept;
    expect(await here.refused(accountRoutes.me)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    expect((await here.refused(sessionRoutes.refresh, { body: { refreshToken: kept.refreshToken } })).code).toBe('SESSION_ENDED');
    await other.ok(accountRoutes.me);
  });
});

describe('the devices of a person', () => {
  const WEAPP =
    'Mozilla/5.0 (Linux; Android 12; M2010J19SC) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.49 MiniProgramEnv/android';
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
  const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36';
  const phone = '13611110099';

  /** Signs in with a browser that calls itself so. */
  async function from(userAgent: string): Promise<Client> {
    world.clock.advance(2 * MINUTE);
    const client = new Client(world.url);
    const { ticket } = await client.ok(sessionRoutes.sendSmsCode, { body: { phone } });
    const response = await fetch(`${world.url}/api/session/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': userAgent },
      body: JSON.stringify({ phone, code: await codeSentTo(phone), ticket, agreed: true }),
    });
    client.session = (await response.json()) as Session;
    return client;
  }

  it('are listed in words, one is signed out from another, then all others; nobody signs out a stranger’s', async () => {
    const [weapp, iphone, desktop] = [await from(WEAPP), await from(IPHONE), await from(DESKTOP)];
    const { items } = await desktop.ok(sessionRoutes.listDevices);
    expect(items.map(({ labelZh, current }) => [labelZh, current])).toEqual([
      ['浏览器（电脑）', true],
      ['浏览器（苹果手机）', false],
      ['微信（安卓手机）', false],
    ]);
    const stranger = await signIn(world, '13611110098');
    expect((await stranger.refused(sessionRoutes.signOutDevices, { body: { id: items[1]!.id } })).status).toBe(404);

    const left = await desktop.ok(sessionRoutes.signOutDevices, { body: { id: items[1]!.id } });
    expect(left.items.map((one) => one.labelZh)).toEqual(['浏览器（电脑）', '微信（安卓手机）']);
    expect((await iphone.refused(accountRoutes.me)).code).toBe('SESSION_ENDED');
    expect((await iphone.refused(sessionRoutes.refresh, { body: { refreshToken: iphone.session!.refreshToken } })).code).toBe(
      'SESSION_ENDED',
    );
    expect((await desktop.refused(sessionRoutes.signOutDevices, { body: { id: items[1]!.id } })).status).toBe(404);

    await weapp.ok(accountRoutes.me);
    expect((await weapp.ok(sessionRoutes.signOutDevices, { body: {} })).items.map((one) => one.current)).toEqual([true]);
    expect((await desktop.refused(accountRoutes.me)).code).toBe('SESSION_ENDED');
    await weapp.ok(accountRoutes.me);
  });
});
