import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { allRoutes } from '@jzt/shared/contract/index';
import { passListRoutes } from '@jzt/shared/contract/passList';
import { secondFactorRoutes as routes } from '@jzt/shared/contract/secondFactor';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { needsSecondFactor } from '@jzt/shared/domain/roles';
import mongoose from 'mongoose';
import { Desk } from '../../../simulators/desk';
import { Client, signIn, smsCodeTo } from '../../../testing/client';
import { authority, ledgeredWorker, officer, type SeededPerson } from '../../../testing/people';
import { codesOf } from '../../../testing/secondFactor';
import { startWorld, testSecrets, type World } from '../../../testing/world';
import { FieldCipher } from '../../platform/crypto';
import { countByKey, reseal, withNewFieldKey } from '../../platform/keyRotation';
import { AuditModel, type StoredAudit } from '../../platform/trail/entry';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Signed in by the first factor alone, a minute later: a phone gets one code a minute. */
async function half(person: SeededPerson): Promise<Client> {
  world.clock.advance(61_000);
  const client = new Client(world.url);
  const proof = await smsCodeTo(world, person.phone, client);
  client.session = await client.ok(sessionRoutes.signInBySms, { body: { phone: person.phone, ...proof, agreed: true } });
  return client;
}

/** Binds an authenticator by hand; the client is whole then, and does not answer a step up by itself. */
async function enrolled(person: SeededPerson) {
  const client = await half(person);
  const { uri, account } = await client.ok(routes.begin);
  await new Desk(world.simulatorUrl).scan(uri);
  const [code] = await codesOf(world, account);
  const { session, recoveryCodes } = await client.ok(routes.confirm, { body: { code: code! } });
  client.session = { ...session, refreshToken: client.session!.refreshToken };
  return { client, account, code: code!, recoveryCodes };
}
const told = async (client: Client) => (await client.ok(inboxRoutes.list)).items.map(({ title }) => title);
const trail = async (subjectId: string) => {
  await world.settle();
  return AuditModel.find({ action: 'secondFactor', subjectId }).sort({ _id: 1 }).lean<StoredAudit[]>();
};
const minutes = (count: number) => world.clock.advance(count * 60_000);
const measure = {
  params: { id: 'f'.repeat(24) },
  body: { measure: 'SUSPEND', reason: '试试能不能办', legalBasis: '《条例》第一条', version: 1 },
} as const;

describe('an officer without the second factor', () => {
  let client: Client;
  beforeEach(async () => {
    client = await half(await officer(world, 'AUTHORITY_ISSUER'));
  });

  it('meets a closed door at every route but the few that lead to it', async () => {
    expect(client.session).toMatchObject({ role: 'AUTHORITY_ISSUER', needsSecondFactor: true });
    const open = allRoutes.filter(({ withoutSecondFactor }) => withoutSecondFactor).map(({ id }) => id);
    expect(open.sort()).toEqual([
      'passwordAccount.change',
      'secondFactor.askReset',
      'secondFactor.begin',
      'secondFactor.confirm',
      'secondFactor.prove',
      'secondFactor.state',
      'session.signOut',
      'session.switchRole',
    ]);
    const closed = allRoutes.filter(
      ({ access, withoutSecondFactor }) =>
        access !== 'PUBLIC' && !withoutSecondFactor && (access === 'SIGNED_IN' || access.includes('AUTHORITY_ISSUER')),
    );
    for (const route of closed)
      expect([route.id, await client.refused({ ...route, path: route.path.replace(/:\w+/g, 'f'.repeat(24)) as never })]).toEqual([
        route.id,
        expect.objectContaining({ status: 403, code: 'SECOND_FACTOR_REQUIRED' }),
      ]);
  });

  it('goes on as the worker they also are, for whom none is demanded', async () => {
    const worker = await client.ok(sessionRoutes.switchRole, { body: { role: 'WORKER' } });
    expect([worker.needsSecondFactor, needsSecondFactor('WORKER')]).toEqual([undefined, false]);
    client.session = worker;
    await client.ok(accountRoutes.me);
    expect(await client.refused(routes.begin)).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect(await client.ok(sessionRoutes.switchRole, { body: { role: 'AUTHORITY_ISSUER' } })).toMatchObject({ needsSecondFactor: true });
  });
});

