import { accountRoutes } from '@jzt/shared/contract/account';
import { administrationRoutes as routes, type OrganisationFile } from '@jzt/shared/contract/administration';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { organisationRoutes } from '@jzt/shared/contract/organisation';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import type { BodyOf } from '@jzt/shared/contract/route';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { administrator, authority, enterprise, institution, institutionStaff, officer, operator } from '../../../testing/people';
import { filledIn } from '../../../testing/sheets';
import { startWorld, type World } from '../../../testing/world';
import { Jobs } from '../../platform/jobs';
import { OrganisationModel } from './organisation.model';

const DAY = 24 * 3_600_000;
let world: World;
let clerk: Client;
let issuer: Client;
let anybody: Client;

/** Access tokens live a quarter of an hour. */
async function signInAll() {
  const office = await authority();
  clerk = await signIn(world, (await administrator(world, 'AUTHORITY_ADMIN', office)).phone, 'AUTHORITY_ADMIN');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
}
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  anybody = new Client(world.url);
  await signInAll();
});
afterAll(() => world.stop());

let codes = 0;
const newCode = () => makeCreditCode(`9163010${String(++codes).padStart(10, '9')}`);
const school = (more: Partial<BodyOf<typeof routes.register>> = {}): BodyOf<typeof routes.register> => ({
  kind: 'INSTITUTION',
  name: '新办培训中心',
  creditCode: newCode(),
  city: '西宁市',
  address: '西宁市城东区新办路1号',
  phone: '0971-1234567',
  ...more,
});
const decide = (client: Client, one: OrganisationFile, body: Omit<BodyOf<typeof routes.decide>, 'version'>) =>
  client.ok(routes.decide, { params: { id: one.id }, body: { ...body, version: one.version } });
const authorise = (one: OrganisationFile, authorisations: BodyOf<typeof routes.authorise>['authorisations']) =>
  issuer.call(routes.authorise, { params: { id: one.id }, body: { authorisations, version: one.version } });
const LISTED = { category: 'SAFETY_MGMT' as const, from: '2026-01-01', ground: 'LISTED' as const };
const offered = async (name: string) =>
  (await anybody.ok(organisationRoutes.listInstitutions, { query: { q: name, category: 'SAFETY_MGMT' } })).items.length;

