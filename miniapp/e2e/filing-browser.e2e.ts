import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCreditCode } from '@jzt/shared/domain/creditCode';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { filed, filingDesks, inRegister } from '../../server/testing/filings';
import { answerOf, givenPassword } from '../../server/testing/passwordAccounts';
import { startWorld, type World } from '../../server/testing/world';
import { CertificateModel } from '../../server/src/features/certificate/certificate.model';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { signedIn } from './in-page.mjs';
import { personAt, uglyPages, type PersonAtScreen } from './people-at-screens';
import { Desk } from '../../server/simulators/desk';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const photo = path.join(mkdtempSync(path.join(tmpdir(), 'jzt-filing-')), 'photo.jpg');
const CREDIT_CODE = makeCreditCode('91360100MA9000001');
const CHOSEN = '我家门前有一条小河';
let world: World;
let desks: Awaited<ReturnType<typeof filingDesks>>;

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  desks = await filingDesks(world);
  const picture = sharp({ create: { width: 800, height: 600, channels: 3, background: { r: 70, g: 110, b: 130 } } });
  writeFileSync(photo, await picture.jpeg().toBuffer());
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

/** Chooses the question instead of the picture, and answers it. */
async function solve(person: PersonAtScreen): Promise<void> {
  if (await person.page.getByText('看不清，换文字题').locator('visible=true').count()) await person.tapText('看不清，换文字题');
  await person.see(/等于几/);
  const asked = (await person.text()).split('\n').find((line) => line.includes('等于几'))!;
  await person.fill('验证码', answerOf(asked));
}

describe('安全员换证 on a computer', () => {
  it('JX-02 JX-03 JX-05…10 JX-15 an enterprise registers, changes its password, files somebody; JX-17 JX-19 the province approves', async () => {
    const clerk = await personAt(world, { folder, viewport: DESK });
    await clerk.open('/packages/filing/portal/index');
    await clerk.see('江西省住房和城乡建设培训网');
    await clerk.looksGood('filing-portal');
    await clerk.tapText('企业注册');
    const phone = '13650000001';
    await clerk.fill('企业名称', '南昌样例新企业有限公司');
    await clerk.fill('纳税人识别号', CREDIT_CODE);
    await clerk.fill('企业地址', '南昌市东湖区样例路1号');
    await clerk.fill('经办人手机号', phone);
    await clerk.tapText('获取验证码');
    await clerk.see(/秒后可重发/);
    await clerk.fill('短信验证码', await new Desk(world.simulatorUrl).codeFor(phone));
    await clerk.tapText(/我已阅读并同意/);
    await clerk.looksGood('filing-register');
    await clerk.tapText(/^注册$/);
    await clerk.see('请看手机短信');
    await clerk.tapText('去登录');

    const given = await givenPassword(world, phone);
    await clerk.see('请妥善保管好交付您的账号与密码');
    await clerk.looksGood('filing-sign-in');
    await clerk.fill('账号', CREDIT_CODE);
    await clerk.fill('密码', given);
    await solve(clerk);
    await clerk.tapText(/我已阅读并同意/);
    await clerk.tapText(/^登录$/);

    await clerk.see('请先修改初始密码');
    await clerk.looksGood('filing-password');
    await clerk.fill('短信里的一次性密码', given);
    await clerk.fill('新密码', CHOSEN);
    await clerk.fill('确认密码', CHOSEN);
    await clerk.tapText('保存新密码');

    await clerk.see('这里还没有人');
    const { idNumber } = await inRegister(world, { idNumber: makeIdNumber('1984-03-12', 701), name: '熊国强' });
    await clerk.tapText(/^添加$/);
    await clerk.fill('身份证号', idNumber);
    await clerk.looksGood('filing-add');
    await clerk.tapText('检测并添加');
    await clerk.see('熊国强');
    await clerk.tapText(/换证岗位/);
    await clerk.tapText('土建施工员');
    await clerk.see('下载承诺书');
    for (const label of ['身份证正面照片', '身份证反面照片', '承诺书照片', '证书照片']) {
      await clerk.choosePhoto(label, photo);
      await clerk.page.getByLabel(`${label}，已有照片`).locator('visible=true').waitFor();
    }
    await clerk.looksGood('filing-edit');
    await clerk.page.reload();
    await clerk.see('提交审核');
    await clerk.tapText('提交审核');
    await clerk.see('待审核');
    await clerk.looksGood('filing-list');
    await clerk.close();

    const officer = await personAt(world, { folder, viewport: DESK });
    await officer.page.addInitScript(signedIn, desks.reviewer.session);
    await officer.open('/packages/filing/review/index');
    await officer.see('熊国强');
    await officer.tapText('证书审核');
    await officer.see('请先勾选要审核的学员');
    await officer.looksGood('filing-review');
    await officer.tapText('勾选熊国强');
    await officer.tapText('证书审核（1人）');
    await officer.tapText('每份承诺书都有本人签字');
    await officer.tapText('每份承诺书都盖了换证公章');
    await officer.looksGood('filing-review-sheet');
    await officer.tapText('审核通过');
    await officer.see('1人审核通过');
    await officer.tapText('知道了');
    await world.settle();
    await officer.tapText('查询');
    const { number } = (await CertificateModel.findOne({ 'source.kind': 'FILING' }).lean())!;
    await officer.see(number);
    await officer.tapText('打开熊国强的换证申请');
    await officer.see('撤回资质审核');
    await officer.looksGood('filing-case');
    await officer.close();
    expect(uglyPages()).toEqual([]);
  }, 400_000);

  it('JX-04 the desk can be read on a phone, and says that a computer is better', async () => {
    await filed(world, desks.clerk, { name: '万里行' });
    const clerk = await personAt(world, { folder, viewport: PHONE });
    await clerk.page.addInitScript(signedIn, desks.clerk.session);
    await clerk.open('/packages/filing/list/index');
    await clerk.see('万里行');
    await clerk.see(/分辨率不低于1366/);
    await clerk.looksGood('filing-list-phone');
    await clerk.close();
    const officer = await personAt(world, { folder, viewport: PHONE });
    await officer.page.addInitScript(signedIn, desks.reviewer.session);
    await officer.open('/packages/filing/review/index');
    await officer.see('万里行');
    await officer.looksGood('filing-review-phone');
    await officer.close();
    expect(uglyPages()).toEqual([]);
  });
});
