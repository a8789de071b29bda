import {
  certificateServiceRoutes as services,
  type CertificateServiceName,
  type ChangeItem,
} from '@jzt/shared/contract/certificateService';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { continuingEducation as ceMachine } from '@jzt/shared/workflow/machines/continuingEducation';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { authority, employ, enterprise, enterpriseStaff, ledgeredWorker, officer, portraitOf } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Cases } from '../../platform/cases';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { ContinuingEducationModel } from '../continuingEducation/continuingEducation.model';

jest.setTimeout(120_000);

const QINGHAI: Jurisdiction = '630000';
const JIANGSU: Jurisdiction = '320000';
const DAY = 86_400_000;

let world: World;
let phones: Record<string, [string, string]>;
let officers: Record<string, { reviewer: Client; issuer: Client }>;
let company = '';
let count = 0;

async function officersSignIn(): Promise<void> {
  officers = {};
  for (const [province, [reviewer, issuer]] of Object.entries(phones))
    officers[province] = {
      reviewer: await signIn(world, reviewer, 'AUTHORITY_REVIEWER'),
      issuer: await signIn(world, issuer, 'AUTHORITY_ISSUER'),
    };
}

beforeAll(async () => {
  world = await startWorld();
  phones = {};
  for (const province of [QINGHAI, JIANGSU]) {
    const office = await authority(province);
    const made = [await officer(world, 'AUTHORITY_REVIEWER', '审核员', office), await officer(world, 'AUTHORITY_ISSUER', '签发员', office)];
    phones[province] = [made[0]!.phone, made[1]!.phone];
  }
  company = (await enterprise({ jurisdictions: [QINGHAI, JIANGSU] })).id;
});
// Time goes far, and no session goes with it; one number gets few codes an hour.
beforeEach(async () => {
  world.clock.advance(3_600_000);
  await officersSignIn();
});
afterAll(() => world.stop());

type Person = Awaited<ReturnType<typeof ledgeredWorker>>;
const day = (days: number) => addDays(today(world.clock), days);
const stored = async (id: string) => (await CertificateModel.findById(id).lean<Certificate>())!;

/** A recorded one: in Jiangsu of the kind whose holder acts by themself. */
async function record(person: Person, daysLeft: number, jurisdiction = QINGHAI): Promise<string> {
  const register = await world.server.get(RegisterEntries);
  const serial = String(500 + ++count).padStart(7, '0');
  const of =
    jurisdiction === QINGHAI
      ? { kind: 'SAFETY_MGMT' as const, subject: { category: 'SAFETY_MGMT' as const, code: 'C2' }, number: `青建安C2（2024）${serial}` }
      : {
          kind: 'SITE_MANAGER_ELECTRONIC' as const,
          subject: { category: 'SITE_MANAGER' as const, code: '010' },
          number: `3201024${serial}`,
        };
  const { name, idNumber } = person;
  const [made] = await register.record([{ jurisdiction, ...of, name, idNumber, issuedOn: '2023-05-01', validTo: day(daysLeft) }]);
  return made!.state === 'REFUSED' ? '' : made!.certificateId;
}

/** Somebody employed with a certificate that ends in so many days; in Qinghai their continuing education is recorded. */
async function holder(daysLeft = 40, province = QINGHAI) {
  const person = await ledgeredWorker(world, { jurisdiction: province });
  await employ(world, person.id, company, '安全员', province);
  const id = await record(person, daysLeft, province);
  const { number, subject, validTo } = await stored(id);
  const made = { certificateId: id, periodEnd: validTo!, personId: person.id, jurisdiction: province, packVersion: 'QH-1', subject };
  const passed = { status: 'CE_CONFIRMED' as const, mode: 'OFFLINE' as const, providerName: '测试培训中心', passedOn: today(world.clock) };
  if (province === QINGHAI)
    await (
      await world.server.get(Cases)
    ).create(
      ContinuingEducationModel,
      ceMachine,
      { ...made, ...passed, certificateNumber: number },
      { event: 'open', actor: { role: 'SYSTEM' } },
    );
  const portraitFileId = await portraitOf(world, person.id);
  return { person, id, province, params: { id }, portraitFileId, client: await signIn(world, person.phone) };
}
type Holder = Awaited<ReturnType<typeof holder>>;

interface More {
  toProvince?: Jurisdiction;
  changes?: ChangeItem[];
  reason?: string;
}

async function ask(who: Holder, service: CertificateServiceName, more: More = {}) {
  const asked = await who.client.ok(services.apply, {
    params: who.params,
    body: { service, version: (await stored(who.id)).version, portraitFileId: who.portraitFileId, ...more },
  });
  await world.settle();
  return asked;
}

