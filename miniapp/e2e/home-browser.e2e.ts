import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationModel } from '../../server/src/features/application/application.model';
import { applicationIn, authority, employ, enterprise, institution, ledgeredWorker } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, type PersonAtScreen } from './people-at-screens';

let world: World;
let person: PersonAtScreen;
beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist, PACK_EDITION: 'DEMO' } });
  for (const code of ['500000', '630000'] as const) await authority(code);
});
afterAll(async () => {
  await person?.close();
  await closeBrowser();
  await world.stop();
});

describe('首页 on a phone of 375×667', () => {
  /** Where the greeting, the badges and the road with its words end. */
  const roadEnds = async (): Promise<number> => {
    await person.standStill();
    const box = await person.page.locator('.home-hero').locator('visible=true').boundingBox();
    return box!.y + box!.height;
  };
  /** The road as it is read aloud. */
  const road = () => person.page.locator('.road-now').locator('visible=true').getAttribute('aria-label');

  it('greeting, badges, road and the line of demo rules take at most a third, and nothing is clipped or too small to hit', async () => {
    const worker = await ledgeredWorker(world, { name: '欧阳建国', jurisdiction: '500000' });
    const { id } = await enterprise({ name: '重庆渝中第三建筑安装工程有限公司', jurisdictions: ['500000'] });
    await employ(world, worker.id, id, '安全员', '500000');
    person = await personAt(world, {});
    await person.open('/');
    await person.see('选择省份');
    const { y, height } = (await person.page.locator('.road').locator('visible=true').boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.height / 3);
    expect(await person.clipped()).toEqual([]);
    expect(await person.tooSmall()).toEqual([]);

    await person.signIn(worker.phone);
    await person.see('已入库');
    await person.see('重庆渝中第三建筑安装工程有限公司');
    await person.see('演示规则');
    expect(await road()).toContain('轮到您，选择要报的证书');
    expect(await roadEnds()).toBeLessThanOrEqual(PHONE.height / 3);
    expect(await person.clipped()).toEqual([]);
    expect(await person.tooSmall()).toEqual([]);

    // The longest words there are: the road follows the case, and stays inside the third.
    const { id: institutionId } = await institution({ name: '重庆渝中建筑培训中心', jurisdictions: ['500000'] });
    const subject = { category: 'SPECIAL_OP' as const, code: '10' };
    const application = await applicationIn(world, 'SUBMITTED', {
      personId: worker.id,
      institutionId,
      subject,
      jurisdiction: '500000',
      packVersion: 'CQ-1',
    });
    for (const [status, told] of [
      ['SUBMITTED', '请等待，等重庆渝中建筑培训中心审核'],
      ['IN_TRAINING', '轮到您，学习课程'],
      ['AUTH_PASSED', '请等待，等重庆渝中建筑培训中心编班'],
      ['TRAINED', '请等待，等重庆渝中建筑培训中心安排考试'],
      ['PASSED', '请等待，合格，等主管部门发证'],
    ]) {
      await ApplicationModel.updateOne({ _id: application }, { $set: { status } });
      await person.open('/');
      await person.page.getByLabel(told!).locator('visible=true').waitFor();
      expect(await roadEnds()).toBeLessThanOrEqual(PHONE.height / 3);
      expect(await person.clipped()).toEqual([]);
      expect(await person.tooSmall()).toEqual([]);
    }
    await person.page.locator('.road-now').locator('visible=true').click();
    await person.see('报名编号');
  });

  it('CQ-28 of a newcomer, whose name is a telephone number, too', async () => {
    const newcomer = await personAt(world, {});
    await newcomer.signIn('13700137000');
    await newcomer.tapText('选择办理的省份');
    await newcomer.tapText(/^重庆市，/);
    await newcomer.see('演示规则');
    await newcomer.see('未认证');
    await newcomer.standStill();
    const box = (await newcomer.page.locator('.home-hero').locator('visible=true').boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(PHONE.height / 3);
    expect(await newcomer.clipped()).toEqual([]);
    expect(await newcomer.tooSmall()).toEqual([]);
    await newcomer.close();
  });

  it('the province is changed with two taps, with a finger and with the keyboard', async () => {
    await person.open('/');
    await person.tapText('办理省份：重庆市');
    await person.tapText(/^青海省，/);
    await person.page.getByLabel('办理省份：青海省').locator('visible=true').waitFor();
    await person.page.getByLabel('办理省份：青海省').locator('visible=true').focus();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('radio', { name: /^重庆市，/ }).focus();
    await person.page.keyboard.press('Enter');
    await person.page.getByLabel('办理省份：重庆市').locator('visible=true').waitFor();
    await person.open('/');
    await person.page.getByLabel('办理省份：重庆市').locator('visible=true').waitFor();
  });
});
