import { accountRoutes } from '@jzt/shared/contract/account';
import { organisationRoutes as routes } from '@jzt/shared/contract/organisation';
import { trainingRoutes } from '@jzt/shared/contract/training';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { describe as describeSubject } from '@jzt/shared/policy/words';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { course } from '../../../testing/courses';
import {
  HERE,
  assessmentBase,
  authority,
  enterprise,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  operator,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Organisations } from './organisation.service';
import { TrainingClassModel } from '../training/training.model';

let world: World;
let anybody: Client;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  anybody = new Client(world.url);
});
afterAll(() => world?.stop());

const safety = (from: string, to?: string) => [{ category: 'SAFETY_MGMT' as const, from, to }];
const listed = async (query: Parameters<typeof anybody.ok<typeof routes.listInstitutions>>[1]) =>
  (await anybody.ok(routes.listInstitutions, query)).items.map((one) => one.name);

describe('institutions', () => {
  it('QH-06 lists those with an authorisation in force today, the last day included', async () => {
    await institution({ name: '今日到期培训中心', authorisations: safety('2025-01-01', '2026-03-02') });
    await institution({ name: '昨日到期培训中心', authorisations: safety('2025-01-01', '2026-03-01') });
    await institution({ name: '明日生效培训中心', authorisations: safety('2026-03-03') });
    await institution({ name: '无授权培训中心', authorisations: [] });
    const names = await listed({ query: { q: '到期' } });
    expect(names).toEqual(['今日到期培训中心']);
    expect(await listed({ query: { q: '生效' } })).toEqual([]);
    expect(await listed({ query: { q: '无授权' } })).toEqual([]);
  });

  it('QH-06 lists for a category only those authorised for it', async () => {
    await institution({ name: '只做安管培训中心', authorisations: safety('2025-01-01') });
    expect(await listed({ query: { q: '只做安管', category: 'SAFETY_MGMT' } })).toEqual(['只做安管培训中心']);
    expect(await listed({ query: { q: '只做安管', category: 'SPECIAL_OP' } })).toEqual([]);
  });

  it('QH-06 an authorisation of one category does not lend its dates to another', async () => {
    await institution({
      name: '交叉授权培训中心',
      authorisations: [
        { category: 'SAFETY_MGMT', from: '2020-01-01', to: '2021-01-01' },
        { category: 'SPECIAL_OP', from: '2025-01-01' },
      ],
    });
    expect(await listed({ query: { q: '交叉', category: 'SAFETY_MGMT' } })).toEqual([]);
    const [one] = (await anybody.ok(routes.listInstitutions, { query: { q: '交叉', category: 'SPECIAL_OP' } })).items;
    expect(one!.authorisations).toEqual([{ category: 'SPECIAL_OP', labelZh: '特种作业人员', from: '2025-01-01' }]);
  });

  it('HN-21 keeps the order of registration over all pages, whatever the names', async () => {
    const names = ['丙序培训中心', '甲序培训中心', '乙序培训中心', '丁序培训中心', '戊序培训中心'];
    for (const name of names) await institution({ name });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await anybody.ok(routes.listInstitutions, { query: { q: '序培训', limit: 2, cursor } });
      seen.push(...page.items.map((one) => one.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(names);
  });

  it('shows one with what it is authorised for; without authorisation it is not there', async () => {
    const good = await institution();
    const ended = await institution({ authorisations: safety('2020-01-01', '2021-01-01') });
    expect(await anybody.ok(routes.viewInstitution, { params: { id: good.id } })).toMatchObject({
      id: good.id,
      name: good.name,
      address: good.address,
      phone: good.phone,
    });
    expect(await anybody.refused(routes.viewInstitution, { params: { id: ended.id } })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await anybody.refused(routes.viewInstitution, { params: { id: 'f'.repeat(24) } })).toMatchObject({ status: 404 });
  });

  it('QH-10 shows the classes one may still join, with their last day today included', async () => {
    const one = await institution({ name: '开班培训中心' });
    const made = (name: string, startsOn: string, endsOn: string) =>
      TrainingClassModel.create({
        jurisdiction: HERE,
        institutionId: one.id,
        courseId: new Types.ObjectId(),
        courseVersion: 1,
        name,
        startsOn,
        endsOn,
        seats: 30,
        seatsLeft: 30,
        version: 1,
        createdBy: one.id,
        createdAt: world.clock.now(),
      });
    await made('已结束', '2026-01-01', '2026-03-01');
    await made('四月班', '2026-04-01', '2026-04-30');
    await made('今日结束', '2026-02-01', '2026-03-02');
    const listedOne = (await anybody.ok(routes.listInstitutions, { query: { q: '开班' } })).items[0]!;
    expect(listedOne.classes.map((each) => each.name)).toEqual(['今日结束', '四月班']);
    expect((await anybody.ok(routes.viewInstitution, { params: { id: one.id } })).classes).toEqual(listedOne.classes);
  });

  it('takes the characters of a search as they are', async () => {
    await institution({ name: '点号A.B培训中心' });
    expect(await listed({ query: { q: 'A.B' } })).toEqual(['点号A.B培训中心']);
    expect(await listed({ query: { q: '.*' } })).toEqual([]);
    expect(await listed({ query: { q: '(' } })).toEqual([]);
  });
});

describe('authorisations of single trades', () => {
  const only01 = [{ category: 'SPECIAL_OP' as const, code: '01', from: '2025-01-01' }];

  it('QH-06 an institution authorised for one trade is listed for that trade and for the category, not for another trade', async () => {
    await institution({ name: '单工种培训中心', authorisations: only01 });
    const query = (code?: string) => ({ query: { q: '单工种', category: 'SPECIAL_OP', code } });
    expect(await listed(query())).toEqual(['单工种培训中心']);
    expect(await listed(query('01'))).toEqual(['单工种培训中心']);
    expect(await listed(query('02'))).toEqual([]);
    const [one] = (await anybody.ok(routes.listInstitutions, query('01'))).items;
    expect(one!.authorisations).toEqual([{ category: 'SPECIAL_OP', code: '01', labelZh: describeSubject(only01[0]!), from: '2025-01-01' }]);
  });

  it('QH-06 it opens classes of a course for that trade, and of no wider course', async () => {
    const one = await institution({ authorisations: only01 });
    const staff = await signIn(world, (await institutionStaff(world, one.id)).phone, 'INSTITUTION_STAFF');
    const open = async (codes?: string[]) => {
      const { id: courseId } = await course({ category: 'SPECIAL_OP', ...(codes && { codes }) });
      return staff.call(trainingRoutes.createClass, {
        body: { name: '班次', courseId, startsOn: '2026-03-02', endsOn: '2026-12-31', seats: 9 },
      });
    };
    expect((await open(['01'])).status).toBe(200);
    for (const codes of [['01', '02'], undefined])
      expect((await open(codes)).error).toMatchObject({ code: 'INSTITUTION_NOT_AUTHORISED', ruleId: 'QH-06' });
  });
});

describe('members', () => {
  it('an officer is a member of an authority, and acts there under its name', async () => {
    const id = await authority();
    const client = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
    expect(client.session).toMatchObject({ role: 'AUTHORITY_ISSUER', organisationId: id });
    const me = await client.ok(accountRoutes.me);
    expect(me.organisationId).toBe(id);
    expect(me.memberships.find((one) => one.role === 'AUTHORITY_ISSUER')).toMatchObject({
      organisationId: id,
      organisationName: '测试省住房和城乡建设厅',
    });
  });

  it('a role is held only in an organisation of its kind', async () => {
    const organisations = await world.server.get(Organisations);
    const [school, company, base] = [(await institution()).id, (await enterprise()).id, await assessmentBase()];
    const office = await authority();
    const platform = await operator();
    const home = {
      INSTITUTION_STAFF: school,
      ENTERPRISE_STAFF: company,
      AUTHORITY_REVIEWER: office,
      AUTHORITY_ISSUER: office,
      BASE_AGENT: base,
      SYSTEM_ADMIN: platform,
      AUTHORITY_ADMIN: office,
      INSTITUTION_ADMIN: school,
      ENTERPRISE_ADMIN: company,
    } satisfies Record<StaffRole, string>;
    for (const role of Object.keys(home) as StaffRole[]) {
      const { phone } = await ledgeredWorker(world);
      for (const id of [school, company, office, base, platform]) {
        const appointed = organisations.appoint(id, phone, role);
        if (id === home[role]) expect((await appointed).memberships).toContainEqual({ role, organisationId: id });
        else await expect(appointed).rejects.toMatchObject({ code: 'WRONG_KIND' });
      }
    }
    await expect(organisations.appoint('f'.repeat(24), '13700000099', 'BASE_AGENT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an organisation of another kind is not there', async () => {
    const organisations = await world.server.get(Organisations);
    const [school, company] = [(await institution()).id, (await enterprise()).id];
    await expect(organisations.institution(company)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(organisations.enterprise(school)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await organisations.institutions([school, company])).size).toBe(1);
    expect(await anybody.refused(routes.viewInstitution, { params: { id: company } })).toMatchObject({ status: 404 });
  });
});

describe('enterprises', () => {
  it('are found by a part of the name or by the whole credit code, by signed-in people', async () => {
    const one = await enterprise({ name: '青海高原机械施工有限公司' });
    const client = await signIn(world, '13700000021');
    const found = { id: one.id, name: one.name, creditCode: one.creditCode, address: one.address, jurisdictions: [HERE] };
    expect((await client.ok(routes.searchEnterprises, { query: { q: '高原机械' } })).items).toEqual([found]);
    expect((await client.ok(routes.searchEnterprises, { query: { q: one.creditCode.toLowerCase() } })).items).toEqual([found]);
    expect((await client.ok(routes.searchEnterprises, { query: { q: '没有这家' } })).items).toEqual([]);
    expect(await client.refused(routes.searchEnterprises, { query: { q: '一' } })).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await anybody.refused(routes.searchEnterprises, { query: { q: '高原机械' } })).toMatchObject({ status: 401 });
  });
});
