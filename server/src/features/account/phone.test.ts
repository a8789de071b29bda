import { accountRoutes } from '@jzt/shared/contract/account';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { identityRoutes } from '@jzt/shared/contract/identity';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { phoneRoutes as routes } from '@jzt/shared/contract/phone';
import { sessionRoutes } from '@jzt/shared/contract/session';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from '../../../simulators/desk';
import { signIn, smsCodeTo, type Client } from '../../../testing/client';
import {
  authority,
  employ,
  enterprise,
  enterpriseStaff,
  ledgeredWorker,
  newIdNumber,
  officer,
  verifiedWorker,
} from '../../../testing/people';
import { PowerCut } from '../../../testing/powerCut';
import { cardsByProvider, checkFace, photographCard } from '../../../testing/realName';
import { startWorld, type World } from '../../../testing/world';
import { FieldCipher } from '../../platform/crypto';
import { PersonModel } from '../person/person.model';
import { Persons } from '../person/person.service';

const DAY_MS = 24 * 3600_000;

let world: World;
let desk: Desk;
let phones = 0;

beforeAll(async () => {
  world = await startWorld({ env: cardsByProvider });
  // One province is open: nobody is asked which.
  await authority();
  desk = new Desk(world.simulatorUrl);
});
afterAll(() => world.stop());

const newPhone = () => `1361000${String(++phones).padStart(4, '0')}`;
/** Late enough for another code. */
const enter = (phone: string): Promise<Client> => {
  world.clock.advance(61_000);
  return signIn(world, phone);
};
const again = async (client: Client) =>
  void (client.session = await client.ok(sessionRoutes.refresh, { body: { refreshToken: client.session!.refreshToken } }));

/** Under another phone, up to the confirmed name and number. */
async function returns(idNumber: string, phone = newPhone()): Promise<Client> {
  const client = await signIn(world, phone);
  await photographCard(world, client, '测试工人', idNumber);
  const view = await client.ok(identityRoutes.confirm, { body: { name: '测试工人', idNumber } });
  // Who only has a photo of somebody's card learns nothing of an account.
  expect([view.status, view.holder]).toEqual(['INFO_OK', undefined]);
  return client;
}

const face = (client: Client, outcome: 'pass' | 'fail') => checkFace(world, client, outcome);

/** As the face check leaves it. */
async function foundFor({ session }: Client, idNumber: string): Promise<void> {
  const cipher = new FieldCipher(world.settings.secrets);
  const set = {
    status: 'HELD_ELSEWHERE',
    nameSealed: cipher.seal('测试工人', session!.personId),
    idNumberSealed: cipher.seal(idNumber, session!.personId),
    'identity.heldSince': world.clock.now(),
  };
  await PersonModel.updateOne({ _id: session!.personId }, { $set: set });
}

