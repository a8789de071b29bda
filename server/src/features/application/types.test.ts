import { applicationRoutes as routes } from '@jzt/shared/contract/application';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { authority, employ, verifiedWorker } from '../../../testing/people';
import { signUpDesk, type SignUpDesk } from '../../../testing/signUp';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { eventually } from '../../../testing/eventually';

let world: World;
let desk: SignUpDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await signUpDesk(world);
  // One province is open: nobody is asked which.
  await authority();
});
afterAll(() => world?.stop());

afterEach(() => setFault(world, 'national', { mode: 'ok' }));

describe('what may be applied for', () => {
  const verdicts = async (client: Client) =>
    new Map((await client.ok(routes.types)).items.map((one) => [[one.subject.category, one.subject.code].filter(Boolean).join('/'), one]));

  it('CQ-03 QH-31 is what the pack offers, each with its name and territory', async () => {
    const { client } = await desk.applicant();
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
    const { client } = await desk.applicant();
    const answer = await client.ok(routes.types);
    expect(answer.onsiteNoticeZh).toContain('9楼906室');
    expect(answer.nationalPortalUrl).toMatch(/^https:/);
  });

  it('CQ-30 QH-09 tells beforehand what is missing', async () => {
    const nobody = await signIn(world, '13700000031');
    for (const one of (await verdicts(nobody)).values())
      expect(one.verdict.refusals[0]).toMatchObject({ ruleId: 'QH-09', code: 'IDENTITY_REQUIRED' });
    const unledgered = await verifiedWorker(world);
    await employ(world, unledgered.id, desk.company.id);
    expect((await verdicts(await signIn(world, unledgered.phone))).get('SPECIAL_OP/05')!.verdict.refusals.map((one) => one.code)).toEqual([
      'LEDGER_PENDING',
    ]);
    const { client } = await desk.applicant({ employed: false });
    expect((await verdicts(client)).get('SPECIAL_OP/05')!.verdict.refusals.map((one) => one.code)).toEqual(['EMPLOYMENT_REQUIRED']);
  });

  it('CQ-05 CQ-06 knows certificates of other provinces', async () => {
    const inSichuan = await verdicts((await desk.applicant({ sequence: 911 })).client);
    expect(inSichuan.get('SAFETY_MGMT/A')!.verdict).toMatchObject({
      allowed: false,
      refusals: [{ ruleId: 'CQ-05', code: 'HELD_ELSEWHERE', message: '您在四川省持有有效安管人员证书，不受理' }],
    });
    expect(inSichuan.get('SPECIAL_OP/01')!.verdict.allowed).toBe(true);
    const inGuizhou = await verdicts((await desk.applicant({ sequence: 912 })).client);
    expect(inGuizhou.get('SPECIAL_OP/01')!.verdict.refusals.map((one) => one.ruleId)).toEqual(['CQ-06']);
    expect(inGuizhou.get('SPECIAL_OP/02')!.verdict.allowed).toBe(true);
  });

  it('CQ-07 stays open while the national platform is down or slow, and is answered when it is back', async () => {
    const { client } = await desk.applicant();
    for (const mode of ['down', 'slow'] as const) {
      await setFault(world, 'national', { mode, ms: 60_000 });
      const open = (await verdicts(client)).get('SPECIAL_OP/05')!.verdict;
      expect(open).toMatchObject({ allowed: false, refusals: [], pending: [{ ruleId: 'CQ-07', on: 'NATIONAL_HOLDINGS' }] });
    }
    await setFault(world, 'national', { mode: 'ok' });
    await eventually(async () => expect((await verdicts(client)).get('SPECIAL_OP/05')!.verdict.allowed).toBe(true), {
      within: 20_000,
      every: 500,
    });
  });
});
