import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeBrowser, DESK, PHONE, SMALL_PHONE, visit } from './browser';
import { h5Dist } from './dist';
import { chooseTypeSize, storageHolds, typeFactor } from './in-page.mjs';
import { serveFolder } from './static-server';
import { eventually } from '../../server/testing/eventually';

const PAGES = [
  '/',
  '/pages/study/index',
  '/pages/wallet/index',
  '/pages/me/index',
  '/pages/sign-in/index',
  '/pages/agreement/index?doc=service',
  '/pages/agreement/index?doc=privacy',
  '/pages/inbox/index',
  '/packages/certificate/verify/index',
];
const LOOKS = [
  ['a phone', { viewport: PHONE }, 'normal'],
  ['a phone in the dark', { viewport: PHONE, colorScheme: 'dark' as const }, 'normal'],
  ['a small phone with the largest type', { viewport: SMALL_PHONE }, 'largest'],
  ['a computer', { viewport: DESK }, 'normal'],
] as const;

describe('a guest in the browser, while the service is down', () => {
  let site: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    site = await serveFolder(h5Dist);
  });
  afterAll(async () => {
    await closeBrowser();
    await site.close();
  });

  it.each(LOOKS)('reads every page on %s: nothing clipped, nothing too small to hit', async (_name, options, size) => {
    const visitor = await visit(site.url, options);
    try {
      await visitor.page.addInitScript(chooseTypeSize, size);
      for (const address of PAGES) {
        await visitor.open(address);
        expect({ where: address, value: await visitor.clipped() }).toEqual({ where: address, value: [] });
        expect({ where: address, value: await visitor.tooSmall() }).toEqual({ where: address, value: [] });
      }
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.close();
    }
  });

  it('is told that it is 建证通 and loading before any script has come, and no longer once it stands', async () => {
    const [early, late] = [await visit(site.url, { javaScriptEnabled: false }), await visit(site.url)];
    try {
      await early.page.goto(site.url);
      await early.see('正在加载，请稍候');
      await early.see(/^建证通$/);
      await late.open('/');
      expect(await late.page.getByText('正在加载，请稍候').isVisible()).toBe(false);
    } finally {
      await early.close();
      await late.close();
    }
  });

  it('JS-11 opens the verify page from the link in a certificate’s code, and says plainly when it cannot look', async () => {
    const visitor = await visit(site.url);
    try {
      await visitor.open('/v/abcdefghijklmnopqrst');
      await visitor.see('服务暂时不可用');
      expect(new URL(visitor.page.url()).pathname).toBe('/packages/certificate/verify/index');
      await visitor.tapText('首页');
      await visitor.see('从身份证到电子证书');
    } finally {
      await visitor.close();
    }
  });

  it('CQ-32 is refused without the tick, and told what is wrong with the number before anything is sent', async () => {
    const visitor = await visit(site.url);
    const sent: string[] = [];
    visitor.page.on('request', (request) => request.url().includes('/api/') && sent.push(request.url()));
    try {
      await visitor.open('/pages/sign-in/index');
      await visitor.fill('手机号', '1390000');
      await visitor.tapText('获取验证码');
      await visitor.see('请填写11位手机号码');
      await visitor.tapText(/^登录$/);
      await visitor.see('请先阅读并勾选');
      expect(sent).toEqual([]);
    } finally {
      await visitor.close();
    }
  });

  it('keeps what was typed when the page dies', async () => {
    const visitor = await visit(site.url);
    try {
      await visitor.open('/pages/sign-in/index');
      await visitor.fill('手机号', '13900000001');
      await visitor.page.waitForFunction(storageHolds, '13900000001');
      await visitor.open('/pages/sign-in/index');
      expect(await visitor.page.locator('.jz-field', { hasText: '手机号' }).locator('input').inputValue()).toBe('13900000001');
    } finally {
      await visitor.close();
    }
  });

  it('is told that the network is gone, and that it is back', async () => {
    const visitor = await visit(site.url);
    try {
      await visitor.open('/');
      await visitor.page.context().setOffline(true);
      await visitor.see('网络断开了');
      await visitor.page.context().setOffline(false);
      await visitor.seeNo('网络断开了');
    } finally {
      await visitor.close();
    }
  });

  it('walks the page with the keyboard alone', async () => {
    const visitor = await visit(site.url, { viewport: DESK });
    try {
      await visitor.open('/');
      await visitor.page.getByLabel('办证要准备什么？').focus();
      await visitor.page.keyboard.press('Enter');
      await visitor.see('本人有效的二代身份证原件');
    } finally {
      await visitor.close();
    }
  });

  it('changes the size of the letters in 我的, at once and for good', async () => {
    const visitor = await visit(site.url, { viewport: SMALL_PHONE });
    const size = () => visitor.page.evaluate(typeFactor);
    try {
      await visitor.open('/pages/me/index');
      await visitor.tapText('文字大小');
      await visitor.tapText('特大字');
      await eventually(async () => expect(await size()).toBe('1.4'));
      expect(await visitor.clipped()).toEqual([]);
      await visitor.open('/pages/study/index');
      expect(await size()).toBe('1.4');
    } finally {
      await visitor.close();
    }
  });
});
