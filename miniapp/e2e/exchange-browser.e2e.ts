import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { RegisterEntries } from '../../server/src/features/certificate/registerEntries.service';
import { EXCHANGING, type ExchangeDesk } from '../../server/testing/exchanges';
import { authority, employ, enterprise, enterpriseStaff, ledgeredWorker, officer, type SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { exchangeOf, exchangeWorld, holderOfPapers, learnAndPass } from './exchange';
import { personAt, uglyPages, type PersonAtScreen } from './people-at-screens';

const folderOfPictures = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');

let world: World;
let desk: ExchangeDesk;
let person: SeededPerson;
let screen: PersonAtScreen;
let folder: string;

beforeAll(async () => {
  ({ world, desk } = await exchangeWorld(h5Dist));
  person = await holderOfPapers(world, '林椰生', '琼建教1012016000902');
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-exchange-'));
  writeFileSync(path.join(folder, 'portrait.jpg'), await renderPortrait(13, { sex: 'M' }));
  screen = await personAt(world, { viewport: PHONE, folder: folderOfPictures });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
  await world.stop();
});

/** Somebody of a city's enterprise whose paper our register has. */
async function employee(name: string, number: string, company: { id: string }): Promise<SeededPerson> {
  const worker = await ledgeredWorker(world, { name, jurisdiction: EXCHANGING });
  await employ(world, worker.id, company.id, '施工员', EXCHANGING);
  await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction: EXCHANGING,
      kind: 'SITE_MANAGER_PAPER',
      subject: { category: 'SITE_MANAGER', code: '106' },
      number,
      name,
      idNumber: worker.idNumber,
      issuedOn: '2017-03-04',
      validTo: '2099-12-31',
    },
  ]);
  return worker;
}

describe('换证 in the browser', () => {
  it('HN-03 HN-05 HN-08 HN-21 the look-up, the profile and the class', async () => {
    await screen.signIn(person.phone);
    await screen.open('/packages/exchange/home/index');
    await screen.see('不能换证');
    await screen.looksGood('exchange-home');
    await screen.tapText('开始换证');
    await screen.see('请选择文化程度');
    await screen.looksGood('exchange-profile');
    await screen.tapText(/^请选择$/);
    await screen.tapText('大专');
    await screen.choosePhoto('本人照片', path.join(folder, 'portrait.jpg'));
    await screen.see('重拍');
    await screen.tapText(/^保存$/);
    await screen.see('请自行选择培训班');
    await screen.tapText(/^选择培训班$/);
    await screen.see('其中专业21学时，不够换证');
    await screen.tapText(/^换证继续教育班/);
    await screen.looksGood('exchange-class');
    await screen.tapText('参加这个班');
    await screen.see('去学习');
    await screen.looksGood('exchange-learning');
    expect(uglyPages()).toEqual([]);
  });

  it('HN-07 HN-09 更新: asked once more, made, and the old one void', async () => {
    await world.settle();
    await learnAndPass(world, desk, person);
    await screen.open(`/packages/exchange/case/index?id=${(await exchangeOf(person))._id.toHexString()}`);
    await screen.see('点下面的“更新”');
    await screen.looksGood('exchange-ready');
    await screen.tapText(/^更新$/);
    await screen.see('现在更新证书？');
    await screen.picture('exchange-sure');
    await screen.answer(/^更新$/);
    await screen.see('正在生成电子证书');
    await world.settle();
    await screen.see('已换发电子证书');
    await screen.looksGood('exchange-done');
    await screen.tapText('看电子证书');
    await screen.see((await exchangeOf(person)).newNumber!);
    expect(uglyPages()).toEqual([]);
  });

  it('HN-04 not found: where, with what, until when; the officer takes the originals in and answers', async () => {
    const missing = await ledgeredWorker(world, { name: '符亚妹', jurisdiction: EXCHANGING });
    const phone = await personAt(world, { viewport: PHONE, folder: folderOfPictures });
    await phone.signIn(missing.phone);
    await phone.open('/packages/exchange/home/index');
    await phone.tapText('查不到我的证书');
    await phone.fill('证书编号', '琼建教1012015000903');
    await phone.tapText(/^请选择$/);
    await phone.tapText('土建施工员');
    await phone.tapText('再查一次');
    await phone.see('511办公室');
    await phone.looksGood('exchange-file-check');
    const reviewer = await officer(world, 'AUTHORITY_REVIEWER', '符审核', await authority(EXCHANGING));
    const counter = await personAt(world, { viewport: DESK, folder: folderOfPictures });
    await counter.signIn(reviewer.phone);
    await counter.open('/packages/exchange/file-checks/index');
    await counter.see('还没有到场');
    await counter.looksGood('exchange-file-checks');
    await counter.tapText(/^到场收件$/);
    await counter.fill('身份证号', missing.idNumber);
    await counter.tapText('本人到场，已看身份证原件');
    await counter.tapText('已看证书原件');
    await counter.picture('exchange-receive');
    await counter.tapText(/^收件$/);
    await counter.see('待答复');
    await counter.tapText(/^核查通过$/);
    await counter.chooseDate('发证日期', 0, 0);
    await counter.picture('exchange-accept');
    await counter.tapText('核查通过，登记证书');
    await counter.see('没有等着核查的档案');
    expect((await exchangeOf(missing)).status).toBe('ELIGIBLE');
    expect(uglyPages()).toEqual([]);
  });

  it('HN-23 who has not exchanged, for the authority by city and for an enterprise its own', async () => {
    const haikou = await enterprise({ jurisdictions: [EXCHANGING], address: '海口市龙华区滨海大道1号', name: '海口样例建设公司' });
    const sanya = await enterprise({ jurisdictions: [EXCHANGING], address: '三亚市天涯区解放路2号', name: '三亚样例建设公司' });
    await employee('陈琼花', '琼建教1062017000904', haikou);
    await employee('黎母山', '琼建教1062017000905', sanya);
    const reviewer = await officer(world, 'AUTHORITY_REVIEWER', '符审核', await authority(EXCHANGING));
    const office = await personAt(world, { viewport: DESK, folder: folderOfPictures });
    await office.signIn(reviewer.phone);
    await office.open('/packages/exchange/pending/index');
    await office.see('黎母山');
    await office.looksGood('exchange-pending-desk');
    const clerk = await enterpriseStaff(world, haikou.id, '陈会计');
    const phone = await personAt(world, { viewport: PHONE, folder: folderOfPictures });
    await phone.signIn(clerk.phone);
    await phone.open('/packages/exchange/pending/index');
    await phone.see('陈琼花');
    await phone.looksGood('exchange-pending-phone');
    await phone.tapText('一键提醒');
    await phone.answer(/^提醒$/);
    await phone.see('已提醒1人');
    await phone.looksGood('exchange-reminded');
    expect(uglyPages()).toEqual([]);
  });
});
