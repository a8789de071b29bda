import { passListRoutes } from '@jzt/shared/contract/passList';
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkedList, passedInProvince, provinceDesk, signList, type ProvinceDesk } from '../testing/newCertificate';
import { startWorld, type World } from '../testing/world';

describe('Jiangsu in 2017', () => {
  let world: World;
  let desk: ProvinceDesk;
  afterAll(() => world?.stop());

  it('JS-02 JS-03 passed on 27 September: paper only; on the 28th both; from 1 December the e-certificate alone', async () => {
    world = await startWorld({ at: '2017-09-27T01:00:00Z' });
    desk = await provinceDesk(world, '320000', 'SITE_MANAGER', '南京市玄武区测试路1号');
    const subject = { category: 'SITE_MANAGER' as const, code: '101' };
    const early = await passedInProvince(world, desk, subject);
    const { id } = await desk.reviewer.ok(passListRoutes.create, { body: { examPlanId: early.planId } });
    await world.settle();
    const { version } = await desk.reviewer.ok(passListRoutes.view, { params: { id } });
    const list = await desk.reviewer.ok(passListRoutes.check, { params: { id }, body: { version } });
    expect(list.rows[0]!.errors).toMatchObject([{ ruleId: 'JS-02', code: 'PAPER_ONLY' }]);

    world.clock.set('2017-09-28T01:00:00Z');
    await desk.signInAgain();
    const both = await passedInProvince(world, desk, subject);
    const trial = await signList(world, desk, await checkedList(world, desk, both.planId), both.worker);
    // JS-15, JS-19, JS-20: no end, twelve digits, active at once.
    expect(trial).toMatchObject({ status: 'ACTIVE', paperToo: true, number: expect.stringMatching(/^\d{12}$/) });
    expect(trial.validTo).toBeUndefined();

    world.clock.set('2017-12-01T01:00:00Z');
    await desk.signInAgain();
    const late = await passedInProvince(world, desk, subject);
    const electronic = await signList(world, desk, await checkedList(world, desk, late.planId), late.worker);
    expect(electronic.status).toBe('ACTIVE');
    expect(electronic.paperToo).toBeUndefined();
  });
});
