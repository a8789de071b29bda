import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClientFaultModel } from '../../server/src/features/clientFault/clientFault.model';
import { applicationIn, institution, ledgeredWorker, type SeededPerson } from '../../server/testing/people';
import { reviewDesk, type ReviewDesk } from '../../server/testing/reviewDesk';
import { startWorld, type World } from '../../server/testing/world';
import { weappDist } from './dist';
import { startWeapp, type Weapp } from './sandbox';
import type { PhoneAnswers } from './wx';

let world: World;
let desk: ReviewDesk;
let folder: string;
let codes = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-phone-'));
  world = await startWorld({ env: { WECHAT_TEMPLATES: JSON.stringify({ 'application.institutionReturned': 'tmpl-returned' }) } });
  desk = await reviewDesk(world);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function signedIn(person: Pick<SeededPerson, 'phone'>, answers: PhoneAnswers = {}): Promise<Weapp> {
  const code = () => `sim.${person.phone}.${(codes += 1)}`;
  const weapp = await startWeapp({
    dist: weappDist,
    serverUrl: world.url,
    answers: { loginCode: code, phoneNumber: () => ({ code: code() }), ...answers },
  });
  await weapp.open('pages/sign-in/index');
  await weapp.tap('我已阅读并同意');
  await weapp.tap('一键登录');
  await weapp.seeNo('一键登录');
  return weapp;
}
const guest = (answers: PhoneAnswers = {}): Promise<Weapp> => startWeapp({ dist: weappDist, serverUrl: world.url, answers });
const callsOf = (weapp: Weapp, name: string): Record<string, unknown>[] =>
  weapp.calls.filter((each) => each.name === name).map((each) => (each.given[0] ?? {}) as Record<string, unknown>);
/** Until the program has done it: it may wait for an answer of the server. */
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  let yes = await done();
  for (let turn = 0; turn < 600 && !yes; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    yes = await done();
  }
  expect(yes).toBe(true);
}

describe('a clerk with a long queue', () => {
  const ROWS = 45;
  let weapp: Weapp;
  let first: string;
  const rows = (): number => weapp.nodes().filter((node) => node.className.split(' ').includes('queue-row')).length;
  beforeAll(async () => {
    for (let at = 0; at < ROWS; at += 1) {
      const { id } = await desk.waiting({
        name: `等${at + 1}`,
        waitingSince: new Date(world.clock.now().getTime() - (ROWS - at) * 60_000),
      });
      first ??= id;
    }
    weapp = await signedIn(desk.people.teacher);
    await weapp.open('packages/staff/queue/index');
    await weapp.see('等1');
  });
  afterAll(() => weapp.close());

  it('finds all the rows it had loaded after a look at a case, and after the phone was put away', async () => {
    expect(rows()).toBe(20);
    await weapp.tap('加载更多');
    await until(() => rows() === 40);
    await weapp.tap('加载更多');
    await until(() => rows() === ROWS);
    const reads = () => weapp.requests.filter((each) => each === 'GET /api/institution/reviews').length;
    const lookAtCase = async () => {
      await weapp.open(`packages/staff/case/index?id=${first}`);
      await weapp.see('报名照片');
      await weapp.back();
    };
    for (const leave of [() => weapp.hideAndShow(), lookAtCase]) {
      const before = reads();
      await leave();
      expect(rows()).toBe(ROWS);
      // The first page and, in one piece, what was below it; the page of the case asks for the queue too.
      await until(() => reads() >= before + 2);
      await weapp.see('没有更多了');
      expect(rows()).toBe(ROWS);
    }
  });

  it('passes nobody before both photos are in sight; they open without WeChat’s menu to send them', async () => {
    await weapp.tap(/^等1，/);
    await weapp.see('报名照片');
    await until(() => weapp.nodes().filter((node) => node.tag === 'image').length === 2);
    await expect(weapp.tap(/^通过$/)).rejects.toThrow('cannot be tapped now');
    await weapp.drawPhotos();
    await weapp.tap(/报名照片，点击放大/);
    expect(callsOf(weapp, 'previewImage')).toMatchObject([{ showmenu: false }]);
    const resting = () => weapp.nodes().some((node) => node.text === '通过' && node.className.includes('nut-button-disabled'));
    await until(() => !resting());
    await weapp.tap(/^通过$/);
    await weapp.see('通过：等1');
    expect(weapp.complaints).toEqual([]);
  });
});

