import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { specialExams, type Sat, type SpecialExams } from '../../server/testing/specialExam';
import { startWorld, type World } from '../../server/testing/world';
import { oneTap, phoneOf } from './phones';

let world: World;
let exams: SpecialExams;
let one: Sat;

beforeAll(async () => {
  world = await startWorld();
  exams = await specialExams(world);
  one = await exams.sat(true, '何架子');
});
afterAll(() => world.stop());

describe('O-10 the practical part on the phone', () => {
  it('the person reads that the practical part is still to come', async () => {
    const weapp = await phoneOf(world, one.person);
    try {
      await oneTap(weapp);
      await weapp.open(`packages/exam/score/index?id=${one.params.id}`);
      await weapp.see('理论合格，还要考实操');
      await weapp.see('实操70分合格');
      await weapp.open(`packages/exam/ticket/index?id=${one.params.id}`);
      await weapp.see('理论100分，待实操');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('the institution enters the mark once, asked whether it is right, and the person sees both scores', async () => {
    const weapp = await phoneOf(world, exams.teacher);
    try {
      await oneTap(weapp);
      await weapp.open(`packages/staff/plan/index?id=${one.planParams.id}`);
      await weapp.see('理论60分、实操70分合格');
      await weapp.tap('登记何架子的实操成绩');
      await weapp.type('实操成绩', '101');
      await expect(weapp.tap(/^登记成绩$/)).rejects.toThrow('cannot be tapped now');
      await weapp.type('实操成绩', '85');
      await weapp.tap(/^登记成绩$/);
      await weapp.see('何架子，实操85分，考试合格。登记后不能修改');
      await weapp.tap(/^登记成绩$/);
      await weapp.see('理论100分，实操85分，合格');
      await weapp.seeNo('登记何架子的实操成绩');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
    await world.settle();
    expect(await one.status()).toBe('PASSED');
    const phone = await phoneOf(world, one.person);
    try {
      await oneTap(phone);
      await phone.open(`packages/exam/score/index?id=${one.params.id}`);
      await phone.see('考试合格');
      await phone.see('实操85分（70分合格）');
    } finally {
      phone.close();
    }
  });
});
