import { mkdtempSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { weappDist } from './dist';
import { startWeapp, type Weapp } from './sandbox';
import { serveFolder } from './static-server';

describe('a guest in the built weapp bundle, while the service is down', () => {
  let weapp: Weapp;
  let site: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    site = await serveFolder(mkdtempSync('/tmp/empty-'));
    weapp = await startWeapp({ dist: weappDist, serverUrl: site.url });
  });
  afterAll(async () => {
    weapp.close();
    await site.close();
  });

  it('CQ-32 sees the public home page and opens a question', async () => {
    await weapp.open('pages/home/index');
    await weapp.see('从身份证到电子证书');
    await weapp.tap('不想用人脸识别可以吗');
    await weapp.see('申请人工核验');
  });

  it('CQ-32 is shown the way in on every tab, and nothing is asked of the server', async () => {
    const before = weapp.requests.length;
    for (const [tab, words] of [
      ['study', '请先登录'],
      ['wallet', '请先登录'],
      ['me', '您还没有登录'],
    ] as const) {
      await weapp.open(`pages/${tab}/index`);
      await weapp.see(words);
    }
    expect(weapp.requests.slice(before)).toEqual([]);
  });

  it('CQ-32 cannot sign in without the tick', async () => {
    await weapp.open('pages/sign-in/index');
    const before = weapp.requests.length;
    await weapp.tap('微信登录');
    await weapp.see('请先阅读并勾选');
    await weapp.tap('一键登录');
    expect(weapp.requests.slice(before)).toEqual([]);
  });

  it('CQ-32 reads both agreements first', async () => {
    await weapp.tap('看隐私政策');
    await weapp.see('不保存人脸特征');
    await weapp.back();
    await weapp.tap('看服务协议');
    await weapp.see('不指定培训机构');
    await weapp.back();
    await weapp.tap('无账号进入');
    expect(weapp.route()).toBe('pages/me/index');
  });

  it('JS-10 is told plainly when the state of a certificate cannot be looked up, in the address of a scanned code', async () => {
    await weapp.open('packages/certificate/verify/index?code=abcdefghijklmnopqrst');
    await weapp.see('服务暂时不可用');
    expect(weapp.requests).toContain('POST /api/verify');
  });

  it('JS-11 is warned of a code that leads elsewhere, and it is not followed', async () => {
    const before = weapp.requests.length;
    weapp.phone.scan = () => 'https://zjzs.example.cn/query?id=1';
    await weapp.tap('扫证书上的二维码');
    await weapp.see('此码不是建证通证书码');
    expect(weapp.requests.slice(before)).toEqual([]);
  });

  it('is shown which field is wrong before anything is sent', async () => {
    const before = weapp.requests.length;
    await weapp.type('证书编号', '1');
    await weapp.tap('查询');
    await weapp.see('请检查这一项');
    expect(weapp.requests.slice(before)).toEqual([]);
    await weapp.back();
  });

  it('O-18 may refuse the privacy question and go on', async () => {
    const answer = weapp.askPrivacy();
    await weapp.see('使用前请您同意');
    await weapp.tap('暂不同意');
    expect(await answer).toEqual({ event: 'disagree' });
    await weapp.seeNo('使用前请您同意');
    // Asked again at once, and read for longer than the first question takes to leave.
    const again = weapp.askPrivacy();
    await weapp.see('使用前请您同意');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await weapp.tap('同意并继续');
    expect(await again).toEqual({ event: 'agree', buttonId: 'jz-privacy-agree' });
  });

  it('sees larger type when the phone is in care mode', async () => {
    const scale = () =>
      weapp
        .nodes()
        .find((node) => node.className.includes('jz-page'))
        ?.attribute('style');
    expect(scale()).toContain('--type: 1;');
    weapp.phone.fontSizeScaleFactor = 1.4;
    await weapp.restart();
    await weapp.see('建证通');
    expect(scale()).toContain('--type: 1.4');
  });

  it('hears a name for everything that can be tapped', async () => {
    for (const tab of ['home', 'study', 'wallet', 'me']) {
      await weapp.open(`pages/${tab}/index`);
      await weapp.see(/\S/);
      const mute = weapp
        .nodes()
        .filter((node) => node.events.has('tap') && /jz-tap|jz-button/.test(node.className) && !node.label && !node.text.trim());
      expect(mute).toEqual([]);
    }
  });

  it('met no error of the program', () => {
    expect(weapp.complaints).toEqual([]);
  });
});