describe('what the phone refuses is told as what it is', () => {
  const photoOf = async (width: number, height: number, bytes: number): Promise<string> => {
    const jpeg = await sharp({ create: { width, height, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();
    const file = path.join(folder, `${width}x${height}-${bytes}.jpg`);
    writeFileSync(file, Buffer.concat([jpeg, Buffer.alloc(Math.max(0, bytes - jpeg.length))]));
    return file;
  };

  it('a no to the privacy question, a closed camera, a photo that cannot be read', async () => {
    const weapp = await signedIn({ phone: '13612349001' });
    try {
      await weapp.open('packages/identity/card/index');
      weapp.phone.photo = () => '';
      weapp.phone.failures = { chooseMedia: { errMsg: 'privacy permission is not authorized', errno: 104 } };
      await weapp.tap(/身份证人像面，/);
      await weapp.see('您没有同意隐私说明');
      expect(weapp.text()).not.toContain('去设置');
      weapp.phone.failures = { chooseMedia: { errMsg: 'system permission denied' } };
      await weapp.tap(/身份证人像面，/);
      await weapp.see('没有相机权限');
      await weapp.see('去设置');
      weapp.phone.failures = { chooseMedia: { errMsg: 'cancel' } };
      await weapp.tap(/身份证人像面，/);
      await weapp.seeNo('没有相机权限');
    } finally {
      weapp.close();
    }
  });

  it('a large photo is made smaller until it is under 2 MB, never wider than it was', async () => {
    const weapp = await signedIn({ phone: '13612349002' });
    try {
      await weapp.open('packages/identity/card/index');
      const made = { 80: await photoOf(600, 400, 2_500_000), 60: await photoOf(600, 401, 900_000) };
      weapp.phone.compressed = (quality) => made[quality as 80 | 60];
      const small = await photoOf(1_000, 700, 3_000_000);
      weapp.phone.photo = () => small;
      weapp.phone.failures = { uploadFile: { errMsg: '' } };
      await weapp.tap(/身份证人像面，/);
      await until(() => callsOf(weapp, 'uploadFile').length === 1);
      expect(callsOf(weapp, 'uploadFile')[0]).toMatchObject({ filePath: made[60] });
      expect(
        callsOf(weapp, 'compressImage').map(({ quality, compressedWidth, compressedHeight }) => [
          quality,
          compressedWidth,
          compressedHeight,
        ]),
      ).toEqual([
        [80, undefined, undefined],
        [60, undefined, undefined],
      ]);

      const tall = await photoOf(2_400, 3_200, 3_000_000);
      weapp.phone.photo = () => tall;
      await weapp.tap(/身份证人像面，/);
      await until(() => callsOf(weapp, 'compressImage').length === 4);
      expect(callsOf(weapp, 'compressImage')[2]).toMatchObject({ compressedHeight: 2_200 });
      expect(callsOf(weapp, 'compressImage')[2]).not.toHaveProperty('compressedWidth');

      const huge = await photoOf(600, 402, 2_600_000);
      weapp.phone.compressed = () => huge;
      await weapp.tap(/身份证人像面，/);
      await weapp.see('压缩后还超过2MB');
    } finally {
      weapp.close();
    }
  });

  it('a scan says why it read nothing; going back says nothing', async () => {
    const weapp = await guest();
    try {
      await weapp.open('packages/certificate/verify/index');
      for (const [failure, words] of [
        [{ errMsg: '' }, '没有读出二维码'],
        [{ errMsg: 'system permission denied' }, '没有相机权限'],
        [{ errMsg: 'privacy permission is not authorized', errno: 104 }, '您没有同意隐私说明'],
      ] as const) {
        weapp.phone.failures = { scanCode: failure };
        await weapp.tap('扫证书上的二维码');
        await weapp.see(words);
      }
      weapp.phone.failures = { scanCode: { errMsg: 'cancel' } };
      await weapp.tap('扫证书上的二维码');
      await weapp.seeNo('您没有同意隐私说明');
    } finally {
      weapp.close();
    }
  });
});

describe('messages', () => {
  it('are promised only when WeChat accepted, and asked for only where there is a template', async () => {
    const person = await ledgeredWorker(world, { name: '冯七' });
    const school = await institution();
    const id = await applicationIn(world, 'SUBMITTED', { personId: person.id, institutionId: school.id });
    let answer: 'accept' | 'reject' = 'reject';
    const weapp = await signedIn(person, { subscribe: () => answer });
    try {
      await weapp.open(`packages/application/detail/index?id=${id}`);
      await weapp.tap('有结果时微信通知我');
      await weapp.see('微信通知没有开通');
      expect(weapp.requests.filter((each) => each.startsWith('TOAST'))).toEqual([]);
      answer = 'accept';
      await weapp.tap('有结果时微信通知我');
      await until(() => weapp.requests.includes('TOAST 有结果会通知您'));
      expect(weapp.requests).toContain('POST /api/subscriptions');
      await weapp.seeNo('微信通知没有开通');
    } finally {
      weapp.close();
    }
  });
});

describe('a good mini-program', () => {
  let weapp: Weapp;
  beforeAll(async () => {
    weapp = await signedIn(await ledgeredWorker(world, { name: '陈八' }));
    await weapp.open('pages/home/index');
    await weapp.see('您好');
  });
  afterAll(() => weapp.close());

  it('keeps its tokens encrypted, and is signed in again after a restart', async () => {
    const kept = weapp.storageText();
    expect(kept).toContain('personId');
    expect(kept).not.toMatch(/eyJ[\w-]{10,}\.[\w-]{10,}/);
    expect(kept).toContain('sealed');
    await weapp.restart();
    await weapp.open('pages/me/index');
    await weapp.see('139****');
    await weapp.seeNo('您还没有登录');
  });

  it('offers a new version, but not in the middle of an exam', async () => {
    await weapp.open('pages/me/index');
    await weapp.open('packages/exam/answer/index');
    weapp.tell('onUpdateReady');
    await weapp.see('没有选考试');
    expect(callsOf(weapp, 'showModal')).toEqual([]);
    await weapp.back();
    weapp.hideAndShow();
    await until(() => weapp.calls.some((each) => each.name === 'applyUpdate'));
    expect(callsOf(weapp, 'showModal')).toMatchObject([{ title: '有新版本' }]);
  });

  it('tells the API of its faults, without anything of the person', async () => {
    weapp.callApp('onError', 'MiniProgramError\nboom at 13912345678\nError: boom\n  at pages/home/index.js:1:2');
    weapp.callApp('onUnhandledRejection', { reason: new Error('rejected “陈八”'), promise: undefined });
    await until(async () => (await ClientFaultModel.countDocuments()) === 2);
    const kept = await ClientFaultModel.find().sort({ kind: 1 }).lean();
    expect(kept.map(({ kind, message, target, version }) => [kind, message, target, version])).toEqual([
      ['ERROR', 'boom at <phone>', 'weapp', '1.0.0 3.8.12'],
      ['REJECTION', 'rejected <words>', 'weapp', '1.0.0 3.8.12'],
    ]);
  });

  it('goes home when a page is not there any more, and tells', async () => {
    await weapp.open('pages/me/index');
    weapp.callApp('onPageNotFound', { path: 'pages/of-old/index', query: { code: 'secret' }, isEntryPage: true });
    await until(() => weapp.route() === 'pages/home/index');
    await until(async () => Boolean(await ClientFaultModel.exists({ kind: 'PAGE_NOT_FOUND', message: 'pages/of-old/index' })));
  });

  it('asks again when a page is pulled down, and lets go of it', async () => {
    await weapp.open('pages/me/index');
    await weapp.open('pages/inbox/index');
    await weapp.see('还没有消息');
    const reads = () => weapp.requests.filter((each) => each === 'GET /api/inbox').length;
    const before = reads();
    weapp.callPage('onPullDownRefresh');
    await until(() => callsOf(weapp, 'stopPullDownRefresh').length === 1);
    expect(reads()).toBe(before + 1);
    await weapp.back();
  });

  it('keeps the screen on and its pictures empty in an exam, and only there', async () => {
    await weapp.open('pages/me/index');
    const [lit, hidden] = [() => callsOf(weapp, 'setKeepScreenOn'), () => callsOf(weapp, 'setVisualEffectOnCapture')];
    const before = [lit().length, hidden().length] as const;
    await weapp.open('packages/exam/answer/index');
    await until(() => lit().length > before[0] && hidden().length > before[1]);
    expect([lit().at(-1), hidden().at(-1)]).toMatchObject([{ keepScreenOn: true }, { visualEffect: 'hidden' }]);
    await weapp.back();
    await until(() => lit().at(-1)?.keepScreenOn === false && hidden().at(-1)?.visualEffect === 'none');
    await weapp.open('packages/identity/card/index');
    await until(() => hidden().at(-1)?.visualEffect === 'hidden');
    await weapp.back();
    await until(() => hidden().at(-1)?.visualEffect === 'none');
  });

  it('says when the network is weak', async () => {
    await weapp.open('pages/me/index');
    weapp.tell('onNetworkWeakChange', { weakNet: true, networkType: '4g' });
    await weapp.see('网络很慢');
    weapp.tell('onNetworkWeakChange', { weakNet: false, networkType: '4g' });
    await weapp.seeNo('网络很慢');
  });

  it('met no error of the program', () => {
    expect(weapp.complaints).toEqual([]);
  });
});

describe('sharing', () => {
  const appJson = JSON.parse(readFileSync(path.join(weappDist, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
    style: string;
    sitemapLocation: string;
  };
  const pages = [...appJson.pages, ...appJson.subPackages.flatMap(({ root, pages: each }) => each.map((page) => `${root}/${page}`))];

  it('is offered on pages that belong to nobody, and on no other one', async () => {
    const weapp = await guest();
    try {
      const shared: string[] = [];
      for (const page of pages) {
        await weapp.open(page);
        if (weapp.pageHas('onShareAppMessage')) shared.push(page);
        if (!page.startsWith('pages/')) await weapp.back();
        else await weapp.open('pages/home/index');
      }
      expect(shared.sort()).toEqual([
        'packages/application/institutions/index',
        'packages/certificate/verify/index',
        'packages/staff/class/index',
      ]);
    } finally {
      weapp.close();
    }
  });

  it('sends the verify page without the code that is looked at, and an institution by its name', async () => {
    await institution({ name: '高原培训中心' });
    const weapp = await signedIn(await ledgeredWorker(world));
    try {
      await weapp.open('packages/certificate/verify/index?code=abcdefghijklmnop1234');
      await weapp.see('未查询到该证书');
      expect(weapp.callPage('onShareAppMessage', { from: 'menu' })).toMatchObject({ path: '/packages/certificate/verify/index' });
      await weapp.back();
      await weapp.open('packages/application/institutions/index?category=SAFETY_MGMT&code=A');
      await weapp.see('高原培训中心');
      const button = weapp.nodes().find((node) => node.label === '把高原培训中心发给朋友');
      expect(weapp.callPage('onShareAppMessage', { from: 'button', target: { id: button?.id } })).toMatchObject({
        title: '高原培训中心：培训班次和报名',
        path: `/packages/application/institutions/index?category=SAFETY_MGMT&code=A&q=${encodeURIComponent('高原培训中心')}`,
      });
      await weapp.open(`packages/application/institutions/index?category=SAFETY_MGMT&q=${encodeURIComponent('高原')}`);
      await weapp.see('高原培训中心');
    } finally {
      weapp.close();
    }
  });

  it('WeChat’s search finds the two public pages only; the newer look of its own parts is used', () => {
    expect(appJson.style).toBe('v2');
    const { rules } = JSON.parse(readFileSync(path.join(weappDist, appJson.sitemapLocation), 'utf8')) as {
      rules: { action: string; page: string }[];
    };
    expect(rules.map(({ action, page }) => `${action} ${page}`)).toEqual([
      'allow pages/home/index',
      'allow packages/certificate/verify/index',
      'disallow *',
    ]);
  });
});
