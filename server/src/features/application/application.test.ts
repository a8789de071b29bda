import { applicationRoutes as routes, type Application as View } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes } from '@jzt/shared/contract/review';
import type { BodyOf } from '@jzt/shared/contract/route';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import mongoose, { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Client } from '../../../testing/client';
import {
  employ,
  enterprise,
  institution,
  institutionStaff,
  ledgeredWorker,
  portraitOf,
  verifiedWorker,
  type SeededPerson,
} from '../../../testing/people';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { Files } from '../../platform/files';
import { CertificateModel } from '../certificate/certificate.model';
import { ApplicationModel } from './application.model';

type Form = BodyOf<typeof routes.submit>;
interface Applicant extends SeededPerson {
  client: Client;
  form: Form;
}

let world: World;
let school: Awaited<ReturnType<typeof institution>>;
let company: Awaited<ReturnType<typeof enterprise>>;
let staff: Client;

/** A person with both badges and an employer, and a form that is filled in rightly. `sequence` picks what the national platform knows (see its simulator). */
async function applicant(options: { sequence?: number; birthDate?: string; employed?: boolean } = {}): Promise<Applicant> {
  const { sequence, birthDate = '1985-05-05', employed = true } = options;
  const person = await ledgeredWorker(world, {
    name: '陈大山',
    ...(sequence !== undefined && { idNumber: makeIdNumber(birthDate, sequence) }),
  });
  if (employed) await employ(world, person.id, company.id);
  return { ...person, client: await signIn(world, person.phone), form: await formOf(person) };
}

const formOf = async (person: { id: string }): Promise<Form> => ({
  subject: { category: 'SPECIAL_OP', code: '05' },
  institutionId: school.id,
  education: '高中',
  portraitFileId: await portraitOf(world, person.id),
  declaredTrue: true,
  selfChecked: true,
});
const inbox = async (client: Client) => (await client.ok(inboxRoutes.list)).items;
const rows = (personId: string) => ApplicationModel.countDocuments({ personId });
const view = (client: Client, id: string): Promise<View> => client.ok(routes.view, { params: { id } });
const settled = async (client: Client, id: string): Promise<View> => {
  await world.settle();
  return view(client, id);
};

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  school = await institution({ name: '高原培训中心' });
  company = await enterprise({ name: '青海测试建筑有限公司' });
  staff = await signIn(world, (await institutionStaff(world, school.id)).phone);
});
afterAll(() => world?.stop());
afterEach(() => setFault(world, 'national', { mode: 'ok' }));

