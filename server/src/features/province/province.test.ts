import { accountRoutes } from '@jzt/shared/contract/account';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { organisationRoutes } from '@jzt/shared/contract/organisation';
import { provinceRoutes as routes } from '@jzt/shared/contract/province';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { authority, employ, enterprise, institution, ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { PersonModel } from '../person/person.model';

let world: World;
let anybody: Client;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  anybody = new Client(world.url);
});
afterAll(() => world?.stop());

/** Somebody who has never been asked. */
async function newcomer(): Promise<Client & { id: string }> {
  const person = await ledgeredWorker(world);
  await PersonModel.updateOne({ _id: person.id }, { $unset: { served: 1 } });
  return Object.assign(await signIn(world, person.phone), { id: person.id });
}
const mine = async (client: Client) => (await client.ok(routes.mine)).province;

describe('the province that serves a person', () => {
  it('nobody is asked where only one is open', async () => {
    await authority('630000');
    const client = await newcomer();
    expect(await mine(client)).toEqual({ code: '630000', name: '青海省', by: 'ONLY', demoRules: false });
    expect((await client.ok(accountRoutes.me)).province).toMatchObject({ code: '630000' });
  });

  it('is asked for once, remembered, and changed by another choice', async () => {
    for (const code of ['630000', '500000', '460000', '360000', '320000'] as const) await authority(code);
    const client = await newcomer();
    expect(await mine(client)).toBeUndefined();
    expect((await client.ok(accountRoutes.me)).province).toBeUndefined();
    expect(await client.refused(applicationRoutes.types)).toMatchObject({ status: 409, code: 'PROVINCE_REQUIRED' });
    const chosen = { code: '500000', name: '重庆市', by: 'CHOICE', demoRules: false };
    expect(await client.ok(routes.choose, { body: { jurisdiction: '500000', by: 'CHOICE' } })).toEqual({ province: chosen });
    expect(await mine(client)).toEqual(chosen);
    await client.ok(routes.choose, { body: { jurisdiction: '320000', by: 'CHOICE' } });
    expect(await mine(client)).toMatchObject({ code: '320000' });
  });

  it('CQ-27 the code they scanned goes before the employer, the employer before what they chose earlier', async () => {
    const client = await newcomer();
    await client.ok(routes.choose, { body: { jurisdiction: '320000', by: 'CHOICE' } });
    world.clock.advance(60_000);
    await employ(world, client.id, (await enterprise()).id);
    expect(await mine(client)).toMatchObject({ code: '630000', by: 'EMPLOYER' });
    world.clock.advance(60_000);
    await client.ok(routes.choose, { body: { jurisdiction: '460000', by: 'CHOICE' } });
    expect(await mine(client)).toMatchObject({ code: '460000', by: 'CHOICE' });
    await client.ok(routes.choose, { body: { jurisdiction: '500000', by: 'ENTRY' } });
    world.clock.advance(60_000);
    await employ(world, client.id, (await enterprise({ jurisdictions: ['360000'] })).id, '安全员', '360000');
    expect(await mine(client)).toMatchObject({ code: '500000', by: 'ENTRY' });
  });

  it('a province that is not open is refused with the ones that are', async () => {
    const client = await newcomer();
    const refused = await client.refused(routes.choose, { body: { jurisdiction: '510000', by: 'ENTRY' } });
    expect(refused).toMatchObject({ status: 409, code: 'PROVINCE_NOT_OPEN' });
    expect(refused.message).toContain('江苏省、江西省、海南省、重庆市、青海省');
    expect((await client.call(routes.choose, { body: { jurisdiction: '990000' as never, by: 'CHOICE' } })).status).toBe(400);
    expect((await anybody.call(routes.choose, { body: { jurisdiction: '500000', by: 'CHOICE' } })).status).toBe(401);
  });
});

