import { applicationRoutes as routes, type Application as View } from '@jzt/shared/contract/application';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client } from '../../../testing/client';
import { signUpDesk, type SignUpDesk } from '../../../testing/signUp';
import { seedOutside, setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { eventually } from '../../../testing/eventually';

let world: World;
let desk: SignUpDesk;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T02:00:00Z' });
  desk = await signUpDesk(world);
});
afterAll(() => world?.stop());

afterEach(() => setFault(world, 'national', { mode: 'ok' }));

const inbox = async (client: Client) => (await client.ok(inboxRoutes.list)).items;
const view = (client: Client, id: string): Promise<View> => client.ok(routes.view, { params: { id } });
const settled = async (client: Client, id: string): Promise<View> => {
  await world.settle();
  return view(client, id);
};

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
      const { client, form } = await desk.applicant();
      await setFault(world, 'national', fault);
      const made = await client.ok(routes.submit, { body: form });
      expect(made).toMatchObject({
        status: 'CHECK_PENDING',
        canWithdraw: true,
        canEdit: false,
        nextStepZh: expect.stringContaining('自动核验'),
      });
      expect((await desk.staff.ok(reviewRoutes.queue)).items.map((one) => one.id)).not.toContain(made.id);
      expect(await desk.staff.refused(reviewRoutes.view, { params: { id: made.id } })).toMatchObject({ status: 404 });
      if (fault.mode !== 'slow') expect(await settled(client, made.id)).toMatchObject({ status: 'CHECK_PENDING', version: made.version });
      await setFault(world, 'national', { mode: 'ok' });
      world.clock.advance(20_000);
      await eventually(async () => expect((await settled(client, made.id)).status).toBe('SUBMITTED'), { within: 25_000, every: 300 });
      const after = await view(client, made.id);
      expect(after.timeline.map((line) => [line.labelZh, line.byRole])).toEqual([
        ['提交报名（等待核验）', 'WORKER'],
        ['通过系统核验', 'SYSTEM'],
      ]);
      expect((await desk.staff.ok(reviewRoutes.queue, { query: { limit: 100 } })).items.map((one) => one.id)).toContain(made.id);
      expect((await inbox(client)).map((one) => one.title)).toEqual(['报名核验通过', '报名等待核验']);
    },
    60_000,
  );

  it('what it says in the end may refuse: the case comes back with the reason, and may be corrected or withdrawn', async () => {
    const { client, form, idNumber } = await desk.applicant({ sequence: 912, birthDate: '1985-07-01' });
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
    const { client, form, idNumber, name } = await desk.applicant();
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
    const { client, form } = await desk.applicant();
    await setFault(world, 'national', { mode: 'down' });
    const made = await client.ok(routes.submit, { body: form });
    await client.ok(routes.withdraw, { params: { id: made.id }, body: { version: made.version } });
    await setFault(world, 'national', { mode: 'ok' });
    world.clock.advance(20_000);
    expect((await settled(client, made.id)).status).toBe('WITHDRAWN');
  });

  it('what no other province can forbid is not asked there at all', async () => {
    const { client, form } = await desk.applicant();
    await setFault(world, 'national', { mode: 'down' });
    expect(await client.ok(routes.submit, { body: { ...form, subject: { category: 'SKILLED_WORKER' } } })).toMatchObject({
      status: 'SUBMITTED',
    });
  });
});