describe('an account that is found again under another SIM', () => {
  it('CQ-35 card and face find it; only then its phone is told, masked, and the old one opens nothing any more', async () => {
    const [idNumber, old, now] = [newIdNumber(), newPhone(), newPhone()];
    const holder = await ledgeredWorker(world, { idNumber, phone: old });
    await employ(world, holder.id, (await enterprise()).id, '电工');
    const lost = await signIn(world, old);
    const client = await returns(idNumber, now);
    expect((await face(client, 'fail')).holder).toBeUndefined();
    const found = await face(client, 'pass');
    expect(found).toMatchObject({ status: 'HELD_ELSEWHERE', badges: { verified: false, ledgered: false } });
    expect(found.holder!.phoneMasked).toBe(`${old.slice(0, 3)}****${old.slice(-4)}`);
    const { personId } = client.session!;

    client.session = await client.ok(routes.recover);
    expect(client.session.personId).toBe(holder.id);
    expect((await client.ok(accountRoutes.me)).identity).toMatchObject({ verified: true, ledgered: true });
    expect((await client.ok(employmentRoutes.listMine)).items).toHaveLength(1);
    world.clock.advance(31_000);
    expect((await lost.refused(accountRoutes.me)).status).toBe(401);
    expect(await PersonModel.findById(personId)).toBeNull();
    await world.settle();
    expect((await client.ok(inboxRoutes.list)).items[0]).toMatchObject({
      title: '账号已找回',
      body: expect.stringContaining(now.slice(-4)),
    });
    expect((await enter(now)).session!.personId).toBe(holder.id);
    // A new account; or none, on an embedded database that keeps the unique keys of what was changed (design.md section 11).
    const byOld = await enter(old).catch((refusal: Error) => refusal.message);
    if (typeof byOld === 'string') expect(byOld).toContain('PHONE_TAKEN');
    else expect(byOld.session!.personId).not.toBe(holder.id);
  });

  it('O-18 an officer finds it where there is no face, and sees whose account it is before deciding', async () => {
    const [idNumber, old] = [newIdNumber(), newPhone()];
    const holder = await verifiedWorker(world, { idNumber, phone: old });
    const client = await returns(idNumber);
    await client.ok(identityRoutes.askManual, { body: { reason: '旧手机卡已注销，手机没有前置摄像头' } });
    const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    const [waiting] = (await reviewer.ok(identityRoutes.listManual)).items.filter(({ personId }) => personId === client.session!.personId);
    expect(waiting!.takesOver).toEqual({ phoneMasked: `${old.slice(0, 3)}****${old.slice(-4)}` });
    await reviewer.ok(identityRoutes.decideManual, {
      params: { id: waiting!.personId },
      body: { decision: 'PASS', reason: '现场核对原件', version: waiting!.version },
    });
    client.session = await client.ok(routes.recover);
    expect(client.session.personId).toBe(holder.id);
  });

  it('is not given before the proof, nor seven days after it; another face opens it again', async () => {
    const idNumber = newIdNumber();
    const holder = await verifiedWorker(world, { idNumber });
    const client = await returns(idNumber);
    expect(await client.refused(routes.recover)).toMatchObject({ status: 409, code: 'RECOVERY_NOT_PROVEN' });
    await face(client, 'pass');
    world.clock.advance(7 * DAY_MS);
    await again(client);
    expect(await client.refused(routes.recover)).toMatchObject({ status: 409, code: 'RECOVERY_OVER' });
    expect((await face(client, 'pass')).status).toBe('HELD_ELSEWHERE');
    world.clock.advance(7 * DAY_MS - 1000);
    await again(client);
    expect((await client.ok(routes.recover)).personId).toBe(holder.id);
  });

  it('is gone when it was erased meanwhile: the face makes the later account the person’s own', async () => {
    const idNumber = newIdNumber();
    const holder = await verifiedWorker(world, { idNumber });
    const client = await returns(idNumber);
    await face(client, 'pass');
    const old = await signIn(world, holder.phone);
    await old.ok(accountRoutes.erase, { body: { confirm: '注销' } });
    expect(await client.refused(routes.recover)).toMatchObject({ status: 409, code: 'RECOVERY_GONE' });
    expect((await face(client, 'pass')).status).toBe('VERIFIED');
  });

  it('is whole after a power cut before every write', async () => {
    const power = new PowerCut();
    try {
      for (let writes = 0; ; writes++) {
        const [idNumber, now] = [newIdNumber(), newPhone()];
        const holder = await verifiedWorker(world, { idNumber });
        const client = await enter(now);
        await foundFor(client, idNumber);
        power.after(writes);
        await client.call(routes.recover);
        const { struck } = power;
        power.mend();
        world.clock.advance(60_000);
        await world.settle();
        // Decided, and brought to its end by the outbox; or not, and the person taps once more.
        await client.call(routes.recover);
        await world.settle();
        expect((await enter(now)).session!.personId).toBe(holder.id);
        expect(await PersonModel.findById(holder.id).lean()).toMatchObject({ joined: [client.session!.personId], status: 'VERIFIED' });
        if (!struck) break;
      }
    } finally {
      power.remove();
    }
  });

  it('is found once by two taps', async () => {
    const idNumber = newIdNumber();
    const holder = await verifiedWorker(world, { idNumber });
    const client = await returns(idNumber);
    await face(client, 'pass');
    const replies = await Promise.all([client.call(routes.recover), client.call(routes.recover)]);
    expect(replies.map(({ status }) => status)).toContain(200);
    for (const { status } of replies) expect([200, 401, 404, 409]).toContain(status);
    await world.settle();
    expect((await PersonModel.findById(holder.id).lean())!.joined).toHaveLength(1);
  });

  it('keeps what the later phone was invited to', async () => {
    const [idNumber, now] = [newIdNumber(), newPhone()];
    const holder = await verifiedWorker(world, { idNumber });
    const company = await enterprise();
    const client = await returns(idNumber, now);
    await (await world.server.get(Persons)).invite(now, { role: 'ENTERPRISE_STAFF', organisationId: company.id });
    await face(client, 'pass');
    client.session = await client.ok(routes.recover);
    expect(client.session.memberships.map(({ role }) => role).sort()).toEqual(['ENTERPRISE_STAFF', 'WORKER']);
    expect(client.session.personId).toBe(holder.id);
  });
});

