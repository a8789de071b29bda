import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authority, employ, enterprise, ledgeredWorker } from '../../server/testing/people';
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
  /** Where the greeting, the badges and the road end. */
  const roadEnds = async (): Promise<number> => {
    await person.standStill();
    const box = await person.page.locator('.road').locator('visible=true').boundingBox();
    return box!.y + box!.height;
  };

  it('greeting, badges, road and the line of demo rules take at most a third, and nothing is clipped or too small to hit', async () => {
    const worker = await ledgeredWorker(world, { name: '欧阳建国', jurisdiction: '500000' });
    const { id } = await enterprise({ name: '重庆渝中第三建筑安装工程有限公司', jurisdictions: ['500000'] });
    await employ(world, worker.id, id, '安全员', '500000');
    person = await personAt(world, {});
    await person.open('/');
    await person.see('选择省份');
    expect(await roadEnds()).toBeLessThanOrEqual(PHONE.height / 3);
    expect(await person.clipped()).toEqual([]);
    expect(await person.tooSmall()).toEqual([]);

    await person.signIn(worker.phone);
    await person.see('已入库');
    await person.see('重庆渝中第三建筑安装工程有限公司');
    await person.see('演示规则');
    expect(await roadEnds()).toBeLessThanOrEqual(PHONE.height / 3);
    expect(await person.clipped()).toEqual([]);
    expect(await person.tooSmall()).toEqual([]);
  });

  it('the province is changed with two taps, with a finger and with the keyboard', async () => {
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
