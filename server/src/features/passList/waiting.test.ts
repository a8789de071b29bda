import { accountRoutes } from '@jzt/shared/contract/account';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { twoOfficers, type Officers } from '../../../testing/officers';
import { passedExam } from '../../../testing/passed';
import { HERE, ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { FilingModel } from '../filing/filing.model';

let world: World;
let officers: Officers;
beforeAll(async () => {
  world = await startWorld();
  officers = await twoOfficers(world);
});
afterAll(() => world.stop());

const waiting = async () => (await officers.reviewer.ok(accountRoutes.me)).todos.find((one) => one.key === 'pass-list')?.detail;

describe('QH-19 who waits for a pass list', () => {
  it('JX-17 is nobody whose filing was approved: no exam has a part in it', async () => {
    const { id } = await ledgeredWorker(world);
    await FilingModel.collection.insertOne({
      status: 'PASSED',
      jurisdiction: HERE,
      personId: id,
      history: [],
      files: {},
      version: 1,
    } as never);
    expect(await waiting()).toBeUndefined();
    await passedExam(world, { names: ['甲', '乙'] });
    expect(await waiting()).toBe('2人考试合格，等待签发');
  });
});