describe('registering', () => {
  it('QH-06 an institution is entered by the administrator, let to work and authorised by the officer who signs, and then found by workers', async () => {
    const made = await clerk.ok(routes.register, { body: school({ name: '从头办起培训中心' }) });
    expect(made).toMatchObject({ status: 'REGISTERED', city: '西宁市', acts: ['edit', 'members'] });
    // Who enters does not let it work.
    expect(await clerk.refused(routes.decide, { params: { id: made.id }, body: { decision: 'approve', version: 1 } })).toMatchObject({
      code: 'ROLE_NOT_ALLOWED',
    });
    const active = await decide(issuer, made, { decision: 'approve' });
    expect(active).toMatchObject({ status: 'ACTIVE', acts: expect.arrayContaining(['suspend', 'close', 'authorise']) });
    expect(await offered('从头办起')).toBe(0);
    const { body } = await authorise(active, [LISTED]);
    expect(body.authorisations).toMatchObject([{ groundZh: '公布授权', inForce: true }]);
    expect(body.timeline.map((line) => line.labelZh)).toEqual(['登记单位', '核准单位', '更新授权']);
    expect(await offered('从头办起')).toBe(1);
    await world.settle();
    await (await world.server.get(Jobs)).runNow('audit.seal');
    const { items } = await clerk.ok(accountRoutes.audit, { query: { subjectId: made.id } });
    expect(items.map((one) => one.action)).toEqual(['Organisation.authorise', 'Organisation.approve', 'Organisation.register']);
  });

  it('O-14 a credit code with a wrong check character is refused, a second one of the kind is told where the first is', async () => {
    const body = school();
    expect(await clerk.refused(routes.register, { body: { ...body, creditCode: `${body.creditCode!.slice(0, 17)}?` } })).toMatchObject({
      code: 'CREDIT_CODE_INVALID',
      fields: { creditCode: expect.any(String) },
    });
    await clerk.ok(routes.register, { body });
    expect(await clerk.refused(routes.register, { body: { ...body, name: '另一个名字' } })).toMatchObject({
      status: 409,
      code: 'ORGANISATION_EXISTS',
      message: expect.stringContaining('新办培训中心'),
    });
    // An enterprise that also trains is two.
    await clerk.ok(routes.register, { body: { ...body, kind: 'ENTERPRISE' } });
  });

  it('authorities are the operator’s, all others their province’s', async () => {
    const system = await signIn(world, (await administrator(world, 'SYSTEM_ADMIN', await operator())).phone, 'SYSTEM_ADMIN');
    const office = { kind: 'AUTHORITY' as const, name: '海南省住房和城乡建设厅', address: '海口市海府路59号' };
    expect(await system.refused(routes.register, { body: office })).toMatchObject({ code: 'PROVINCE_REQUIRED' });
    const made = await system.ok(routes.register, { body: { ...office, jurisdiction: '460000' } });
    expect(made).toMatchObject({ status: 'ACTIVE', jurisdictions: ['460000'] });
    expect(await system.refused(routes.register, { body: school() })).toMatchObject({ code: 'KIND_NOT_YOURS' });
    expect(await clerk.refused(routes.register, { body: office })).toMatchObject({ code: 'KIND_NOT_YOURS' });
    const here = await OrganisationModel.findById(await authority()).lean();
    const own = await issuer.ok(routes.view, { params: { id: here!._id.toHexString() } });
    expect(own.acts).toEqual([]);
    expect(
      await issuer.refused(routes.decide, { params: { id: own.id }, body: { decision: 'close', reason: '不要了', version: own.version } }),
    ).toMatchObject({ code: 'WRONG_ROLE' });
  });

  it('what was entered wrongly is corrected, the old words stay in its history, and who is slower is told', async () => {
    const made = await clerk.ok(routes.register, { body: school() });
    const params = { id: made.id };
    const body = { name: '改名培训中心', city: '海东市', address: '海东市平安区1号', version: made.version };
    const edited = await clerk.ok(routes.edit, { params, body });
    expect(edited).toMatchObject({ name: '改名培训中心', city: '海东市' });
    expect(edited.timeline.at(-1)).toMatchObject({ labelZh: '更正登记', reason: expect.stringContaining('新办培训中心') });
    expect(await clerk.refused(routes.edit, { params, body })).toMatchObject({ status: 409, code: 'VERSION_CONFLICT' });
  });

  it('is looked for by name, code, state, kind and city, in the own province', async () => {
    const one = await clerk.ok(routes.register, { body: school({ name: '玉树高原培训中心', city: '玉树州' }) });
    await institution({ name: '玉树外省培训中心', jurisdictions: ['500000'] });
    const ids = async (query: Parameters<typeof clerk.ok<typeof routes.list>>[1]) =>
      (await clerk.ok(routes.list, query)).items.map((each) => each.id);
    expect(await ids({ query: { q: '玉树' } })).toEqual([one.id]);
    expect(await ids({ query: { q: one.creditCode!.toLowerCase() } })).toEqual([one.id]);
    expect(await ids({ query: { city: '玉树州', status: 'REGISTERED', kind: 'INSTITUTION' } })).toEqual([one.id]);
    expect(await ids({ query: { city: '玉树州', status: 'ACTIVE' } })).toEqual([]);
    expect((await clerk.ok(routes.list, { query: {} })).cities).toContain('玉树州');
  });
});