describe('what a province offers', () => {
  it('JS-24 guests see all that are open, what can be done there, whom to call for which certificate, and where to go for the rest', async () => {
    const { items } = await anybody.ok(routes.list);
    expect(items.map((one) => one.name)).toEqual(['江苏省', '江西省', '海南省', '重庆市', '青海省']);
    const of = (name: string) => items.find((one) => one.name === name)!;
    expect(of('重庆市').offers.map((one) => one.service)).toEqual(
      expect.arrayContaining(['APPLY', 'CE_SIGN_UP', 'POST_TRANSFER', 'ACTIVATE']),
    );
    for (const name of ['海南省', '江西省']) {
      expect(of(name).offers.map((one) => one.service)).not.toContain('APPLY');
      expect(of(name).instead.find((one) => one.service === 'APPLY')!.sentenceZh).toMatch(/没有新取证报名/);
    }
    expect(of('江苏省').hotlines.map((one) => one.phone)).toEqual(expect.arrayContaining(['025-51868680', '025-51868235']));
    expect(of('重庆市').hotlines).toEqual([{ labelZh: '咨询电话', phone: '4008776928' }]);
  });

  it.each([
    ['460000', /海南省没有开通这项业务.*换证.*0898-65352821/],
    ['360000', /江西省没有开通这项业务.*企业申报/],
  ] as const)('%s has no sign-up and says what it has', async (jurisdiction, words) => {
    const client = await newcomer();
    await client.ok(routes.choose, { body: { jurisdiction, by: 'CHOICE' } });
    const types = await client.ok(applicationRoutes.types);
    expect(types.items).toEqual([]);
    expect(types.insteadZh).toMatch(words);
  });

  it('CQ-03 QH-31 the types are those of the province that serves the person', async () => {
    const client = await newcomer();
    const categories = async (jurisdiction: '500000' | '630000') => {
      await client.ok(routes.choose, { body: { jurisdiction, by: 'CHOICE' } });
      return new Set((await client.ok(applicationRoutes.types)).items.map((one) => one.subject.category));
    };
    expect(await categories('500000')).toEqual(new Set(['SAFETY_MGMT', 'SPECIAL_OP']));
    expect(await categories('630000')).toEqual(new Set(['SAFETY_MGMT', 'SPECIAL_OP', 'SKILLED_WORKER', 'QUALITY_TESTER']));
  });

  it('institutions and enterprises are looked for in one province or in all', async () => {
    await institution({ name: '渝州甲培训中心', jurisdictions: ['500000'] });
    await institution({ name: '青海甲培训中心' });
    const institutions = async (jurisdiction?: '500000' | '630000' | '320000') =>
      (await anybody.ok(organisationRoutes.listInstitutions, { query: { q: '甲培训中心', jurisdiction } })).items.map((one) => one.name);
    expect(await institutions('500000')).toEqual(['渝州甲培训中心']);
    expect(await institutions('320000')).toEqual([]);
    expect(await institutions()).toEqual(['渝州甲培训中心', '青海甲培训中心']);
    const client = await newcomer();
    const both = await enterprise({ name: '两省乙建设公司', jurisdictions: ['500000', '320000'] });
    const enterprises = async (jurisdiction: '500000' | '320000' | '630000') =>
      (await client.ok(organisationRoutes.searchEnterprises, { query: { q: '两省乙', jurisdiction } })).items.map((one) => one.id);
    expect(await enterprises('320000')).toEqual([both.id]);
    expect(await enterprises('630000')).toEqual([]);
    const { items } = await client.ok(organisationRoutes.searchEnterprises, { query: { q: '两省乙' } });
    expect(items.map((one) => one.jurisdictions)).toEqual([['500000', '320000']]);
  });
});

describe('employment in several provinces', () => {
  it('is for the province that is named, else the one that serves the person, else the enterprise’s only one', async () => {
    const both = await enterprise({ jurisdictions: ['500000', '320000'] });
    const client = await newcomer();
    const body = { enterpriseId: both.id, position: '安全员' };
    const refused = await client.refused(employmentRoutes.ask, { body });
    expect(refused).toMatchObject({ status: 400, code: 'PROVINCE_REQUIRED' });
    expect(refused.message).toContain('重庆市、江苏省');
    expect((await client.call(employmentRoutes.ask, { body: { ...body, jurisdiction: '630000' } })).error.code).toBe('PROVINCE_REQUIRED');
    await client.ok(employmentRoutes.ask, { body: { ...body, jurisdiction: '320000' } });
    await client.ok(routes.choose, { body: { jurisdiction: '500000', by: 'CHOICE' } });
    await client.ok(employmentRoutes.ask, { body });
    expect(await client.refused(employmentRoutes.ask, { body })).toMatchObject({ code: 'EMPLOYMENT_EXISTS' });
    await client.ok(employmentRoutes.ask, { body: { ...body, enterpriseId: (await enterprise()).id } });
    expect((await client.ok(employmentRoutes.listMine)).items).toHaveLength(3);
  });

  it('QH-09 one employer at a time is Qinghai’s rule, and binds nobody elsewhere', async () => {
    const client = await newcomer();
    const ask = async (jurisdiction: '630000' | '500000') =>
      client.call(employmentRoutes.ask, {
        body: { enterpriseId: (await enterprise({ jurisdictions: [jurisdiction] })).id, position: '安全员', jurisdiction },
      });
    await employ(world, client.id, (await enterprise()).id);
    expect((await ask('630000')).error).toMatchObject({ code: 'EMPLOYMENT_EXISTS' });
    await employ(world, client.id, (await enterprise({ jurisdictions: ['500000'] })).id, '安全员', '500000');
    expect((await ask('500000')).status).toBe(200);
    await expect(employ(world, client.id, (await enterprise()).id)).rejects.toMatchObject({ code: 11000 });
    await employ(world, client.id, (await enterprise({ jurisdictions: ['500000'] })).id, '安全员', '500000');
  });
});