describe('what may be applied for', () => {
  const verdicts = async (client: Client) =>
    new Map((await client.ok(routes.types)).items.map((one) => [[one.subject.category, one.subject.code].filter(Boolean).join('/'), one]));

  it('CQ-03 QH-31 is what the pack offers, each with its name and territory', async () => {
    const { client } = await applicant();
    const types = await verdicts(client);
    const trades = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'].map((code) => `SPECIAL_OP/${code}`);
    expect([...types.keys()]).toEqual(
      ['A', 'B', 'C1', 'C2', 'C3'].map((code) => `SAFETY_MGMT/${code}`).concat(trades, 'SKILLED_WORKER', 'QUALITY_TESTER'),
    );
    expect(types.get('SPECIAL_OP/05')).toMatchObject({
      subject: { labelZh: '建筑起重机械司机（塔式起重机）' },
      groupZh: '特种作业人员',
      territoryZh: '全国通用',
    });
    expect(types.get('SKILLED_WORKER')).toMatchObject({ territoryZh: '仅限本省使用' });
    expect([...types.values()].filter((one) => !one.verdict.allowed)).toEqual([]);
  });

  it('QH-07 CQ-04 comes with the counter for enterprises and the national portal', async () => {
    const { client } = await applicant();
    const answer = await client.ok(routes.types);
    expect(answer.onsiteNoticeZh).toContain('9楼906室');
    expect(answer.nationalPortalUrl).toMatch(/^https:/);
  });

  it('CQ-30 QH-09 tells beforehand what is missing', async () => {
    const nobody = await signIn(world, '13700000031');
    for (const one of (await verdicts(nobody)).values())
      expect(one.verdict.refusals[0]).toMatchObject({ ruleId: 'QH-09', code: 'IDENTITY_REQUIRED' });
    const unledgered = await verifiedWorker(world);
    await employ(world, unledgered.id, company.id);
    expect((await verdicts(await signIn(world, unledgered.phone))).get('SPECIAL_OP/05')!.verdict.refusals.map((one) => one.code)).toEqual([
      'LEDGER_PENDING',
    ]);
    const { client } = await applicant({ employed: false });
    expect((await verdicts(client)).get('SPECIAL_OP/05')!.verdict.refusals.map((one) => one.code)).toEqual(['EMPLOYMENT_REQUIRED']);
  });

  it('CQ-05 CQ-06 knows certificates of other provinces', async () => {
    const inSichuan = await verdicts((await applicant({ sequence: 911 })).client);
    expect(inSichuan.get('SAFETY_MGMT/A')!.verdict).toMatchObject({
      allowed: false,
      refusals: [{ ruleId: 'CQ-05', code: 'HELD_ELSEWHERE', message: '您在四川省持有有效安管人员证书，不受理' }],
    });
    expect(inSichuan.get('SPECIAL_OP/01')!.verdict.allowed).toBe(true);
    const inGuizhou = await verdicts((await applicant({ sequence: 912 })).client);
    expect(inGuizhou.get('SPECIAL_OP/01')!.verdict.refusals.map((one) => one.ruleId)).toEqual(['CQ-06']);
    expect(inGuizhou.get('SPECIAL_OP/02')!.verdict.allowed).toBe(true);
  });

  it('CQ-07 stays open while the national platform is down or slow, and is answered when it is back', async () => {
    const { client } = await applicant();
    for (const mode of ['down', 'slow'] as const) {
      await setFault(world, 'national', { mode, ms: 60_000 });
      const open = (await verdicts(client)).get('SPECIAL_OP/05')!.verdict;
      expect(open).toMatchObject({ allowed: false, refusals: [], pending: [{ ruleId: 'CQ-07', on: 'NATIONAL_HOLDINGS' }] });
    }
    await setFault(world, 'national', { mode: 'ok' });
    await expect
      .poll(async () => (await verdicts(client)).get('SPECIAL_OP/05')!.verdict.allowed, { timeout: 20_000, interval: 500 })
      .toBe(true);
  });
});