describe('authorising', () => {
  const fresh = async () => decide(issuer, await clerk.ok(routes.register, { body: school() }), { decision: 'approve' });

  it('HN-14 承诺备案 is a ground of its own, and names its paper', async () => {
    const one = await fresh();
    const pledge = { ...LISTED, category: 'SITE_MANAGER' as const, ground: 'PLEDGE' as const };
    expect((await authorise(one, [pledge])).error).toMatchObject({ code: 'DOCUMENT_REQUIRED', ruleId: 'HN-14' });
    const { body } = await authorise(one, [{ ...pledge, document: '琼建培备〔2026〕7号' }]);
    expect(body.authorisations).toMatchObject([{ groundZh: '承诺备案', document: '琼建培备〔2026〕7号', inForce: true }]);
  });

  it('QH-06 holds from its first to its last day, for a category or single trades, and no two of one overlap', async () => {
    const one = await fresh();
    expect((await authorise(one, [{ ...LISTED, to: '2025-12-31' }])).error).toMatchObject({ code: 'DATES_WRONG' });
    expect((await authorise(one, [{ ...LISTED, category: 'SPECIAL_OP', code: '77' }])).error).toMatchObject({ code: 'CODE_UNKNOWN' });
    expect(
      (
        await authorise(one, [
          { ...LISTED, to: '2026-06-30' },
          { ...LISTED, from: '2026-06-30' },
        ])
      ).error,
    ).toMatchObject({
      code: 'AUTHORISED_TWICE',
    });
    const { body } = await authorise(one, [
      { ...LISTED, to: '2026-03-01' },
      { ...LISTED, from: '2026-03-03' },
      { ...LISTED, category: 'SPECIAL_OP', code: '01' },
    ]);
    expect(body.authorisations.map((each) => each.inForce)).toEqual([false, false, true]);
    expect((await authorise(one, [])).error).toMatchObject({ code: 'VERSION_CONFLICT' });
  });

  it('nobody authorises an enterprise', async () => {
    const { id } = await enterprise();
    const one = await issuer.ok(routes.view, { params: { id } });
    expect(one.acts).not.toContain('authorise');
    expect((await authorise(one, [LISTED])).error).toMatchObject({ code: 'NOT_AUTHORISABLE' });
  });
});

describe('suspending and closing', () => {
  it('QH-06 a suspended institution is offered to nobody until its last day is past, and its people are told why', async () => {
    const { id } = await institution({ name: '暂停一阵培训中心' });
    const teacher = await institutionStaff(world, id);
    const one = await issuer.ok(routes.view, { params: { id } });
    expect(await issuer.refused(routes.decide, { params: { id }, body: { decision: 'suspend', version: one.version } })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    expect(
      await issuer.refused(routes.decide, {
        params: { id },
        body: { decision: 'suspend', reason: '场地整改', to: '2026-03-01', version: one.version },
      }),
    ).toMatchObject({ code: 'DATE_PAST' });
    await decide(issuer, one, { decision: 'suspend', reason: '场地整改', to: '2026-03-03' });
    expect(await offered('暂停一阵')).toBe(0);
    await world.settle();
    const staff = await signIn(world, teacher.phone);
    expect((await staff.ok(inboxRoutes.list, { query: {} })).items[0]!.body).toContain('场地整改');
    world.clock.advance(DAY);
    await world.settle();
    expect(await offered('暂停一阵')).toBe(0);
    world.clock.advance(DAY);
    await world.settle();
    expect(await offered('暂停一阵')).toBe(1);
    await signInAll();
    const again = await issuer.ok(routes.view, { params: { id } });
    expect(again).toMatchObject({
      status: 'ACTIVE',
      timeline: [{ event: 'suspend' }, { event: 'resume', byRole: 'SYSTEM', reason: '暂停期满' }],
    });
    expect(again.suspendedTo).toBeUndefined();
  });

  it('one that is closed is over: nobody acts for it, and nothing brings it back', async () => {
    const { id } = await institution({ name: '关门大吉培训中心' });
    const staff = await signIn(world, (await institutionStaff(world, id)).phone, 'INSTITUTION_STAFF');
    const closed = await decide(issuer, await issuer.ok(routes.view, { params: { id } }), { decision: 'close', reason: '机构自请注销' });
    expect(closed).toMatchObject({ status: 'CLOSED', acts: [] });
    await world.settle();
    expect(await staff.refused(accountRoutes.me, {})).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await offered('关门大吉')).toBe(0);
    expect(await issuer.refused(routes.decide, { params: { id }, body: { decision: 'approve', version: closed.version } })).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });
});