describe('binding an authenticator', () => {
  it('takes the QR’s secret into use by its first code, hands out recovery codes once, and tells the person and the trail', async () => {
    const person = await officer(world);
    const client = await half(person);
    const { uri, secret, account } = await client.ok(routes.begin);
    const scanned = new URL(uri);
    expect([scanned.protocol, scanned.searchParams.get('secret'), decodeURIComponent(scanned.pathname)]).toEqual([
      'otpauth:',
      secret,
      expect.stringContaining(account),
    ]);
    expect(await client.refused(routes.confirm, { body: { code: '000000' } })).toMatchObject({ status: 400, code: 'FACTOR_CODE_WRONG' });
    expect(await client.refused(accountRoutes.me)).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    await new Desk(world.simulatorUrl).scan(uri);
    const [code] = await codesOf(world, account);
    const { session, recoveryCodes } = await client.ok(routes.confirm, { body: { code: code! } });
    client.session = session;
    expect(session.needsSecondFactor).toBeUndefined();
    expect(recoveryCodes).toHaveLength(10);
    expect(await client.ok(routes.state)).toMatchObject({ enrolled: true, proved: true, recoveryCodesLeft: 10 });
    const entries = await trail(person.id);
    expect(entries).toMatchObject([{ outcome: 'FACTOR_ENROLLED', jurisdiction: '630000' }]);
    expect(await told(client)).toContain('验证器已绑定');
    const stored = JSON.stringify(await mongoose.connection.collection('second_factors').find().toArray());
    for (const plain of [secret, ...recoveryCodes]) expect(stored).not.toContain(plain);
  });

  it('signs everybody else out who is in as this person: they came in before there was a factor', async () => {
    const person = await officer(world);
    const before = await half(person);
    await enrolled(person);
    expect(await before.refused(routes.state)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
  });

  it('is open for fifteen minutes', async () => {
    const client = await half(await officer(world));
    const { uri, account } = await client.ok(routes.begin);
    await new Desk(world.simulatorUrl).scan(uri);
    minutes(15);
    const session = { ...client.session! };
    client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken: session.refreshToken } });
    const [code] = await codesOf(world, account);
    expect(await client.refused(routes.confirm, { body: { code: code! } })).toMatchObject({ status: 409, code: 'ENROLMENT_EXPIRED' });
  });

  it('anew needs a fresh code of the one in use', async () => {
    const { client, account } = await enrolled(await officer(world));
    await client.ok(routes.begin);
    minutes(11);
    expect(await client.refused(routes.begin)).toMatchObject({ status: 403, code: 'STEP_UP_REQUIRED' });
    const [code] = await codesOf(world, account);
    client.session = await client.ok(routes.prove, { body: { code: code! } });
    await client.ok(routes.begin);
    // By the first factor alone nobody replaces it.
  });

  it('cannot be done over an enrolled one by who has the first factor alone', async () => {
    const person = await officer(world);
    await enrolled(person);
    const thief = await half(person);
    expect(await thief.refused(routes.begin)).toMatchObject({ status: 403, code: 'STEP_UP_REQUIRED' });
  });
});