describe('更换手机号', () => {
  const bySms = async (client: Client, phone: string) => {
    world.clock.advance(61_000);
    const { ticket } = await client.ok(routes.sendCode);
    return client.ok(routes.prove, { body: { code: await desk.codeFor(phone), ticket } });
  };

  it('the old phone proves the owner, the new one is proved by its own code; other devices go', async () => {
    const [old, now] = [newPhone(), newPhone()];
    const person = await verifiedWorker(world, { phone: old });
    const [client, other] = [await signIn(world, old), await enter(old)];
    expect(await client.ok(routes.desk)).not.toHaveProperty('provenUntil');
    const proof = await smsCodeTo(world, now);
    expect(await client.refused(routes.change, { body: { phone: now, ...proof } })).toMatchObject({ status: 409, code: 'PROOF_REQUIRED' });
    world.clock.advance(61_000);
    const { ticket } = await client.ok(routes.sendCode);
    const wrong = (await desk.codeFor(old)) === '000000' ? '000001' : '000000';
    expect(await client.refused(routes.prove, { body: { code: wrong, ticket } })).toMatchObject({ status: 400, code: 'SMS_CODE_WRONG' });
    expect((await client.ok(routes.prove, { body: { code: await desk.codeFor(old), ticket } })).provenUntil).toBeDefined();
    // The proof holds on the device that gave it.
    expect(await other.refused(routes.change, { body: { phone: now, ...proof } })).toMatchObject({ code: 'PROOF_REQUIRED' });
    const changed = await client.ok(routes.change, { body: { phone: now, ...proof } });
    expect(changed).toMatchObject({ phoneMasked: `${now.slice(0, 3)}****${now.slice(-4)}` });
    // Sent twice, it is the same.
    expect(await client.ok(routes.change, { body: { phone: now, ...proof } })).toMatchObject({ phoneMasked: changed.phoneMasked });
    world.clock.advance(31_000);
    expect((await other.refused(accountRoutes.me)).status).toBe(401);
    expect((await client.ok(accountRoutes.me)).phoneMasked).toBe(changed.phoneMasked);
    expect((await enter(now)).session!.personId).toBe(person.id);
    await world.settle();
    expect((await client.ok(inboxRoutes.list)).items.map(({ title }) => title)).toContain('登录手机号已更换');
  });

  it('a proof is over after ten minutes', async () => {
    const [old, now] = [newPhone(), newPhone()];
    await verifiedWorker(world, { phone: old });
    const client = await signIn(world, old);
    await bySms(client, old);
    world.clock.advance(10 * 60_000);
    const proof = await smsCodeTo(world, now);
    expect(await client.refused(routes.change, { body: { phone: now, ...proof } })).toMatchObject({ code: 'PROOF_REQUIRED' });
  });

  it('O-15 O-18 the face proves the owner where the old phone is gone; without consent, or without a real name, it does not', async () => {
    const [old, now] = [newPhone(), newPhone()];
    const person = await ledgeredWorker(world, { phone: old });
    const client = await signIn(world, old);
    const body = { channel: 'H5', consented: true } as const;
    expect(await client.refused(routes.beginFace, { body: { ...body, consented: false } })).toMatchObject({ code: 'CONSENT_REQUIRED' });
    expect(await client.refused(routes.finishFace)).toMatchObject({ code: 'FACE_NOT_BEGUN' });
    const first = await client.ok(routes.beginFace, { body });
    await desk.face(first.verifyId, 'fail');
    expect(await client.ok(routes.finishFace)).toMatchObject({ faceAttemptsLeft: 4, lastMessage: expect.any(String) });
    const second = await client.ok(routes.beginFace, { body });
    await desk.face(second.verifyId, 'pass');
    expect((await client.ok(routes.finishFace)).provenUntil).toBeDefined();
    await client.ok(routes.change, { body: { phone: now, ...(await smsCodeTo(world, now)) } });
    expect((await enter(now)).session!.personId).toBe(person.id);
    const stranger = await signIn(world, newPhone());
    expect(await stranger.refused(routes.beginFace, { body })).toMatchObject({ status: 409, code: 'IDENTITY_REQUIRED' });
  });

  it('a phone that opened an empty account by mistake gives way; one of somebody verified, or of staff, does not', async () => {
    const [old, mistake] = [newPhone(), newPhone()];
    const person = await verifiedWorker(world, { phone: old });
    const client = await signIn(world, old);
    await bySms(client, old);
    const company = await enterprise();
    for (const phone of [(await verifiedWorker(world)).phone, (await enterpriseStaff(world, company.id)).phone]) {
      const proof = await smsCodeTo(world, phone);
      expect(await client.refused(routes.change, { body: { phone, ...proof } })).toMatchObject({ status: 409, code: 'PHONE_TAKEN' });
    }
    const empty = (await signIn(world, mistake)).session!.personId;
    world.clock.advance(61_000);
    await client.ok(routes.change, { body: { phone: mistake, ...(await smsCodeTo(world, mistake)) } });
    expect((await signIn(world, mistake).catch(() => (world.clock.advance(61_000), signIn(world, mistake)))).session!.personId).toBe(
      person.id,
    );
    expect(await PersonModel.findById(empty)).toBeNull();
  });
});
