import { employmentRoutes as routes } from '@jzt/shared/contract/employment';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { employ, enterprise, enterpriseStaff, ledgeredWorker, newIdNumber, verifiedWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { EmploymentModel } from './employment.model';

let world: World;
let company: Awaited<ReturnType<typeof enterprise>>;
let staff: Client;
let strangers: Client;

const position = '塔吊司机';
const worker = async (seed: Parameters<typeof ledgeredWorker>[1] = {}) => {
  const person = await verifiedWorker(world, seed);
  return { ...person, client: await signIn(world, person.phone) };
};
const inbox = async (client: Client) => (await client.ok(inboxRoutes.list)).items;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  company = await enterprise({ name: '青海测试建筑有限公司' });
  staff = await signIn(world, (await enterpriseStaff(world, company.id)).phone);
  strangers = await signIn(world, (await enterpriseStaff(world, (await enterprise()).id)).phone);
});
afterAll(() => world?.stop());

describe('employment', () => {
  it('QH-09 the worker asks, the enterprise is told, confirms, and the worker is told', async () => {
    const { client } = await worker({ name: '李小工' });
    const asked = await client.ok(routes.ask, { body: { enterpriseId: company.id, position } });
    expect(asked).toMatchObject({
      status: 'REQUESTED',
      askedBy: 'WORKER',
      enterprise: { name: '青海测试建筑有限公司' },
      person: { name: '李小工' },
      position,
    });
    await world.settle();
    expect((await inbox(staff))[0]).toMatchObject({
      body: expect.stringContaining('李**（塔吊司机）申请与您建立聘用关系'),
      page: 'packages/enterprise/people/index',
    });
    const mine = (await staff.ok(routes.listOfEnterprise, { query: { status: 'REQUESTED' } })).items.find((one) => one.id === asked.id)!;
    const confirmed = await staff.ok(routes.confirm, { params: { id: asked.id }, body: { version: mine.version } });
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', statusZh: '在职', since: expect.any(String) });
    expect(confirmed.timeline.map((line) => line.labelZh)).toEqual(['本人申请聘用关系', '确认聘用关系']);
    await world.settle();
    expect((await inbox(client))[0]!.title).toBe('聘用关系已建立');
    expect((await client.ok(routes.listMine)).items[0]).toMatchObject({ id: asked.id, status: 'CONFIRMED' });
  });

  it('QH-09 the enterprise invites by name and number, the worker confirms', async () => {
    const { client, name, idNumber } = await worker({ name: '王五' });
    const invited = await staff.ok(routes.invite, { body: { name, idNumber, position } });
    expect(invited.person).toEqual({ id: expect.any(String), name: '王五', idNumberMasked: expect.stringMatching(/^\d{4}\*{10}\w{4}$/) });
    await world.settle();
    expect((await inbox(client))[0]!.body).toContain('青海测试建筑有限公司申请与您建立聘用关系');
    expect(await client.ok(routes.confirm, { params: { id: invited.id }, body: { version: invited.version } })).toMatchObject({
      status: 'CONFIRMED',
    });
  });

  it('QH-09 whoever asked cannot confirm or decline for the other side', async () => {
    const { client, name, idNumber } = await worker();
    const asked = await client.ok(routes.ask, { body: { enterpriseId: company.id, position } });
    const at = { params: { id: asked.id }, body: { version: asked.version, reason: '改变主意' } };
    expect(await client.refused(routes.confirm, at)).toMatchObject({ status: 403, code: 'OTHER_SIDE_ONLY' });
    expect(await client.refused(routes.decline, at)).toMatchObject({ status: 403, code: 'OTHER_SIDE_ONLY' });
    expect(await client.ok(routes.end, at)).toMatchObject({ status: 'ENDED' });
    const invited = await staff.ok(routes.invite, { body: { name, idNumber, position } });
    expect(await staff.refused(routes.confirm, { params: { id: invited.id }, body: { version: invited.version } })).toMatchObject({
      status: 403,
      code: 'OTHER_SIDE_ONLY',
    });
  });

  it('somebody else’s employment is not there, for people and for enterprises', async () => {
    const { client } = await worker();
    const { client: other } = await worker();
    const asked = await client.ok(routes.ask, { body: { enterpriseId: company.id, position } });
    const at = { params: { id: asked.id }, body: { version: asked.version, reason: '与我无关' } };
    for (const stranger of [other, strangers]) {
      for (const route of [routes.confirm, routes.decline, routes.end])
        expect(await stranger.refused(route, at)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect((await strangers.ok(routes.listOfEnterprise)).items).toEqual([]);
  });

  it('CQ-01 an unverified person cannot ask', async () => {
    const client = await signIn(world, '13700000001');
    expect(await client.refused(routes.ask, { body: { enterpriseId: company.id, position } })).toMatchObject({
      status: 422,
      code: 'IDENTITY_REQUIRED',
      ruleId: 'QH-09',
    });
  });

  it('QH-09 is the rule of Qinghai alone: in a province whose document has none, nobody is refused by it', async () => {
    const client = await signIn(world, '13700000077');
    const elsewhere = await enterprise({ jurisdictions: ['500000'] });
    const refused = await client.refused(routes.ask, { body: { enterpriseId: elsewhere.id, position } });
    expect(refused).toMatchObject({ status: 422, code: 'IDENTITY_REQUIRED' });
    expect(refused.ruleId).toBeUndefined();
    const verified = await worker({ name: '孙七' });
    const asked = await verified.client.ok(routes.ask, { body: { enterpriseId: elsewhere.id, position } });
    expect((await EmploymentModel.findById(asked.id).lean())!.history[0]!.ruleIds).toEqual([]);
  });

  it('a wrong number, a wrong name and an unknown person give no hint who is registered', async () => {
    const { idNumber, name } = await worker({ name: '赵六' });
    const broken = `${idNumber.slice(0, 17)}${idNumber.endsWith('X') ? '0' : 'X'}`;
    expect(await staff.refused(routes.invite, { body: { name, idNumber: broken, position } })).toMatchObject({
      status: 400,
      code: 'ID_NUMBER_INVALID',
      ruleId: 'CQ-35',
    });
    const wrongName = await staff.refused(routes.invite, { body: { name: '赵七', idNumber, position } });
    const unknown = await staff.refused(routes.invite, { body: { name, idNumber: newIdNumber(), position } });
    expect(wrongName).toMatchObject({ status: 404, code: 'PERSON_NOT_FOUND' });
    expect(unknown).toMatchObject({ status: wrongName.status, code: wrongName.code, message: wrongName.message });
  });

  it('30 parallel requests to one enterprise leave one', async () => {
    const { client, id } = await worker();
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => client.call(routes.ask, { body: { enterpriseId: company.id, position } })),
    );
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect(new Set(replies.filter((one) => one.status !== 200).map((one) => one.error.code))).toEqual(new Set(['EMPLOYMENT_EXISTS']));
    expect(await EmploymentModel.countDocuments({ personId: id })).toBe(1);
  });

  it('one current employer: a second confirmation is refused, and works once the first has ended', async () => {
    const { client, id } = await worker();
    const second = await enterprise();
    const secondStaff = await signIn(world, (await enterpriseStaff(world, second.id)).phone);
    const asked = await Promise.all(
      [company.id, second.id].map((enterpriseId) => client.ok(routes.ask, { body: { enterpriseId, position } })),
    );
    const replies = await Promise.all(
      [staff, secondStaff].map((one, at) => one.call(routes.confirm, { params: { id: asked[at]!.id }, body: { version: 1 } })),
    );
    expect(replies.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(replies.find((one) => one.status === 409)!.error.code).toBe('EMPLOYMENT_EXISTS');
    expect(await EmploymentModel.countDocuments({ personId: id, status: 'CONFIRMED' })).toBe(1);
    const won = replies.findIndex((one) => one.status === 200);
    expect(await client.refused(routes.ask, { body: { enterpriseId: (await enterprise()).id, position } })).toMatchObject({
      code: 'EMPLOYMENT_EXISTS',
    });
    await client.ok(routes.end, { params: { id: asked[won]!.id }, body: { version: 2, reason: '换单位' } });
    const other = 1 - won;
    expect(await [staff, secondStaff][other]!.ok(routes.confirm, { params: { id: asked[other]!.id }, body: { version: 1 } })).toMatchObject(
      { status: 'CONFIRMED' },
    );
  });

  it('an ended or declined employment takes no further step; a stale version is told so', async () => {
    const { client, id } = await worker();
    const employmentId = await employ(world, id, company.id);
    const at = (version: number) => ({ params: { id: employmentId }, body: { version, reason: '合同到期' } });
    expect(await staff.refused(routes.end, at(1))).toMatchObject({ status: 409, code: 'EMPLOYMENT_CHANGED' });
    expect(await staff.ok(routes.end, at(2))).toMatchObject({ status: 'ENDED', endedAt: expect.any(String) });
    await world.settle();
    expect((await inbox(client))[0]!.title).toBe('聘用关系已解除');
    for (const who of [client, staff])
      for (const route of [routes.confirm, routes.decline, routes.end])
        expect(await who.refused(route, at(3))).toMatchObject({ status: 409, code: 'ILLEGAL_TRANSITION' });
  });

  it('declining needs a reason, which the other side reads', async () => {
    const { client } = await worker();
    const asked = await client.ok(routes.ask, { body: { enterpriseId: company.id, position } });
    expect(await staff.refused(routes.decline, { params: { id: asked.id }, body: { version: 1, reason: '' } })).toMatchObject({
      status: 400,
    });
    await staff.ok(routes.decline, { params: { id: asked.id }, body: { version: 1, reason: '不是本单位人员' } });
    await world.settle();
    expect((await inbox(client))[0]!.body).toContain('不是本单位人员');
    expect((await client.ok(routes.listMine)).items[0]!.timeline.at(-1)).toMatchObject({
      labelZh: '拒绝聘用关系',
      reason: '不是本单位人员',
    });
  });
});
