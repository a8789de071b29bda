import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { transferInRoutes as api } from '@jzt/shared/contract/transferIn';
import { fileRoutes } from '@jzt/shared/contract/file';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { Desk } from '../../../simulators/desk';
import { signIn, type Client } from '../../../testing/client';
import { authority, employ, enterprise, ledgeredWorker, officer, portraitOf, type SeededPerson } from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { TransferInModel, type TransferIn } from './transferIn.model';

jest.setTimeout(180_000);

const QINGHAI: Jurisdiction = '630000';
let world: World;
let reviewer: Client;
let issuer: Client;
let companyId: string;
let numbers = 0;

beforeAll(async () => {
  world = await startWorld();
  const bureau = await authority(QINGHAI);
  reviewer = await signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '审核员', bureau)).phone, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER', '签发员', bureau)).phone, 'AUTHORITY_ISSUER');
  companyId = (await enterprise({ jurisdictions: [QINGHAI] })).id;
});
afterAll(() => world.stop());

interface Mover {
  person: SeededPerson;
  client: Client;
  number: string;
}

/** Somebody with a certificate of Sichuan in that state (06: 办理转出), employed in Qinghai or not. */
async function mover({ certState = '06', employed = true } = {}): Promise<Mover> {
  const person = await ledgeredWorker(world, { jurisdiction: QINGHAI });
  if (employed) await employ(world, person.id, companyId, '项目负责人', QINGHAI);
  const number = `川建安B（2024）${String(700_000 + ++numbers).padStart(7, '0')}`;
  const { idNumber, name } = person;
  const held = { idNumber, name, certType: 'W011', code: 'B', provinceNum: '510000', certNum: number, certState };
  await seedOutside(world, 'national', { holdings: [{ ...held, expiringDate: '2028-06-30' }] });
  return { person, client: await signIn(world, person.phone), number };
}
const body = async ({ number, person }: Mover) => ({ number, portraitFileId: await portraitOf(world, person.id) });
const decide = (by: Client, { id, version }: { id: string; version: number }, decision: 'APPROVE' | 'RETURN' | 'REJECT', reason?: string) =>
  by.ok(api.decide, { params: { id }, body: { decision, version, ...(reason && { reason }) } });

describe('证书调入', () => {
  it('QH-03 after out: asked for, sent back, put right, approved, made with a number of this province and the same last day', async () => {
    const who = await mover();
    const desk = await who.client.ok(api.desk);
    expect(desk).toMatchObject({ offered: true, provinceZh: '青海省', verdict: { allowed: true } });
    expect(desk.released).toMatchObject([{ number: who.number, provinceZh: '四川省', validTo: '2028-06-30' }]);
    const sent = await who.client.ok(api.submit, { body: await body(who) });
    const [waiting] = (await reviewer.ok(api.queue)).items.filter((one) => one.id === sent.id);
    expect(waiting).toMatchObject({ holderName: who.person.name, canApprove: false, canReturn: true });
    expect((await reviewer.call(fileRoutes.view, { params: { id: sent.portraitFileId } })).status).toBe(200);
    expect(
      await reviewer.refused(api.decide, { params: { id: sent.id }, body: { decision: 'APPROVE', version: sent.version } }),
    ).toMatchObject({
      code: 'WRONG_ROLE',
    });
    await decide(reviewer, sent, 'RETURN', '照片不符合要求');
    await world.settle();
    expect((await who.client.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '证书调入要补正' });
    const again = await who.client.ok(api.submit, { body: await body(who) });
    expect(again).toMatchObject({ id: sent.id, status: 'SUBMITTED' });
    await decide(issuer, again, 'APPROVE');
    await world.settle();
    const { request, released } = await who.client.ok(api.desk);
    expect(request).toMatchObject({ status: 'ISSUED', certificateNumber: expect.stringMatching(/^青建安B（\d{4}）\d{7}$/) });
    // Taken in once.
    expect(released).toEqual([]);
    expect(await who.client.refused(api.submit, { body: await body(who) })).toMatchObject({ status: 422, code: 'NO_OUT_RECORD' });
    const [made] = (await who.client.ok(certificateRoutes.listMine)).items;
    expect(made).toMatchObject({ number: request!.certificateNumber, validTo: '2028-06-30' });
    const { reports } = await new Desk(world.simulatorUrl).read<{ reports: { content: Record<string, string> }[] }>('/national/reports');
    expect(reports.at(-1)!.content).toMatchObject({ certNum: made!.number, certState: '01', oldcertNum: who.number });
  });

  it('QH-03 without an out record nothing is taken in, and a platform that is down says neither yes nor no', async () => {
    const who = await mover({ certState: '01' });
    expect((await who.client.ok(api.desk)).verdict.refusals).toMatchObject([{ ruleId: 'QH-03', code: 'NO_OUT_RECORD' }]);
    expect(await who.client.refused(api.submit, { body: await body(who) })).toMatchObject({ status: 422, code: 'NO_OUT_RECORD' });
    await setFault(world, 'national', { mode: 'down' });
    expect(await who.client.refused(api.submit, { body: await body(who) })).toMatchObject({ status: 409, code: 'CHECK_PENDING' });
    await setFault(world, 'national', { mode: 'ok' });
    expect(await TransferInModel.countDocuments({ personId: who.person.id })).toBe(0);
  });

  it('QH-02 without an employer it is refused', async () => {
    const who = await mover({ employed: false });
    await who.client.ok(provinceRoutes.choose, { body: { jurisdiction: QINGHAI, by: 'CHOICE' } });
    expect(await who.client.refused(api.submit, { body: await body(who) })).toMatchObject({ status: 422, ruleId: 'QH-02' });
  });

  it('QH-03 taken back by the other province meanwhile: refused at the approval, and nothing is made', async () => {
    const who = await mover();
    const sent = await who.client.ok(api.submit, { body: await body(who) });
    const { idNumber, name } = who.person;
    const held = { idNumber, name, certType: 'W011', code: 'B', provinceNum: '510000', certNum: who.number, certState: '01' };
    await seedOutside(world, 'national', { holdings: [{ ...held, expiringDate: '2028-06-30' }] });
    expect(
      await issuer.refused(api.decide, { params: { id: sent.id }, body: { decision: 'APPROVE', version: sent.version } }),
    ).toMatchObject({
      code: 'NO_OUT_RECORD',
    });
    expect(await who.client.ok(api.withdraw, { params: { id: sent.id }, body: { version: sent.version } })).toMatchObject({
      status: 'WITHDRAWN',
    });
    expect((await TransferInModel.findById(sent.id).lean<TransferIn>())!.certificateId).toBeUndefined();
  });

  it('QH-03 ten taps at once ask once', async () => {
    const who = await mover();
    const sent = await body(who);
    const replies = await Promise.all(Array.from({ length: 10 }, () => who.client.call(api.submit, { body: sent })));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(await TransferInModel.countDocuments({ personId: who.person.id })).toBe(1);
  });
});
