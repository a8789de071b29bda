import { applicationRoutes as routes } from '@jzt/shared/contract/application';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { employ, institution, verifiedWorker } from '../../../testing/people';
import { signUpDesk, type SignUpDesk, type SignUpForm } from '../../../testing/signUp';
import { seedOutside } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { Files } from '../../platform/files';
import { ApplicationModel } from './application.model';

let world: World;
let desk: SignUpDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await signUpDesk(world);
});
afterAll(() => world?.stop());
const rows = (personId: string) => ApplicationModel.countDocuments({ personId });

describe('submitting', () => {
  it('QH-10 QH-22 goes to the chosen institution, with a number, a timeline and what comes next', async () => {
    const { client, form } = await desk.applicant();
    const made = await client.ok(routes.submit, { body: form });
    expect(made).toMatchObject({
      number: expect.stringMatching(/^BM63-2026-\d{6}$/),
      status: 'SUBMITTED',
      statusZh: '待机构审核',
      nextStepZh: expect.stringContaining('等待培训机构审核'),
      institution: { id: desk.school.id, name: '高原培训中心' },
      enterprise: { id: desk.company.id, name: '青海测试建筑有限公司' },
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
    expect((await desk.staff.ok(reviewRoutes.queue)).items.map((one) => one.id)).toContain(made.id);
  });

  it('CQ-01 CQ-02 the server looks at the identity itself, whatever the client says; nothing is stored', async () => {
    const person = await verifiedWorker(world);
    await employ(world, person.id, desk.company.id);
    const client = await signIn(world, person.phone);
    const lie = {
      ...(await desk.formOf(person)),
      verified: true,
      identity: { status: 'LEDGERED', badges: { verified: true, ledgered: true } },
    };
    expect(await client.refused(routes.submit, { body: lie as SignUpForm })).toMatchObject({
      status: 422,
      code: 'LEDGER_PENDING',
      ruleId: 'CQ-30',
    });
    const nobody = await signIn(world, '13700000032');
    const form = await desk.formOf({ id: nobody.session!.personId });
    expect(await nobody.refused(routes.submit, { body: form })).toMatchObject({
      status: 422,
      code: 'IDENTITY_REQUIRED',
      message: expect.stringContaining('您尚未完成实名认证，不受理报名'),
    });
    expect((await rows(person.id)) + (await rows(nobody.session!.personId))).toBe(0);
  });

  it('QH-09 without an employer it is refused, with the next step', async () => {
    const { client, form, id } = await desk.applicant({ employed: false });
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
    const { client, form, id } = await desk.applicant();
    expect(await client.refused(routes.submit, { body: { ...form, ...change } as SignUpForm })).toMatchObject({
      status: 422,
      code,
      ruleId,
    });
    expect(await rows(id)).toBe(0);
  });

  it('O-10 CQ-06 special operations ask for eighteen years', async () => {
    const young = await desk.applicant({ birthDate: '2008-03-03', sequence: 21 });
    expect(await young.client.refused(routes.submit, { body: young.form })).toMatchObject({ code: 'TOO_YOUNG', ruleId: 'O-10' });
    const grown = await desk.applicant({ birthDate: '2008-03-02', sequence: 23 });
    expect(await grown.client.ok(routes.submit, { body: grown.form })).toMatchObject({ status: 'SUBMITTED' });
  });

  it.each([
    ['education', { education: '小学' }, 'EDUCATION_TOO_LOW', { education: '初中' }],
    ['no medical examination', { medicalOn: undefined }, 'MEDICAL_REQUIRED', { medicalOn: '2026-03-02' }],
    ['one of tomorrow', { medicalOn: '2026-03-03' }, 'MEDICAL_REQUIRED', { medicalOn: '2026-03-02' }],
    ['one of more than three months ago', { medicalOn: '2025-12-01' }, 'MEDICAL_TOO_OLD', { medicalOn: '2025-12-02' }],
  ] as const)('O-10 special operations ask for 初中 and a medical examination of three months: %s', async (_what, bad, code, good) => {
    const { client, form, id } = await desk.applicant();
    expect(await client.refused(routes.submit, { body: { ...form, ...bad } })).toMatchObject({ status: 422, code, ruleId: 'O-10' });
    expect(await rows(id)).toBe(0);
    const made = await client.ok(routes.submit, { body: { ...form, ...good } });
    expect(made).toMatchObject({ status: 'SUBMITTED', ...good });
    expect(await desk.staff.ok(reviewRoutes.view, { params: { id: made.id } })).toMatchObject({ medicalOn: made.medicalOn });
  });

  it('O-10 nobody asks for either where it is no special operation', async () => {
    const { client, form } = await desk.applicant();
    const body = { ...form, subject: { category: 'SAFETY_MGMT', code: 'B' }, education: '小学', medicalOn: undefined } as const;
    expect(await client.ok(routes.submit, { body })).toMatchObject({ status: 'SUBMITTED', education: '小学' });
  });

  it('QH-06 refuses an institution whose authorisation has ended, and one that is not there', async () => {
    const { client, form } = await desk.applicant();
    const ended = await institution({ authorisations: [{ category: 'SPECIAL_OP', from: '2020-01-01', to: '2026-03-01' }] });
    expect(await client.refused(routes.submit, { body: { ...form, institutionId: ended.id } })).toMatchObject({
      status: 422,
      code: 'INSTITUTION_NOT_AUTHORISED',
      ruleId: 'QH-06',
    });
    expect(await client.refused(routes.submit, { body: { ...form, institutionId: 'f'.repeat(24) } })).toMatchObject({ status: 404 });
  });

  it('refuses a subject that does not exist', async () => {
    const { client, form } = await desk.applicant();
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
    const { client, form, id } = await desk.applicant();
    const other = await desk.applicant();
    const card = await (
      await world.server.get(Files)
    ).save(Buffer.from('card'), { ownerId: id, purpose: 'ID_CARD', contentType: 'image/jpeg' });
    for (const portraitFileId of [other.form.portraitFileId, card.id, 'f'.repeat(24)]) {
      expect(await client.refused(routes.submit, { body: { ...form, portraitFileId } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });

  it('CQ-05 CQ-06 a valid certificate elsewhere refuses; an expired one and another trade do not', async () => {
    const inSichuan = await desk.applicant({ sequence: 911, birthDate: '1985-06-01' });
    expect(
      await inSichuan.client.refused(routes.submit, { body: { ...inSichuan.form, subject: { category: 'SAFETY_MGMT', code: 'A' } } }),
    ).toMatchObject({ status: 422, code: 'HELD_ELSEWHERE', ruleId: 'CQ-05' });
    const expired = await desk.applicant({ sequence: 913 });
    expect(
      await expired.client.ok(routes.submit, { body: { ...expired.form, subject: { category: 'SAFETY_MGMT', code: 'B' } } }),
    ).toMatchObject({ status: 'SUBMITTED' });
    const inGuizhou = await desk.applicant({ sequence: 912, birthDate: '1985-06-01' });
    expect(
      await inGuizhou.client.refused(routes.submit, { body: { ...inGuizhou.form, subject: { category: 'SPECIAL_OP', code: '01' } } }),
    ).toMatchObject({ code: 'HELD_ELSEWHERE', ruleId: 'CQ-06' });
    expect(
      await inGuizhou.client.ok(routes.submit, { body: { ...inGuizhou.form, subject: { category: 'SPECIAL_OP', code: '02' } } }),
    ).toMatchObject({ status: 'SUBMITTED' });
  });

  it('CQ-07 asks at the submission itself, not only when the list was shown', async () => {
    const { client, form, idNumber, name } = await desk.applicant();
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