describe('a code', () => {
  it('is good once, also within its thirty seconds and for two at the same moment', async () => {
    const person = await officer(world);
    const { client, account, code } = await enrolled(person);
    expect(await client.refused(routes.prove, { body: { code } })).toMatchObject({ status: 400, code: 'FACTOR_CODE_USED' });
    const next = (await codesOf(world, account)).at(-1)!;
    const both = await Promise.all([
      client.call(routes.prove, { body: { code: next } }),
      client.call(routes.prove, { body: { code: next } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(both.find(({ status }) => status === 400)!.error.code).toBe('FACTOR_CODE_USED');
  });

  it('is not guessed: after five wrong ones the right one is refused too, for a quarter of an hour, whichever door they came by', async () => {
    const person = await officer(world);
    const { account } = await enrolled(person);
    const [one, other] = [await half(person), await half(person)];
    const wrong = ['000000', '111111', 'ABCDE-FGHJK', '222222', '333333'];
    const replies = await Promise.all(wrong.map((code, at) => (at % 2 ? one : other).call(routes.prove, { body: { code } })));
    expect(replies.map(({ error }) => error.code)).toEqual(wrong.map(() => 'FACTOR_CODE_WRONG'));
    const right = (await codesOf(world, account)).at(-1)!;
    expect(await one.refused(routes.prove, { body: { code: right } })).toMatchObject({ status: 429, code: 'FACTOR_LOCKED' });
    minutes(16);
    const later = await half(person);
    await later.ok(routes.prove, { body: { code: (await codesOf(world, account))[0]! } });
  });

  it('of recovery works once, and its owner is told', async () => {
    const person = await officer(world);
    const { recoveryCodes } = await enrolled(person);
    const [code] = recoveryCodes;
    const client = await half(person);
    client.session = await client.ok(routes.prove, { body: { code: code!.toLowerCase() } });
    expect(await client.ok(routes.state)).toMatchObject({ proved: true, recoveryCodesLeft: 9 });
    expect(await (await half(person)).refused(routes.prove, { body: { code: code! } })).toMatchObject({ code: 'FACTOR_CODE_WRONG' });
    await world.settle();
    expect(await told(client)).toContain('用了一个恢复码');
  });

  it('of recovery is void once others are made', async () => {
    const person = await officer(world);
    const { client, recoveryCodes } = await enrolled(person);
    const { recoveryCodes: others } = await client.ok(routes.renewRecoveryCodes);
    const later = await half(person);
    expect(await later.refused(routes.prove, { body: { code: recoveryCodes[0]! } })).toMatchObject({ code: 'FACTOR_CODE_WRONG' });
    await later.ok(routes.prove, { body: { code: others[0]! } });
  });
});

describe('what cannot be undone', () => {
  it('is these acts, by their routes', () => {
    expect(allRoutes.filter(({ stepUp }) => stepUp).map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        passListRoutes.approve.id,
        passListRoutes.sign.id,
        certificateServiceRoutes.decide.id,
        certificateServiceRoutes.measure.id,
        'clearing.confirm',
        'duplicate.cancel',
        'exam.voidScore',
        'filing.withdraw',
        'yearlyHours.decideFinding',
        'secondFactor.decideReset',
      ]),
    );
  });

  it('asks for a code of the last ten minutes before anything is looked at; the same request with the same key then goes through', async () => {
    const { client, account } = await enrolled(await officer(world, 'AUTHORITY_ISSUER'));
    expect(await client.refused(certificateServiceRoutes.measure, measure)).toMatchObject({ status: 404 });
    minutes(11);
    const key = 'a-key-of-one-form-01';
    expect(await client.refused(certificateServiceRoutes.measure, { ...measure, key })).toMatchObject({
      status: 403,
      code: 'STEP_UP_REQUIRED',
    });
    // What can be undone needs none.
    await client.ok(passListRoutes.list);
    const [code] = await codesOf(world, account);
    client.session = { ...(await client.ok(routes.prove, { body: { code: code! } })), refreshToken: client.session!.refreshToken };
    expect(await client.refused(certificateServiceRoutes.measure, { ...measure, key })).toMatchObject({ status: 404 });
  });

  it('is answered in one session: another one of the same person is asked again', async () => {
    const person = await officer(world, 'AUTHORITY_ISSUER');
    const { account } = await enrolled(person);
    const other = await half(person);
    const again = (await codesOf(world, account)).at(-1)!;
    other.session = { ...(await other.ok(routes.prove, { body: { code: again } })), refreshToken: other.session!.refreshToken };
    minutes(11);
    const third = await half(person);
    third.session = await third.ok(routes.prove, { body: { code: (await codesOf(world, account)).at(-1)! } });
    expect((await third.refused(certificateServiceRoutes.measure, measure)).status).toBe(404);
    expect((await other.refused(certificateServiceRoutes.measure, measure)).code).toBe('STEP_UP_REQUIRED');
  });

  it('a sign-in has shown it for twelve hours, whatever is renewed meanwhile', async () => {
    const { client } = await enrolled(await officer(world));
    minutes(11 * 60);
    const renew = async () => client.ok(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } });
    client.session = await renew();
    expect(client.session.needsSecondFactor).toBeUndefined();
    await client.ok(accountRoutes.me);
    minutes(61);
    client.session = await renew();
    expect(client.session.needsSecondFactor).toBe(true);
    expect(await client.refused(accountRoutes.me)).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
  });
});

