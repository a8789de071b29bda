import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { authority, HERE, officer } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages } from './people-at-screens';

jest.setTimeout(300_000);
const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
let world: World;
beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});
const OFFICE = () => authority(HERE);

it('an officer binds an authenticator at their first sign-in, and is asked for a fresh code before what cannot be undone', async () => {
  const person = await officer(world, 'AUTHORITY_REVIEWER', '梁审核', await OFFICE());
  const desk = await personAt(world, { folder, viewport: DESK });
  await desk.signIn(person.phone);
  await desk.open('/packages/identity/second-factor/index');
  await desk.see('剩余恢复码');
  await desk.looksGood('factor-mine');
  world.clock.advance(11 * 60_000);
  await desk.open('/packages/authority/audit/index');
  await desk.see('导出留痕');
  await desk.looksGood('audit-export');
  let kept: string | undefined;
  desk.page.on('download', (one) => (kept = one.suggestedFilename()));
  await desk.tapText('导出这段时间的留痕');
  // Whatever a person does next meets the question for a code, which is answered (people-at-screens).
  while (!kept) await desk.tapText('留痕是否完整');
  expect(kept).toMatch(/^操作留痕-.*\.jsonl$/);
  expect(uglyPages()).toEqual([]);
  await desk.close();
});

it('a lost authenticator is asked for on the phone and reset by a colleague at the desk', async () => {
  const office = await OFFICE();
  const [loser, colleague] = [
    await officer(world, 'AUTHORITY_ISSUER', '马签发', office),
    await officer(world, 'AUTHORITY_REVIEWER', '周审核', office),
  ];
  const first = await personAt(world, { folder, viewport: PHONE });
  await first.signIn(loser.phone);
  await first.close();
  world.clock.advance(61_000);
  const phone = await personAt(world, { folder, viewport: PHONE });
  await phone.signInByFirstFactor(loser.phone);
  await phone.see('验证并进入');
  await phone.looksGood('factor-prove');
  await phone.tapText('验证器和恢复码都丢了');
  await phone.fill('怎样联系您', '请打办公室电话');
  await phone.looksGood('factor-lost');
  await phone.tapText(/^发出请求$/);
  await phone.see('已请同事重置');

  const desk = await personAt(world, { folder, viewport: DESK });
  await desk.signIn(colleague.phone);
  await desk.see('同事请求重置验证器');
  await desk.open('/packages/authority/factor-resets/index');
  await desk.see('马签发');
  await desk.looksGood('factor-resets');
  await desk.tapText('已核实，重置');
  await desk.tapText('已当面核实');
  await desk.tapText(/^重置验证器$/);
  await desk.see('没有同事请求重置');

  world.clock.advance(61_000);
  await phone.close();
  const anew = await personAt(world, { folder, viewport: PHONE });
  await anew.signInByFirstFactor(loser.phone);
  await anew.see('先绑定验证器');
  await anew.looksGood('factor-bind');
  await anew.tapText('开始绑定');
  await anew.see('第二步：输入现在的动态码');
  await anew.looksGood('factor-qr');
  expect(uglyPages()).toEqual([]);
  await Promise.all([anew.close(), desk.close()]);
});
