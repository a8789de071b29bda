import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { institution, institutionStaff, ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { oneTap, phoneOf } from './phones';
import type { Weapp } from './sandbox';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('a worker in the built weapp bundle, against the server', () => {
  let weapp: Weapp;
  let person: SeededPerson;
  beforeAll(async () => {
    person = await ledgeredWorker(world, { name: '王建国' });
    weapp = await phoneOf(world, person);
  });
  afterAll(() => weapp.close());

  it('CQ-28 CQ-32 signs in with one tap and finds the two badges', async () => {
    await weapp.open('pages/me/index');
    await oneTap(weapp);
    await weapp.see('已入库');
    expect(weapp.route()).toBe('pages/me/index');
    await weapp.open('pages/home/index');
    await weapp.see('已认证');
    await weapp.see('您好');
  });

  it('renews the access token once for all that wait for it', async () => {
    world.clock.advance(16 * 60_000);
    const before = weapp.requests.length;
    void weapp.open('pages/study/index');
    void weapp.open('pages/wallet/index');
    await weapp.see('还没有证书');
    await weapp.open('pages/study/index');
    await weapp.see('还没有课程');
    const since = weapp.requests.slice(before);
    expect(since.filter((each) => each === 'POST /api/session/refresh')).toHaveLength(1);
    expect(since.filter((each) => each === 'GET /api/certificates').length).toBeGreaterThanOrEqual(2);
  });

  it('shows the last answer while the network is away, also after a restart, and the new one when it is back', async () => {
    await weapp.open('pages/me/index');
    await weapp.see('已入库');
    weapp.setOffline(true);
    await weapp.see('网络断开了');
    await weapp.restart();
    await weapp.open('pages/me/index');
    await weapp.see(/这是.*的内容/);
    await weapp.see('已入库');
    weapp.setOffline(false);
    await weapp.seeNo(/这是.*的内容/);
    await weapp.see('已入库');
  });

  it('keeps a session that could not be renewed for want of a network', async () => {
    world.clock.advance(16 * 60_000);
    weapp.setOffline(true);
    await weapp.open('pages/wallet/index');
    await weapp.see(/网络断开了/);
    weapp.setOffline(false);
    await weapp.see('还没有证书');
    await weapp.seeNo('请先登录');
  });

  it('shows the inbox and what the platform keeps', async () => {
    await weapp.open('pages/me/index');
    await weapp.tap('消息');
    await weapp.see('还没有消息');
    await weapp.back();
    await weapp.tap('我的个人信息');
    await weapp.see('注销账号');
    await weapp.back();
  });

  it('is a guest again, with a way back in, when the server has ended the session', async () => {
    world.clock.advance(400 * 24 * 3600_000);
    await weapp.open('pages/wallet/index');
    await weapp.see('请先登录');
    await oneTap(weapp);
    await weapp.see('还没有证书');
  });

  it('leaves nothing on the phone after signing out', async () => {
    await weapp.open('pages/me/index');
    await weapp.see('已入库');
    await weapp.tap('退出登录');
    await weapp.see('要退出登录吗');
    await weapp.tap('再想想');
    await weapp.see('已入库');
    await weapp.tap('退出登录');
    await weapp.see('要退出登录吗');
    await weapp.tap(/^退出登录$/);
    await weapp.see('您还没有登录');
    expect(weapp.storageText()).not.toMatch(/王|accessToken|refreshToken|personId/);
  });

  it('met no error of the program', () => {
    expect(weapp.complaints).toEqual([]);
  });
});

describe('a member of staff', () => {
  it('lands in the role of the institution, switches to their own and back, and stays signed in afterwards', async () => {
    const school = await institution({ name: '西宁建安培训中心' });
    const weapp = await phoneOf(world, await institutionStaff(world, school.id));
    try {
      await oneTap(weapp);
      await weapp.open('pages/me/index');
      await weapp.see('西宁建安培训中心');
      await weapp.tap('现在的身份');
      await weapp.see('切换身份');
      await weapp.tap(/^本人/);
      await weapp.see('所在企业');
      world.clock.advance(16 * 60_000);
      await weapp.open('pages/study/index');
      await weapp.see('还没有课程');
      await weapp.open('pages/me/index');
      await weapp.tap('现在的身份');
      await weapp.tap(/^培训机构/);
      await weapp.seeNo('所在企业');
      await weapp.open('pages/study/index');
      await weapp.see('学习只对本人开放');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });
});