describe('a lost authenticator', () => {
  const ask = { body: { note: '请打办公室电话' } };
  const reset = (id: string, askedAt: string, decision: 'RESET' | 'REFUSE' = 'RESET') => ({
    params: { id },
    body: { decision, askedAt, reason: '已当面核对工作证' },
  });

  it('is reset by two persons: its owner asks, a colleague decides; every sign-in of the owner ends, and all of it is in the trail', async () => {
    const person = await officer(world, 'AUTHORITY_ISSUER');
    const { client: owner } = await enrolled(person);
    const lost = await half(person);
    await lost.ok(routes.askReset, ask);
    const colleague = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    const { items } = await colleague.ok(routes.listResets);
    const { askedAt } = items.find(({ id }) => id === person.id)!;
    expect((await colleague.ok(accountRoutes.me)).todos.map(({ key }) => key)).toContain('factorResets');
    expect(await owner.refused(routes.decideReset, reset(person.id, askedAt))).toMatchObject({ status: 403, code: 'OWN_CASE' });
    const both = await Promise.all([1, 2].map(() => colleague.call(routes.decideReset, reset(person.id, askedAt))));
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const one of [owner, lost]) expect(await one.refused(routes.state)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    const { client: again } = await enrolled(person);
    await world.settle();
    expect(await told(again)).toContain('验证器已重置');
    expect((await trail(person.id)).map(({ outcome, actorId }) => [outcome, actorId === person.id])).toEqual([
      ['FACTOR_ENROLLED', true],
      ['RESET_ASKED', true],
      ['RESET', false],
      ['FACTOR_ENROLLED', true],
    ]);
  });

  it('stays as it is when the colleague refuses, and when its owner shows that they have it', async () => {
    const person = await officer(world);
    const { account } = await enrolled(person);
    const colleague = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    const askedAt = async () => (await colleague.ok(routes.listResets)).items.find(({ id }) => id === person.id)?.askedAt;
    await (await half(person)).ok(routes.askReset, ask);
    await colleague.ok(routes.decideReset, reset(person.id, (await askedAt())!, 'REFUSE'));
    await (await half(person)).ok(routes.askReset, ask);
    const asked = (await askedAt())!;
    await (await half(person)).ok(routes.prove, { body: { code: (await codesOf(world, account)).at(-1)! } });
    expect(await askedAt()).toBeUndefined();
    expect((await colleague.refused(routes.decideReset, reset(person.id, asked))).status).toBe(404);
  });

  it('is nothing that an officer of another province sees or resets', async () => {
    const person = await officer(world);
    await enrolled(person);
    await (await half(person)).ok(routes.askReset, ask);
    const far = await officer(world, 'AUTHORITY_REVIEWER', '外省审核员', await authority('500000'));
    const stranger = await signIn(world, far.phone, 'AUTHORITY_REVIEWER');
    expect((await stranger.ok(routes.listResets)).items).toEqual([]);
    expect((await stranger.refused(routes.decideReset, reset(person.id, new Date().toISOString()))).status).toBe(404);
  });
});

describe('the secret at rest', () => {
  it('turns with the field keys, and its codes go on', async () => {
    const person = await officer(world);
    const { account } = await enrolled(person);
    const db = mongoose.connection.db!;
    const before = await mongoose.connection.collection('second_factors').findOne({ secretSealed: { $exists: true } });
    const next = withNewFieldKey(world.settings.secrets);
    const cipher = new FieldCipher(next);
    expect((await reseal(db, cipher)).stuck).toEqual([]);
    const after = await mongoose.connection.collection('second_factors').findOne({ _id: before!._id });
    expect([before!.secretSealed, after!.secretSealed]).toEqual([expect.stringMatching(/^k1\./), expect.stringMatching(/^k2\./)]);
    expect(Object.keys(await countByKey(db))).toEqual(['k2']);
    // Back under the key that this process has, which is not told of the new one.
    await reseal(db, new FieldCipher({ ...next, activeFieldKey: 'k1' }));
    await (await half(person)).ok(routes.prove, { body: { code: (await codesOf(world, account)).at(-1)! } });
  });

  it('opens for its owner’s record alone', async () => {
    const cipher = new FieldCipher(testSecrets());
    const sealed = cipher.seal('SECRET', 'a'.repeat(24));
    expect(() => cipher.open(sealed, 'b'.repeat(24))).toThrow();
  });

  it('goes with an erased account', async () => {
    const person = await ledgeredWorker(world);
    const collection = mongoose.connection.collection('second_factors');
    await collection.insertOne({ _id: new mongoose.Types.ObjectId(person.id), lastStep: 0, recovery: [] });
    await (await signIn(world, person.phone)).ok(accountRoutes.erase, { body: { confirm: '注销' } });
    expect(await collection.findOne({ _id: new mongoose.Types.ObjectId(person.id) })).toBeNull();
  });
});
