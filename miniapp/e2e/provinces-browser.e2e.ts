import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { provinceRoutes } from '@jzt/shared/contract/province';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { signIn, type Client } from '../../server/testing/client';
import { checkedList, passedInProvince, provinceDesk, signList } from '../../server/testing/newCertificate';
import { authority, employ, enterprise, institution, institutionStaff, ledgeredWorker, officer } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, visit, type Visitor } from './browser';
import { h5Dist } from './dist';
import { signedIn } from './in-page.mjs';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');

let world: World;
let photos: string;

jest.setTimeout(180_000);

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  photos = mkdtempSync(path.join(tmpdir(), 'jzt-photos-'));
  for (const code of ['630000', '500000', '460000', '360000', '320000'] as const) await authority(code);
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
  rmSync(photos, { recursive: true, force: true });
});

async function opened(client: Client): Promise<Visitor> {
  const visitor = await visit(world.url, { folder });
  await visitor.page.addInitScript(signedIn, client.session);
  return visitor;
}

/** Somebody who works in the province and is served there. */
async function workerIn(jurisdiction: Jurisdiction, name: string): Promise<Client> {
  const person = await ledgeredWorker(world, { name, jurisdiction });
  await employ(world, person.id, (await enterprise({ jurisdictions: [jurisdiction] })).id, '安全员', jurisdiction);
  return signIn(world, person.phone);
}

/** From the list of types to the number of the application. */
async function apply(visitor: Visitor, type: RegExp, school: string, portrait: number): Promise<void> {
  await visitor.tapText(type);
  await visitor.tapText(`选择${school}`);
  await visitor.see('本人近照');
  const photo = path.join(photos, `portrait-${portrait}.jpg`);
  writeFileSync(photo, await renderPortrait(portrait));
  await visitor.choosePhoto('本人照片', photo);
  await visitor.see('重拍');
  await visitor.tapText(/^学历/);
  await visitor.tapText(/^高中/);
  await visitor.tapText('我已查询本人在全国的持证情况');
  await visitor.tapText(/^我承诺/);
  await visitor.tapText(/^提交报名信息$/);
  await visitor.see('报名编号');
}

describe('in one run, the main job of a worker of each province', () => {
  it('CQ-03 Chongqing: both service items are offered, and the application is submitted', async () => {
    const client = await workerIn('500000', '陈渝生');
    const { name } = await institution({ name: '渝中建设职业培训学校', jurisdictions: ['500000'] });
    const visitor = await opened(client);
    await visitor.open('/packages/application/types/index');
    await visitor.see('安管人员');
    await visitor.see('特种作业人员');
    expect(await visitor.text()).not.toMatch(/技术工人|质量检测|906/);
    await apply(visitor, /^项目负责人（B证）/, name, 31);
    expect((await client.ok(applicationRoutes.listMine)).items).toMatchObject([
      { number: expect.stringMatching(/^BM50-/), status: 'SUBMITTED' },
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it('QH-07 QH-10 Qinghai: the application is submitted; enterprises that train themselves are told the counter', async () => {
    const client = await workerIn('630000', '马青山');
    const { name } = await institution({ name: '西宁城东建设职业培训学校' });
    const visitor = await opened(client);
    await visitor.open('/packages/application/types/index');
    await visitor.see(/9楼906室/);
    await apply(visitor, /^项目负责人（B证）/, name, 32);
    expect((await client.ok(applicationRoutes.listMine)).items).toMatchObject([
      { number: expect.stringMatching(/^BM63-/), status: 'SUBMITTED' },
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it('JS-10 JS-14 Jiangsu: the e-certificate is in the wallet, downloaded as PDF, and verified by a guest', async () => {
    const desk = await provinceDesk(world, '320000', 'SITE_MANAGER', '南京市玄武区测试路1号');
    const { worker, planId } = await passedInProvince(world, desk, { category: 'SITE_MANAGER', code: '101' });
    const held = await signList(world, desk, await checkedList(world, desk, planId), worker);
    await desk.signInAgain();
    const visitor = await opened(worker);
    await visitor.open('/pages/wallet/index');
    await visitor.see(held.number);
    await visitor.tapText(held.number);
    const [file] = await Promise.all([visitor.page.waitForEvent('download'), visitor.tapText('下载电子证书')]);
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    const { link } = await worker.ok(certificateRoutes.code, { params: { id: held.id } });
    const guest = await visit(world.url, { folder });
    await guest.open(new URL(link).pathname);
    await guest.see('证书真实，现在可以使用');
    expect([...visitor.complaints, ...guest.complaints]).toEqual([]);
    await visitor.close();
    await guest.close();
  });

  it.each([
    ['460000', '符海生', '咨询电话 0898-65352821'],
    ['360000', '刘赣华', undefined],
  ] as const)('%s: no sign-up in its documents; what there is instead is said, with where to go', async (code, name, call) => {
    const client = await workerIn(code, name);
    expect((await client.ok(provinceRoutes.mine)).province).toMatchObject({ code });
    const visitor = await opened(client);
    await visitor.open('/');
    await visitor.see('这里没有新取证报名');
    await visitor.see(`${provinceName(code)}没有，点开看去哪里办`);
    await visitor.tapText('这里没有新取证报名');
    await visitor.see(new RegExp(`${provinceName(code)}的文件没有新取证报名`));
    if (call) await visitor.see(call);
    await visitor.tapText(/^我的证书/);
    await visitor.see(/还没有证书/);
    await visitor.open('/packages/application/types/index');
    await visitor.tapText(/^证书查验/);
    await visitor.see('证书编号');
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });

  it('QH-23 Jiangsu and Jiangxi have no sign-up for continuing education: its page says how it is done there', async () => {
    for (const [code, words] of [
      ['320000', '办理延续或复核'],
      ['360000', '请向省级管理部门咨询'],
    ] as const) {
      const visitor = await opened(await workerIn(code, '夏雨荷'));
      await visitor.open('/');
      await visitor.see('您好');
      await visitor.tapText(/^继续教育/);
      await visitor.see(`${provinceName(code)}怎么办`);
      await visitor.see(words);
      await visitor.open('/packages/transfer/home/index');
      await visitor.tapText(/^回首页$/);
      await visitor.see('您好');
      expect(visitor.complaints).toEqual([]);
      await visitor.close();
    }
  });

  it('JX-17 who works in Jiangxi finds on the desk what its law knows, and is told what it does not', async () => {
    const office = await authority('360000');
    const school = await institution({ jurisdictions: ['360000'] });
    const [teacher, reviewer] = [await institutionStaff(world, school.id), await officer(world, 'AUTHORITY_REVIEWER', '赣审核', office)];
    const desk = await opened(await signIn(world, teacher.phone, 'INSTITUTION_STAFF'));
    await desk.open('/');
    await desk.see('本省没有报名、培训和考试业务');
    expect(await desk.text()).not.toMatch(/待审核报名|考试计划/);
    const officers = await opened(await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER'));
    await officers.open('/');
    await officers.see('人工核验');
    expect(await officers.text()).not.toMatch(/社保核查|考试计划|合格名单/);
    expect([...desk.complaints, ...officers.complaints]).toEqual([]);
    await desk.close();
    await officers.close();
  });
});