describe('submitting', () => {
  it('QH-10 QH-22 goes to the chosen institution, with a number, a timeline and what comes next', async () => {
    const { client, form } = await applicant();
    const made = await client.ok(routes.submit, { body: form });
    expect(made).toMatchObject({
      number: expect.stringMatching(/^BM2026-\d{6}$/),
      status: 'SUBMITTED',
      statusZh: '待机构审核',
      nextStepZh: expect.stringContaining('等待培训机构审核'),
      institution: { id: school.id, name: '高原培训中心' },
      enterprise: { id: company.id, name: '青海测试建筑有限公司' },
      education: '高中',
      portraitFileId: form.portraitFileId,
      canWithdraw: true,
      canEdit: false,
      timeline: [{ from: 'DRAFT', to: 'SUBMITTED', labelZh: '提交报名', byRole: 'WORKER', byName: '陈**' }],
    });
    const stored = await ApplicationModel.findById(made.id).lean();
    expect(stored).toMatchObject({
      packVersion: 'QH-1',
      open: true,
      history: [{ packVersion: 'QH-1', ruleIds: expect.arrayContaining(['QH-09', 'QH-10', 'QH-06', 'CQ-04', 'CQ-06', 'CQ-07', 'A-06']) }],
    });
    expect(stored!.selfCheckedAt).toBeInstanceOf(Date);
    expect((await client.ok(routes.listMine)).items).toEqual([made]);
    expect((await staff.ok(reviewRoutes.queue)).items.map((one) => one.id)).toContain(made.id);
  });

  it('CQ-01 CQ-02 the server looks at the identity itself, whatever the client says; nothing is stored', async () => {
    const person = await verifiedWorker(world);
    await employ(world, person.id, company.id);
    const client = await signIn(world, person.phone);
    const lie = { ...(await formOf(person)), verified: true, identity: { status: 'LEDGERED', badges: { verified: true, ledgered: true } } };
    expect(await client.refused(routes.submit, { body: lie as Form })).toMatchObject({
      status: 422,
      code: 'LEDGER_PENDING',
      ruleId: 'CQ-30',
    });
    const nobody = await signIn(world, '13700000032');
    const form = await formOf({ id: nobody.session!.personId });
    expect(await nobody.refused(routes.submit, { body: form })).toMatchObject({
      status: 422,
      code: 'IDENTITY_REQUIRED',
      message: expect.stringContaining('您尚未完成实名认证，不受理报名'),
    });
    expect((await rows(person.id)) + (await rows(nobody.session!.personId))).toBe(0);
  });

  it('QH-09 without an employer it is refused, with the next step', async () => {
    const { client, form, id } = await applicant({ employed: false });
    const refused = await client.refused(routes.submit, { body: form });
    expect(refused).toMatchObject({
      status: 422,
      code: 'EMPLOYMENT_REQUIRED',
      ruleId: 'QH-09',
      message: expect.stringContaining('请先完成实名认证并与企业建立聘用关系'),
    });
    expect(refused.refusals).toEqual([expect.objectContaining({ nextStep: expect.stringContaining('聘用关系') })]);
    expect(await rows(id)).toBe(0);
  });

  it.each([
    ['CQ-04', { selfChecked: false }, 'SELF_CHECK_REQUIRED'],
    ['QH-10', { declaredTrue: false }, 'DECLARATION_REQUIRED'],
    ['QH-31', { subject: { category: 'SITE_MANAGER', code: '101' } }, 'ITEM_NOT_OFFERED'],
    ['QH-31', { subject: { category: 'SAFETY_MGMT', code: 'C' } }, 'ITEM_NOT_OFFERED'],
  ] as const)('%s refuses %j', async (ruleId, change, code) => {
    const { client, form, id } = await applicant();
    expect(await client.refused(routes.submit, { body: { ...form, ...change } as Form })).toMatchObject({ status: 422, code, ruleId });
    expect(await rows(id)).toBe(0);
  });

  it('O-10 CQ-06 special operations ask for eighteen years', async () => {
    const young = await applicant({ birthDate: '2008-03-03', sequence: 21 });
    expect(await young.client.refused(routes.submit, { body: young.form })).toMatchObject({ code: 'TOO_YOUNG', ruleId: 'O-10' });
    const grown = await applicant({ birthDate: '2008-03-02', sequence: 23 });
    expect(await grown.client.ok(routes.submit, { body: grown.form })).toMatchObject({ status: 'SUBMITTED' });
  });

  it('QH-06 refuses an institution whose authorisation has ended, and one that is not there', async () => {
    const { client, form } = await applicant();
    const ended = await institution({ authorisations: [{ category: 'SPECIAL_OP', from: '2020-01-01', to: '2026-03-01' }] });
    expect(await client.refused(routes.submit, { body: { ...form, institutionId: ended.id } })).toMatchObject({
      status: 422,
      code: 'INSTITUTION_NOT_AUTHORISED',
      ruleId: 'QH-06',
    });
    expect(await client.refused(routes.submit, { body: { ...form, institutionId: 'f'.repeat(24) } })).toMatchObject({ status: 404 });
  });

  it('refuses a subject that does not exist', async () => {
    const { client, form } = await applicant();
    for (const subject of [
      { category: 'SPECIAL_OP', code: '77' },
      { category: 'SPECIAL_OP', code: '99' },
      { category: 'SPECIAL_OP' },
      { category: 'SKILLED_WORKER', code: '01' },
    ] as const) {
      expect(await client.refused(routes.submit, { body: { ...form, subject } })).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    }
  });

  it('another person’s photo, an ID photo and no photo at all are not there', async () => {
    const { client, form, id } = await applicant();
    const other = await applicant();
    const card = await (
      await world.server.get(Files)
    ).save(Buffer.from('card'), { ownerId: id, purpose: 'ID_CARD', contentType: 'image/jpeg' });
    for (const portraitFileId of [other.form.portraitFileId, card.id, 'f'.repeat(24)]) {
      expect(await client.refused(routes.submit, { body: { ...form, portraitFileId } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('CQ-05 CQ-06 a valid certificate elsewhere refuses; an expired one and another trade do not', async () => {
    const inSichuan = await applicant({ sequence: 911, birthDate: '1985-06-01' });
    expect(
      await inSichuan.client.refused(routes.submit, { body: { ...inSichuan.form, subject: { category: 'SAFETY_MGMT', code: 'A' } } }),
    ).toMatchObject({ status: 422, code: 'HELD_ELSEWHERE', ruleId: 'CQ-05' });
    const expired = await applicant({ sequence: 913 });
    expect(
      await expired.client.ok(routes.submit, { body: { ...expired.form, subject: { category: 'SAFETY_MGMT', code: 'B' } } }),
    ).toMatchObject({ status: 'SUBMITTED' });
    const inGuizhou = await applicant({ sequence: 912, birthDate: '1985-06-01' });
    expect(
      await inGuizhou.client.refused(routes.submit, { body: { ...inGuizhou.form, subject: { category: 'SPECIAL_OP', code: '01' } } }),
    ).toMatchObject({ code: 'HELD_ELSEWHERE', ruleId: 'CQ-06' });
    expect(
      await inGuizhou.client.ok(routes.submit, { body: { ...inGuizhou.form, subject: { category: 'SPECIAL_OP', code: '02' } } }),
    ).toMatchObject({ status: 'SUBMITTED' });
  });

  it('CQ-07 asks at the submission itself, not only when the list was shown', async () => {
    const { client, form, idNumber, name } = await applicant();
    await client.ok(routes.types);
    await seedOutside(world, 'national', {
      holdings: [
        {
          idNumber,
          name,
          certType: 'W032',
          code: '05',
          provinceNum: '510000',
          certNum: `川A052025${idNumber.slice(-6)}`,
          certState: '01',
          expiringDate: '2027-01-01',
        },
      ],
    });
    expect(await client.refused(routes.submit, { body: form })).toMatchObject({ code: 'HELD_ELSEWHERE', ruleId: 'CQ-06' });
  });
});

describe('one application', () => {
  it('A-06 50 parallel identical submissions make one', async () => {
    const { client, form, id } = await applicant();
    const replies = await Promise.all(Array.from({ length: 50 }, () => client.call(routes.submit, { body: form })));
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    for (const one of replies.filter((each) => each.status !== 200))
      expect(one).toMatchObject({ status: 422, error: { code: 'APPLICATION_EXISTS', ruleId: 'A-06' } });
    expect(await rows(id)).toBe(1);
  });

  it('the same key gives the same answer, at once and later; a changed body is refused', async () => {
    const { client, form, id } = await applicant();
    const key = 'key-of-one-submission-1';
    const together = await Promise.all(Array.from({ length: 8 }, () => client.ok(routes.submit, { body: form, key })));
    expect(new Set(together.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await client.ok(routes.submit, { body: form, key })).toEqual(together[0]);
    expect(await client.refused(routes.submit, { body: { ...form, education: '大专' }, key })).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await rows(id)).toBe(1);
  });

  it('a submission whose answer was lost before it was kept is recognised by its key', async () => {
    const { client, form, id } = await applicant();
    const key = 'key-of-one-submission-2';
    const made = await client.ok(routes.submit, { body: form, key });
    // What a crash between the application and the kept answer leaves.
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await client.ok(routes.submit, { body: form, key })).toEqual(made);
    expect(await rows(id)).toBe(1);
  });

  it.each([
    ['in force', { status: 'ACTIVE', validTo: '2026-03-02' }, 'ALREADY_HELD'],
    ['suspended (A-07)', { status: 'SUSPENDED', validTo: '2027-01-01' }, 'ALREADY_HELD'],
    ['past its last day', { status: 'ACTIVE', validTo: '2026-03-01' }, undefined],
    ['cancelled', { status: 'CANCELLED', validTo: '2027-01-01' }, undefined],
    ['for another trade', { status: 'ACTIVE', validTo: '2027-01-01', subject: { category: 'SPECIAL_OP', code: '06' } }, undefined],
  ] as const)('A-06 looks at the certificates held here: one %s', async (_name, held, code) => {
    const { client, form, id } = await applicant();
    const now = world.clock.now();
    const token = new Types.ObjectId().toHexString();
    await CertificateModel.create({
      personId: id,
      subject: form.subject,
      kind: 'SPECIAL_OP',
      provinceCode: '630000',
      issuedOn: '2024-03-03',
      number: token,
      numberKey: token,
      tokenHash: token,
      applicationId: token,
      batchId: token,
      version: 1,
      createdAt: now,
      updatedAt: now,
      ...held,
    });
    const reply = await client.call(routes.submit, { body: form });
    expect(reply.error.code).toBe(code);
    expect(reply.status).toBe(code ? 422 : 200);
  });

  it('another subject is another application; after a withdrawal the same one may be made again', async () => {
    const { client, form, id } = await applicant();
    const first = await client.ok(routes.submit, { body: form });
    await client.ok(routes.submit, { body: { ...form, subject: { category: 'SPECIAL_OP', code: '06' } } });
    expect(await client.refused(routes.submit, { body: form })).toMatchObject({ code: 'APPLICATION_EXISTS' });
    for (let round = 0, current = first; round < 3; round++) {
      expect(
        await client.ok(routes.withdraw, { params: { id: current.id }, body: { version: current.version, reason: '暂时不考了' } }),
      ).toMatchObject({ status: 'WITHDRAWN', canWithdraw: false, canEdit: false });
      current = await client.ok(routes.submit, { body: form });
    }
    expect(await rows(id)).toBe(5);
    expect(await ApplicationModel.countDocuments({ personId: id, open: true })).toBe(2);
    const pages = [await client.ok(routes.listMine, { query: { limit: 3 } })];
    pages.push(await client.ok(routes.listMine, { query: { limit: 3, cursor: pages[0]!.nextCursor } }));
    expect(pages.map((one) => one.items.length)).toEqual([3, 2]);
    expect(new Set(pages.flatMap((one) => one.items.map((each) => each.number))).size).toBe(5);
  });
});

describe('CQ-07 while the national platform gives no answer', () => {
  const faults = [
    ['down', { mode: 'down' }],
    ['slow', { mode: 'slow', ms: 60_000 }],
    ['a page instead of data', { mode: 'garbage', as: 'html' }],
    ['data of a wrong shape', { mode: 'garbage', as: 'json' }],
    ['a forged answer', { mode: 'wrong' }],
  ] as const;
  it.each(faults)(
    '%s: the case waits, is told so, and recovers by itself',
    async (_name, fault) => {
      const { client, form } = await applicant();
      await setFault(world, 'national', fault);
      const made = await client.ok(routes.submit, { body: form });
      expect(made).toMatchObject({
        status: 'CHECK_PENDING',
        canWithdraw: true,
        canEdit: false,
        nextStepZh: expect.stringContaining('自动核验'),
      });
      expect((await staff.ok(reviewRoutes.queue)).items.map((one) => one.id)).not.toContain(made.id);
      expect(await staff.refused(reviewRoutes.view, { params: { id: made.id } })).toMatchObject({ status: 404 });
      if (fault.mode !== 'slow') expect(await settled(client, made.id)).toMatchObject({ status: 'CHECK_PENDING', version: made.version });
      await setFault(world, 'national', { mode: 'ok' });
      world.clock.advance(20_000);
      await expect.poll(async () => (await settled(client, made.id)).status, { timeout: 25_000, interval: 300 }).toBe('SUBMITTED');
      const after = await view(client, made.id);
      expect(after.timeline.map((line) => [line.labelZh, line.byRole])).toEqual([
        ['提交报名（等待核验）', 'WORKER'],
        ['通过系统核验', 'SYSTEM'],
      ]);
      expect((await staff.ok(reviewRoutes.queue, { query: { limit: 100 } })).items.map((one) => one.id)).toContain(made.id);
      expect((await inbox(client)).map((one) => one.title)).toEqual(['报名核验通过', '报名等待核验']);
    },
    60_000,
  );

  it('what it says in the end may refuse: the case comes back with the reason, and may be corrected or withdrawn', async () => {
    const { client, form, idNumber } = await applicant({ sequence: 912, birthDate: '1985-07-01' });
    await setFault(world, 'national', { mode: 'down' });
    const made = await client.ok(routes.submit, { body: { ...form, subject: { category: 'SPECIAL_OP', code: '01' } } });
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(20_000);
    const back = await settled(client, made.id);
    expect(back).toMatchObject({ status: 'DRAFT', reason: '您在贵州省持有有效建筑电工证书，不受理', canEdit: true, canWithdraw: true });
    expect((await inbox(client))[0]).toMatchObject({ title: '报名未受理', body: expect.stringContaining('贵州省') });
    const again = { ...form, version: back.version };
    expect(await client.refused(routes.resubmit, { params: { id: made.id }, body: again })).toMatchObject({ code: 'HELD_ELSEWHERE' });
    await seedOutside(world, 'national', {
      holdings: [
        {
          idNumber,
          name: '陈大山',
          certType: 'W032',
          code: '01',
          provinceNum: '520000',
          certNum: '贵A012024000001',
          certState: '05',
          expiringDate: '2099-12-31',
        },
      ],
    });
    const passed = await client.ok(routes.resubmit, { params: { id: made.id }, body: again });
    expect(passed).toMatchObject({ status: 'SUBMITTED', number: made.number });
    expect(passed).not.toHaveProperty('reason');
  });

  it('A-07 a certificate in a state nobody knows is neither yes nor no', async () => {
    const { client, form, idNumber, name } = await applicant();
    const holding = {
      idNumber,
      name,
      certType: 'W032',
      code: '05',
      provinceNum: '510000',
      certNum: '川A052025000009',
      expiringDate: '2027-01-01',
    };
    await seedOutside(world, 'national', { holdings: [{ ...holding, certState: '99' }] });
    const made = await client.ok(routes.submit, { body: form });
    expect(made.status).toBe('CHECK_PENDING');
    await seedOutside(world, 'national', { holdings: [{ ...holding, certState: '05' }] });
    world.clock.advance(20_000);
    expect((await settled(client, made.id)).status).toBe('SUBMITTED');
  });

  it('a case withdrawn while it waits stays withdrawn', async () => {
    const { client, form } = await applicant();
    await setFault(world, 'national', { mode: 'down' });
    const made = await client.ok(routes.submit, { body: form });
    await client.ok(routes.withdraw, { params: { id: made.id }, body: { version: made.version } });
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(20_000);
    expect((await settled(client, made.id)).status).toBe('WITHDRAWN');
  });

  it('what no other province can forbid is not asked there at all', async () => {
    const { client, form } = await applicant();
    await setFault(world, 'national', { mode: 'down' });
    expect(await client.ok(routes.submit, { body: { ...form, subject: { category: 'SKILLED_WORKER' } } })).toMatchObject({
      status: 'SUBMITTED',
    });
  });
});

describe('corrections', () => {
  const returned = async () => {
    const one = await applicant();
    const made = await one.client.ok(routes.submit, { body: one.form });
    const after = await staff.ok(reviewRoutes.decide, {
      params: { id: made.id },
      body: { decision: 'RETURN', reason: '照片不是正面免冠', version: made.version },
    });
    return { ...one, made, version: after.version };
  };

  it('QH-22 a returned application shows why, is corrected and submitted again; its history stays', async () => {
    const { client, form, id, made } = await returned();
    const back = await settled(client, made.id);
    expect(back).toMatchObject({ status: 'INST_RETURNED', reason: '照片不是正面免冠', canEdit: true });
    expect((await inbox(client))[0]!.body).toContain('照片不是正面免冠');
    const portraitFileId = await portraitOf(world, id);
    const again = await client.ok(routes.resubmit, {
      params: { id: made.id },
      body: { ...form, education: '大专', portraitFileId, version: back.version },
    });
    expect(again).toMatchObject({ status: 'SUBMITTED', number: made.number, education: '大专', portraitFileId });
    expect(again).not.toHaveProperty('reason');
    expect(again.timeline.map((line) => [line.labelZh, line.reason])).toEqual([
      ['提交报名', undefined],
      ['退回修改', '照片不是正面免冠'],
      ['提交报名', undefined],
    ]);
  });

  it('the second submission is judged like the first', async () => {
    const { client, form, made, version } = await returned();
    const other = await applicant();
    const at = (change: object) => ({ params: { id: made.id }, body: { ...form, version, ...change } });
    expect(await client.refused(routes.resubmit, at({ declaredTrue: false }))).toMatchObject({ code: 'DECLARATION_REQUIRED' });
    expect(await client.refused(routes.resubmit, at({ portraitFileId: other.form.portraitFileId }))).toMatchObject({ status: 404 });
    expect(await client.refused(routes.resubmit, at({ version: version - 1 }))).toMatchObject({ status: 409, code: 'VERSION_CONFLICT' });
    await setFault(world, 'national', { mode: 'down' });
    expect(await client.ok(routes.resubmit, at({}))).toMatchObject({ status: 'CHECK_PENDING' });
  });

  it('20 parallel resubmissions make one step', async () => {
    const { client, form, made, version } = await returned();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => client.call(routes.resubmit, { params: { id: made.id }, body: { ...form, version } })),
    );
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect((await view(client, made.id)).timeline).toHaveLength(3);
  });

  it('the same key resubmits once, also when the answer was lost', async () => {
    const { client, form, made, version } = await returned();
    const input = { params: { id: made.id }, body: { ...form, version }, key: 'key-of-one-resubmission' };
    const once = await client.ok(routes.resubmit, input);
    await mongoose.connection.collection('idempotency_keys').deleteMany({});
    expect(await client.ok(routes.resubmit, input)).toEqual(once);
  });

  it('somebody else’s application is not there', async () => {
    const { form, made, version } = await returned();
    const { client: other } = await applicant();
    expect(await other.refused(routes.view, { params: { id: made.id } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await other.refused(routes.resubmit, { params: { id: made.id }, body: { ...form, version } })).toMatchObject({ status: 404 });
    expect(await other.refused(routes.withdraw, { params: { id: made.id }, body: { version } })).toMatchObject({ status: 404 });
  });
});

it('no ID number, phone or full name of an applicant lies in the clear in the database or in the log', async () => {
  const { client, form, idNumber, phone } = await applicant();
  await client.ok(routes.submit, { body: form });
  await world.settle();
  const collections = await mongoose.connection.db!.listCollections().toArray();
  const dump = await Promise.all(
    collections
      .filter((one) => !one.name.startsWith('files'))
      .map(async (one) => JSON.stringify(await mongoose.connection.collection(one.name).find().toArray())),
  );
  for (const text of [...dump, ...world.logs]) for (const secret of [idNumber, phone, '陈大山']) expect(text.includes(secret)).toBe(false);
});