describe('a table of organisations', () => {
  const table = async (rows: readonly (readonly unknown[])[]) => filledIn((await clerk.call(routes.sheet, {})).bytes, rows);
  const row = (name: string, creditCode = newCode()) => ['企业', name, creditCode, '海西州', '海西州德令哈市1号', '0977-1234567'];

  it('is looked through row by row, stored as a whole, and the same file again changes nothing', async () => {
    const file = await table([row('海西一建公司'), row('海西二建公司')]);
    expect(await clerk.ok(routes.preview, { file })).toMatchObject({ fresh: 2, already: 0, wrong: 0 });
    expect(await OrganisationModel.countDocuments({ city: '海西州' })).toBe(0);
    expect(await clerk.ok(routes.importSheet, { file })).toEqual({ registered: 2, already: 0 });
    await world.settle();
    const before = await OrganisationModel.find({ city: '海西州' }).lean();
    expect(await clerk.ok(routes.preview, { file })).toMatchObject({ fresh: 0, already: 2, wrong: 0 });
    expect(await clerk.ok(routes.importSheet, { file })).toEqual({ registered: 0, already: 2 });
    expect(await OrganisationModel.find({ city: '海西州' }).lean()).toEqual(before);
    expect(before.map((one) => one.status)).toEqual(['REGISTERED', 'REGISTERED']);
  });

  it('with one wrong row nothing is stored, and the row says what is wrong', async () => {
    const file = await table([row('果洛建筑公司'), row('没有代码公司', '916301000000000000')]);
    const { rows, wrong } = await clerk.ok(routes.preview, { file });
    expect(wrong).toBe(1);
    expect(rows[1]).toMatchObject({ line: 3, state: 'WRONG', faults: [expect.stringContaining('统一社会信用代码有误')] });
    expect(await clerk.refused(routes.importSheet, { file })).toMatchObject({
      code: 'ROWS_WRONG',
      message: expect.stringContaining('第3行'),
    });
    expect(await OrganisationModel.countDocuments({ name: '果洛建筑公司' })).toBe(0);
  });
});

describe('a notice to a city', () => {
  it('HN-14 reaches everybody who acts for an organisation there, each once, and nobody elsewhere', async () => {
    const [there, too, elsewhere] = [
      await institution({ city: '格尔木市' }),
      await institution({ city: '格尔木市' }),
      await institution({ city: '德令哈市' }),
    ];
    const both = await institutionStaff(world, there.id);
    const other = await institutionStaff(world, elsewhere.id);
    const second = await administrator(world, 'INSTITUTION_ADMIN', too.id);
    const body = { city: '格尔木市', title: '安全培训月', text: '请在本月内报送培训计划。' };
    const made = await issuer.ok(routes.notify, { body });
    await world.settle();
    const bodies = async (phone: string) =>
      (await (await signIn(world, phone)).ok(inboxRoutes.list, { query: {} })).items.filter((one) => one.body.includes('安全培训月'))
        .length;
    expect([await bodies(both.phone), await bodies(second.phone), await bodies(other.phone)]).toEqual([1, 1, 0]);
    expect((await issuer.ok(routes.notices, { query: {} })).items).toMatchObject([{ id: made.id, told: 2 }]);
    expect(await issuer.refused(routes.notify, { body: { ...body, city: '没有这个市' } })).toMatchObject({ code: 'CITY_EMPTY' });
  });
});