async function decide(by: 'reviewer' | 'issuer', who: Holder, id: string, decision: 'APPROVE' | 'REFUSE', reason = '不符合办理条件') {
  const client = officers[who.province]![by];
  const { version } = await client.ok(services.view, { params: { id } });
  const body = { decision, version, ...(decision === 'REFUSE' && { reason }) };
  await client.ok(services.decide, { params: { id }, body });
  await world.settle();
}

const queueOf = async (who: Holder, id: string) =>
  (await officers[who.province]!.issuer.ok(services.queue)).items.filter((one) => one.id === id);

/** The hour of the job that looks for what has expired. */
async function after(days: number): Promise<void> {
  world.clock.advance(days * DAY);
  await world.settle();
  await officersSignIn();
}

describe('A-31 what was approved and cannot be printed', () => {
  /** Approved, and the photo is gone. */
  async function stuck() {
    const who = await holder();
    const asked = await ask(who, 'EXTEND');
    await mongoose.connection.db!.collection('files.files').deleteOne({ _id: new Types.ObjectId(who.portraitFileId) });
    await decide('issuer', who, asked.id, 'APPROVE');
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({
      status: 'STUCK',
      decisionReason: expect.stringContaining('照片'),
      canWithdraw: true,
    });
    return { who, id: asked.id };
  }

  it('A-31 stands on the officers’ list with its own word, and is refused from there', async () => {
    const { who, id } = await stuck();
    const [row] = await queueOf(who, id);
    expect(row).toMatchObject({ status: 'STUCK', statusZh: '办理受阻，待处理', canApprove: true, canRefuse: true });
    await decide('reviewer', who, id, 'REFUSE', '照片缺失，请重新上传后再申请');
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE' });
    expect(await queueOf(who, id)).toEqual([]);
  });

  it('A-31 is taken back by its holder, who sends another photo', async () => {
    const { who, id } = await stuck();
    const { version } = await who.client.ok(services.view, { params: { id } });
    await who.client.ok(services.withdraw, { params: { id }, body: { version } });
    await world.settle();
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE' });
    who.portraitFileId = await portraitOf(world, who.person.id);
    const again = await ask(who, 'EXTEND');
    await decide('issuer', who, again.id, 'APPROVE');
    expect(await who.client.ok(services.view, { params: { id: again.id } })).toMatchObject({ status: 'DONE' });
  });
});

it('QH-03 a reviewer refuses 调出: the certificate stands as it stood, and can be asked for again', async () => {
  const who = await holder(400);
  const asked = await ask(who, 'TRANSFER_OUT', { toProvince: '500000' });
  expect(await stored(who.id)).toMatchObject({ status: 'TRANSFER_OUT' });
  await decide('reviewer', who, asked.id, 'REFUSE');
  expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE' });
  expect((await stored(who.id)).serviceId).toBeUndefined();
  expect((await ask(who, 'TRANSFER_OUT', { toProvince: '510000' })).status).toBe('SUBMITTED');
});

it('QH-03 调出 goes to a province there is, and to another one', async () => {
  const who = await holder(400);
  const { version } = await stored(who.id);
  const to = (toProvince?: string) => ({
    params: who.params,
    body: { service: 'TRANSFER_OUT' as const, version, toProvince: toProvince as Jurisdiction },
  });
  expect(await who.client.refused(services.apply, to())).toMatchObject({ status: 400, code: 'PROVINCE_REQUIRED' });
  expect(await who.client.refused(services.apply, to('999999'))).toMatchObject({ status: 400 });
  expect(await who.client.refused(services.apply, to(QINGHAI))).toMatchObject({ status: 400, code: 'PROVINCE_REQUIRED' });
  expect(await who.client.ok(services.apply, to('500000'))).toMatchObject({ toProvinceZh: '重庆市' });
});

