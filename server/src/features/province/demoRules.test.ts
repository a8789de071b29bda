import { applicationRoutes } from '@jzt/shared/contract/application';
import { provinceRoutes } from '@jzt/shared/contract/province';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { accountRoutes } from '@jzt/shared/contract/account';
import type { Role } from '@jzt/shared/domain/roles';
import { authority, employ, enterprise, enterpriseStaff, institution, ledgeredWorker, officer, portraitOf } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { ApplicationModel } from '../application/application.model';

let world: World;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-24T02:00:00Z', env: { PACK_EDITION: 'DEMO' } });
});
afterAll(() => world?.stop());

describe('A-25 a start with the demo edition', () => {
  it('tells the phone which provinces have rules to be tried out, and which of a person’s cases are under them', async () => {
    for (const code of ['500000', '630000', '360000'] as const) await authority(code);
    const person = await ledgeredWorker(world, { jurisdiction: '500000' });
    await employ(world, person.id, (await enterprise({ jurisdictions: ['500000'] })).id, '安全员', '500000');
    const client = await signIn(world, person.phone);
    const { items } = await client.ok(provinceRoutes.list);
    expect(items.map((one) => [one.name, one.demoRules])).toEqual([
      ['江西省', false],
      ['重庆市', true],
      ['青海省', true],
    ]);
    expect((await client.ok(provinceRoutes.mine)).province).toMatchObject({ code: '500000', demoRules: true });
    expect((await client.ok(applicationRoutes.types)).demoRules).toBe(true);
    const submit = async (jurisdiction: '500000' | '630000') =>
      client.ok(applicationRoutes.submit, {
        body: {
          subject: { category: 'SAFETY_MGMT', code: 'A' },
          institutionId: (await institution({ jurisdictions: [jurisdiction] })).id,
          education: '高中',
          portraitFileId: await portraitOf(world, person.id),
          declaredTrue: true,
          selfChecked: true,
        },
      });
    const applied = await submit('500000');
    expect(applied.demoRules).toBe(true);
    expect((await ApplicationModel.findById(applied.id).lean())!.packVersion).toBe('CQ-1-DEMO-2026');
    await employ(world, person.id, (await enterprise()).id);
    expect((await submit('630000')).demoRules).toBe(true);
  });

  it('tells who acts for an organisation of such a province, in every answer that names what they may act as', async () => {
    const [there, here] = [await authority('500000'), await authority('360000')];
    const company = await enterprise({ jurisdictions: ['630000', '500000'] });
    const said = async (phone: string, role: Role) => {
      const client = await signIn(world, phone, role);
      const { memberships } = await client.ok(accountRoutes.me);
      expect(client.session!.memberships).toEqual(memberships);
      return memberships.map((one) => [one.role, one.demoRules]);
    };
    const [far, near, clerk] = [
      await officer(world, 'AUTHORITY_REVIEWER', '渝审核', there),
      await officer(world, 'AUTHORITY_REVIEWER', '赣审核', here),
      await enterpriseStaff(world, company.id),
    ];
    expect(await said(far.phone, 'AUTHORITY_REVIEWER')).toEqual([
      ['WORKER', undefined],
      ['AUTHORITY_REVIEWER', true],
    ]);
    expect(await said(near.phone, 'AUTHORITY_REVIEWER')).toEqual([
      ['WORKER', undefined],
      ['AUTHORITY_REVIEWER', undefined],
    ]);
    expect(await said(clerk.phone, 'ENTERPRISE_STAFF')).toEqual([
      ['WORKER', undefined],
      ['ENTERPRISE_STAFF', true],
    ]);
  });
});
