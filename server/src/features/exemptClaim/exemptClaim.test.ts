import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { exemptClaimRoutes as routes } from '@jzt/shared/contract/exemptClaim';
import { fileRoutes } from '@jzt/shared/contract/file';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import {
  authority,
  employ,
  enterprise,
  ledgeredWorker,
  officer,
  portraitOf,
  verifiedWorker,
  type SeededPerson,
} from '../../../testing/people';
import { seedOutside } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { trusted } from '../../platform/database';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { ExemptClaimModel, type ExemptClaim } from './exemptClaim.model';

jest.setTimeout(120_000);

const CQ: Jurisdiction = '500000';

let world: World;
let reviewer: Client;
let photo: Buffer;
let numbers = 0;

const setClock = (day: string, time = '10:00:00') => world.clock.set(`${day}T${time}+08:00`);

beforeAll(async () => {
  world = await startWorld({ at: '2023-05-20T02:00:00Z' });
  await seedOutside(world, 'seal', { seals: [{ sealId: 'CQ-ZJW', holder: '重庆市住房和城乡建设委员会' }] });
  photo = await sharp({ create: { width: 800, height: 560, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  reviewer = await desk();
});
afterAll(() => world.stop());

const desk = async () =>
  signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(CQ))).phone, 'AUTHORITY_REVIEWER');

interface Claimant {
  person: SeededPerson;
  client: Client;
}

async function claimant({ none = false, verifiedOnly = false } = {}): Promise<Claimant> {
  const person = await (verifiedOnly ? verifiedWorker : ledgeredWorker)(world, { jurisdiction: CQ });
  await employ(world, person.id, (await enterprise({ jurisdictions: [CQ] })).id, '安全员', CQ);
  if (!none)
    await (
      await world.server.get(RegisterEntries)
    ).record([
      {
        jurisdiction: CQ,
        kind: 'SITE_MANAGER_PAPER',
        subject: { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER' },
        number: `渝安员${String(++numbers).padStart(8, '0')}`,
        name: person.name,
        idNumber: person.idNumber,
        issuedOn: '2021-01-01',
        validTo: '2026-12-31',
      },
    ]);
  return { person, client: await signIn(world, person.phone) };
}

async function body({ client, person }: Claimant) {
  const { fileId } = await client.ok(routes.uploadProof, { file: photo });
  return { proofFileId: fileId, portraitFileId: await portraitOf(world, person.id) };
}
const submit = async (one: Claimant) => one.client.ok(routes.submit, { body: await body(one) });
const refuse = async (one: Claimant) => one.client.refused(routes.submit, { body: await body(one) });
const stored = async ({ person }: Claimant) => (await ExemptClaimModel.findOne({ personId: person.id }).lean<ExemptClaim>())!;
const waiting = async (number: string, who = reviewer) =>
  (await who.ok(routes.listWaiting, {})).items.find((one) => one.number === number)!;

describe('安全员C证免试申领', () => {
  it('CQ-15 claim, proof, sent back, corrected, approved, issued', async () => {
    const one = await claimant();
    expect((await one.client.ok(accountRoutes.me)).todos.map((todo) => todo.key)).toContain('exempt-claim');
    const { number } = await submit(one);
    expect(number).toMatch(/^MS50-2023-\d{5}$/);
    const first = await waiting(number);
    // The officer sees the proof; another person does not.
    expect((await reviewer.call(fileRoutes.view, { params: { id: first.proofFileId } })).status).toBe(200);
    expect((await (await claimant()).client.call(fileRoutes.view, { params: { id: first.proofFileId } })).status).toBe(404);
    const params = { id: first.id };
    expect(await reviewer.refused(routes.decide, { params, body: { decision: 'RETURN', version: first.version } })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    await reviewer.ok(routes.decide, { params, body: { decision: 'RETURN', reason: '证书照片看不清', version: first.version } });
    expect((await one.client.ok(routes.desk)).claim).toMatchObject({ status: 'RETURNED', reason: '证书照片看不清' });
    await submit(one);
    const second = await waiting(number);
    await reviewer.ok(routes.decide, { params, body: { decision: 'APPROVE', version: second.version } });
    expect(await reviewer.refused(routes.decide, { params, body: { decision: 'APPROVE', version: second.version } })).toMatchObject({
      status: 409,
    });
    await world.settle();
    const { claim } = await one.client.ok(routes.desk);
    expect(claim).toMatchObject({ status: 'ISSUED', certificateNumber: expect.stringMatching(/^渝建安C（2023）\d{7}$/) });
    const wallet = (await one.client.ok(certificateRoutes.listMine)).items;
    expect(wallet.map((each) => [each.subject.code, each.status])).toEqual([
      ['C', 'ISSUED'],
      ['SITE_SAFETY_OFFICER', 'ACTIVE'],
    ]);
  });

  it('CQ-15 without the training certificate, and CQ-01 without the real-name check, nothing is stored', async () => {
    const nobody = await claimant({ none: true });
    expect((await nobody.client.ok(routes.desk)).offered).toBe(false);
    expect(await refuse(nobody)).toMatchObject({ code: 'EXEMPT_PROOF_REQUIRED', ruleId: 'CQ-15' });
    const half = await claimant({ verifiedOnly: true });
    expect(await refuse(half)).toMatchObject({ status: 422, code: 'LEDGER_PENDING' });
    expect(await ExemptClaimModel.countDocuments({ personId: trusted({ $in: [nobody.person.id, half.person.id] }) })).toBe(0);
  });

  it('CQ-15 ten taps at once send one claim', async () => {
    const one = await claimant();
    const sent = await body(one);
    const replies = await Promise.all(Array.from({ length: 10 }, () => one.client.call(routes.submit, { body: sent })));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(await ExemptClaimModel.countDocuments({ personId: one.person.id })).toBe(1);
  });

  it('CQ-15 open to 05-31 23:59:59; what was sent in time is decided later, what was sent back and not corrected is closed', async () => {
    setClock('2023-05-31', '23:50:00');
    reviewer = await desk();
    const [late, inTime, back] = [await claimant(), await claimant(), await claimant()];
    setClock('2023-05-31', '23:59:40');
    const [sentInTime, sentBack] = [await submit(inTime), await submit(back)];
    const returned = await waiting(sentBack.number);
    await reviewer.ok(routes.decide, {
      params: { id: returned.id },
      body: { decision: 'RETURN', reason: '照片看不清', version: returned.version },
    });
    setClock('2023-06-01', '00:00:00');
    expect(await refuse(late)).toMatchObject({ code: 'CLOSED', ruleId: 'CQ-15' });
    expect(await refuse(back)).toMatchObject({ code: 'CLOSED' });
    setClock('2023-06-01', '00:20:00');
    await world.settle();
    expect((await stored(back)).status).toBe('CLOSED');
    const officerLater = await desk();
    const one = await waiting(sentInTime.number, officerLater);
    await officerLater.ok(routes.decide, { params: { id: one.id }, body: { decision: 'APPROVE', version: one.version } });
    await world.settle();
    expect((await stored(inTime)).status).toBe('ISSUED');
  });
});