describe('JS-07 JS-08 what an employer sees of its people', () => {
  it('JS-07 JS-08 the certificates of the province it employs them in, without what has expired', async () => {
    const staff = await enterpriseStaff(world, company);
    const person = await ledgeredWorker(world, { jurisdiction: QINGHAI });
    await employ(world, person.id, company, '安全员', QINGHAI);
    const [here, elsewhere, ending] = [await record(person, 200), await record(person, 200, JIANGSU), await record(person, 1)];
    const seen = async () => {
      const client = await signIn(world, staff.phone, 'ENTERPRISE_STAFF');
      return (await client.ok(services.listOfPeople)).items.map((one) => one.certificateId);
    };
    const before = await seen();
    expect(before).toEqual(expect.arrayContaining([here, ending]));
    expect(before).not.toContain(elsewhere);
    await after(3);
    expect(await stored(ending)).toMatchObject({ status: 'EXPIRED' });
    const now = await seen();
    expect(now).toContain(here);
    expect(now).not.toContain(ending);
  });

  it('JS-07 not the request that the holder made by themself: only that one is open', async () => {
    const staff = await enterpriseStaff(world, company);
    const who = await holder(400);
    const asked = await ask(who, 'TRANSFER_OUT', { toProvince: '500000' });
    expect(await who.client.ok(services.offers, { params: who.params })).toMatchObject({ open: { id: asked.id }, busy: true });
    const seen = await (await signIn(world, staff.phone, 'ENTERPRISE_STAFF')).ok(services.offers, { params: who.params });
    expect(seen.open).toBeUndefined();
    expect(seen.busy).toBe(true);
  });
});

describe('A-31 the time that was given goes on after another request', () => {
  /** Recorded late: past its end, the certificate is kept for some days. */
  async function kept(province: Jurisdiction) {
    const who = await holder(2, province);
    const until = day(30);
    await CertificateModel.updateOne({ _id: who.id }, { $set: { kept: { until } } });
    await after(4);
    who.client = await signIn(world, who.person.phone);
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE' });
    return { who, until };
  }

  it.each<[Jurisdiction, CertificateServiceName, More, 'WITHDRAW' | 'REFUSE']>([
    [QINGHAI, 'EXTEND', {}, 'WITHDRAW'],
    [QINGHAI, 'EXTEND', {}, 'REFUSE'],
    [QINGHAI, 'TRANSFER_OUT', { toProvince: '500000' }, 'WITHDRAW'],
    [QINGHAI, 'TRANSFER_OUT', { toProvince: '500000' }, 'REFUSE'],
    [JIANGSU, 'CANCEL', { reason: '不再从事这项工作' }, 'WITHDRAW'],
  ])('A-31 in %s %s %o %s', async (province, service, more, end) => {
    const { who, until } = await kept(province);
    const asked = await ask(who, service, more);
    if (end === 'REFUSE') await decide('reviewer', who, asked.id, 'REFUSE');
    else await who.client.ok(services.withdraw, { params: { id: asked.id }, body: { version: asked.version } });
    await after(1);
    const now = await stored(who.id);
    expect(now).toMatchObject({ status: 'ACTIVE', kept: { until } });
    expect(now.serviceId).toBeUndefined();
    await after(26);
    expect(await stored(who.id)).toMatchObject({ status: 'EXPIRED' });
  });

  it('A-31 a new edition without new years keeps it', async () => {
    const { who, until } = await kept(JIANGSU);
    const asked = await ask(who, 'CHANGE', { changes: ['ENTERPRISE'] });
    await decide('issuer', who, asked.id, 'APPROVE');
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({ status: 'DONE' });
    expect(await stored(who.id)).toMatchObject({ status: 'ACTIVE', kept: { until } });
  });
});

describe('QH-03 CQ-12 the certificate ends while something is asked for', () => {
  it('CQ-12 what waits ends with it', async () => {
    const who = await holder(2);
    const asked = await ask(who, 'TRANSFER_OUT', { toProvince: '500000' });
    await after(4);
    expect(await stored(who.id)).toMatchObject({ status: 'EXPIRED' });
    await world.settle();
    expect((await stored(who.id)).serviceId).toBeUndefined();
    who.client = await signIn(world, who.person.phone);
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({
      status: 'REFUSED',
      decisionReason: '证书现在是“失效（已过有效期）”，申请终止',
    });
    expect(await queueOf(who, asked.id)).toEqual([]);
  });

  it('QH-03 CQ-24 what was approved in that moment is refused, and owes nothing more', async () => {
    const who = await holder(400, JIANGSU);
    const asked = await ask(who, 'CANCEL', { reason: '不再从事这项工作' });
    const { version } = await officers[who.province]!.issuer.ok(services.view, { params: { id: asked.id } });
    // Ended by the other hand a moment before the approval is carried out.
    await CertificateModel.updateOne({ _id: who.id }, { $set: { status: 'EXPIRED' } });
    await officers[who.province]!.issuer.ok(services.decide, { params: { id: asked.id }, body: { decision: 'APPROVE', version } });
    await world.settle();
    expect(await who.client.ok(services.view, { params: { id: asked.id } })).toMatchObject({ status: 'REFUSED' });
    expect((await stored(who.id)).serviceId).toBeUndefined();
  });
});
