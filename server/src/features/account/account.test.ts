import { accountRoutes } from '@jzt/shared/contract/account';
import { fileRoutes } from '@jzt/shared/contract/file';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import {
  HERE,
  applicationIn,
  employ,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  portraitOf,
} from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { EmploymentModel } from '../employment/employment.model';
import { PersonModel } from '../person/person.model';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const todos = async (client: Client) => (await client.ok(accountRoutes.me)).todos.map((one) => [one.key, one.page, one.detail]);

describe('to-dos', () => {
  it('ask a new person for the real-name check first, and for nothing else', async () => {
    expect(await todos(await signIn(world, '13700000101'))).toEqual([
      ['identity', 'packages/identity/status/index', '报名、学习、领证都要先实名'],
    ]);
  });

  it('then for an employer, then for an answer to the invitation, then for each step of an application', async () => {
    const [one, school, company] = [await ledgeredWorker(world), await institution(), await enterprise({ name: '青海待办建筑有限公司' })];
    const client = await signIn(world, one.phone);
    expect((await todos(client)).map(([key]) => key)).toEqual(['employer']);
    const employmentId = await employ(world, one.id, company.id);
    await EmploymentModel.updateOne({ _id: employmentId }, { $set: { status: 'REQUESTED', askedBy: 'ENTERPRISE' } });
    const of = { personId: one.id, institutionId: school.id };
    const returned = await applicationIn(world, 'INST_RETURNED', of);
    const learning = await applicationIn(world, 'IN_TRAINING', { ...of, subject: { category: 'SAFETY_MGMT', code: 'C1' } });
    await applicationIn(world, 'SUBMITTED', { ...of, subject: { category: 'SAFETY_MGMT', code: 'C2' } });
    const found = await todos(client);
    expect(found[0]).toEqual([
      `employment-${employmentId}`,
      'packages/identity/employment/index',
      '青海待办建筑有限公司邀请您建立聘用关系',
    ]);
    expect(found.slice(1).map(([key, page]) => [key, page])).toEqual(
      expect.arrayContaining([
        [`application-${returned}`, `packages/application/detail/index?id=${returned}`],
        [`application-${learning}`, `packages/study/course/index?sourceKind=APPLICATION&sourceId=${learning}`],
      ]),
    );
    expect(found).toHaveLength(3);
  });

  it('count for each desk what waits there, most urgent first, and nothing of another organisation', async () => {
    const [one, school, company] = [await ledgeredWorker(world), await institution(), await enterprise()];
    const of = { personId: one.id, institutionId: school.id };
    const before = await todos(await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER'));
    expect(before.map(([key]) => key)).not.toContain('manual');
    for (const [status, code] of [
      ['SUBMITTED', '01'],
      ['AUTH_PASSED', '02'],
      ['TRAINED', '03'],
      ['AUTH_CHECK', '04'],
      ['PASSED', '05'],
    ] as const)
      await applicationIn(world, status, { ...of, subject: { category: 'SPECIAL_OP', code } });
    await PersonModel.updateOne(
      { _id: one.id },
      { $set: { status: 'MANUAL_REVIEW', 'identity.manualSince': world.clock.now(), 'identity.jurisdiction': HERE } },
    );
    await EmploymentModel.updateOne({ _id: await employ(world, one.id, company.id) }, { $set: { status: 'REQUESTED', askedBy: 'WORKER' } });
    const teacher = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
    expect(await todos(teacher)).toEqual([
      ['review', 'packages/staff/queue/index', '1份报名等待审核'],
      ['enrol', 'packages/staff/classes/index', '1人核查通过，等待编入班次'],
      ['plan', 'packages/staff/plans/index', '1人完成培训，可提交考试计划'],
    ]);
    const stranger = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect(await todos(stranger)).toEqual([]);
    const clerk = await signIn(world, (await enterpriseStaff(world, company.id)).phone, 'ENTERPRISE_STAFF');
    expect(await todos(clerk)).toEqual([['employment', 'packages/enterprise/people/index', '1人申请建立聘用关系']]);
    const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    expect((await todos(reviewer)).map(([key, page]) => [key, page])).toEqual([
      ['pass-list', 'packages/authority/pass-lists/index'],
      ['insurance', 'packages/authority/insurance/index'],
      ['manual', 'packages/authority/manual/index'],
    ]);
  });
});

describe('photos', () => {
  it('go to their owner, to the desk of the case and to the officer of a manual check, and to nobody else', async () => {
    const [one, school] = [await ledgeredWorker(world), await institution()];
    const portraitFileId = await portraitOf(world, one.id);
    await applicationIn(world, 'SUBMITTED', { personId: one.id, institutionId: school.id, portraitFileId });
    const view = async (client: Client, id: string) => (await client.call(fileRoutes.view, { params: { id } })).status;
    expect(await view(await signIn(world, one.phone), portraitFileId)).toBe(200);
    expect(await view(await signIn(world, (await ledgeredWorker(world)).phone), portraitFileId)).toBe(404);
    const teacher = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
    const stranger = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect([await view(teacher, portraitFileId), await view(stranger, portraitFileId)]).toEqual([200, 404]);
    const waiting = await ledgeredWorker(world);
    await PersonModel.updateOne(
      { _id: waiting.id },
      { $set: { status: 'MANUAL_REVIEW', 'identity.manualSince': world.clock.now(), 'identity.jurisdiction': HERE } },
    );
    const { cardFileId } = (await PersonModel.findById(waiting.id).lean())!.identity;
    const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    expect([await view(reviewer, cardFileId!), await view(teacher, cardFileId!)]).toEqual([200, 404]);
  });
});
