import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderCardPhoto, renderPortrait } from '../../server/demo/cards';
import { bankOf } from '../../server/demo/questions';
import { deserted } from '../../server/simulators/desk';
import { ExamPlanModel } from '../../server/src/features/exam/exam.model';
import { QuestionBankModel } from '../../server/src/features/questionBank/questionBank.model';
import { QuestionBanks } from '../../server/src/features/questionBank/questionBank.service';
import { course } from '../../server/testing/courses';
import { enterprise, enterpriseStaff, institution, institutionStaff, officer, HERE } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { valuesOf } from './at-rest.mjs';
import { closeBrowser, DESK } from './browser';
import { h5Dist } from './dist';
import { playVideo, toMiddle, videoIsPast } from './in-page.mjs';
import { personAt, uglyPages, type PersonAtScreen } from './people-at-screens';
import { eventually } from '../../server/testing/eventually';
import { scanned } from './scanned';

const MINUTE = 60_000;
const PHONE_NUMBER = '13612340002';
const CARD = {
  name: '马占山',
  sex: 'M',
  nation: '回',
  birth: '1988-05-12',
  address: '青海省西宁市城东区测试路8号3号楼2单元501室',
  idNumber: makeIdNumber('1988-05-12', 21),
  side: 'portrait',
} as const;
const SUBJECT = '机械类专职安全生产管理人员';
const SCHOOL = '西宁城东建设职业培训学校';
const COMPANY = '青海河湟建筑工程有限公司';
const COURSE = '安管人员安全生产培训';
const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots/path');

let world: World;
let photos: string;
let worker: PersonAtScreen;
let clerk: PersonAtScreen;
let teacher: PersonAtScreen;
let reviewer: PersonAtScreen;
let issuer: PersonAtScreen;
/** Where the QR code of the certificate leads. */
let link: string;

const photo = async (name: string, content: Promise<Buffer>): Promise<string> => {
  const file = path.join(photos, name);
  writeFileSync(file, await content);
  return file;
};
const someone = (looks: Parameters<typeof personAt>[1] = {}): Promise<PersonAtScreen> => personAt(world, { folder, ...looks });

/** The demo's own bank, so that the pictures show questions and not numbers. */
const questions = async () => (await world.server.get(QuestionBanks)).publish(HERE, 'SAFETY_MGMT', bankOf('SAFETY_MGMT'));

beforeAll(async () => {
  photos = mkdtempSync(path.join(tmpdir(), 'jzt-path-'));
  // The face check's page leads back to an address, so the port is chosen before the start.
  const { port } = new URL(await deserted());
  world = await startWorld({ env: { PORT: port, WEB_DIR: h5Dist, MEDIA_DIR: path.resolve('server/demo/videos') } });
  const [school, company] = [await institution({ name: SCHOOL }), await enterprise({ name: COMPANY })];
  await course({
    title: COURSE,
    category: 'SAFETY_MGMT',
    requiredHours: '16',
    chapters: [
      {
        id: 'c1',
        title: '第一章 个人防护',
        compulsory: true,
        hours: '16',
        lessons: [{ id: 'c1-1', title: '1.1 安全帽：第一道防线', seconds: 24, video: 'helmet.mp4' }],
      },
      {
        id: 'c2',
        title: '第二章 脚手架与用电',
        compulsory: false,
        hours: '8',
        lessons: [
          { id: 'c2-1', title: '2.1 脚手架：上架之前看三处', seconds: 24, video: 'scaffold.mp4' },
          { id: 'c2-2', title: '2.2 临时用电：一机一闸一漏一箱', seconds: 24, video: 'power.mp4' },
        ],
      },
    ],
  });
  await questions();
  const staff = [
    await enterpriseStaff(world, company.id, '赵经办'),
    await institutionStaff(world, school.id, '周老师'),
    await officer(world, 'AUTHORITY_REVIEWER', '李审核'),
    await officer(world, 'AUTHORITY_ISSUER', '张签发'),
  ];
  [worker, clerk, teacher, reviewer, issuer] = [await someone(), await someone(), await someone(), await someone(), await someone()] as [
    PersonAtScreen,
    PersonAtScreen,
    PersonAtScreen,
    PersonAtScreen,
    PersonAtScreen,
  ];
  for (const [at, person] of [clerk, teacher, reviewer, issuer].entries()) await person.signIn(staff[at]!.phone);
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
  rmSync(photos, { recursive: true, force: true });
});

// What everybody had before their eyes when a step failed.
afterEach(async () => {
  const ugly = uglyPages();
  if (globalThis.testFailed || ugly.length > 0)
    for (const [who, person] of Object.entries({ worker, clerk, teacher, reviewer, issuer }))
      await person.screenshot(`failed-${who}`, { view: true });
  expect(ugly).toEqual([]);
});

/** The pictures `readme-…` are kept, made smaller, in pictures/. */
jest.setTimeout(300_000);

describe('the whole path in browsers, from an ID photo to a verified certificate', () => {
  it('CQ-28 CQ-32 a new worker signs in by SMS', async () => {
    await worker.open('/');
    await worker.looksGood('01-home-guest');
    await worker.signIn(PHONE_NUMBER);
    await worker.looksGood('02-home');
    await worker.picture('readme-1-home');
  });

  it('CQ-33 CQ-34 CQ-35 photographs the ID card: a blurred photo is named, a good one is read', async () => {
    await worker.open('/packages/identity/status/index');
    await worker.tapText('去拍身份证');
    await worker.see('拍摄要求');
    await worker.looksGood('03-card');
    await worker.choosePhoto('身份证人像面', await photo('blur.jpg', renderCardPhoto({ ...CARD, fault: 'blur' })));
    await worker.page.getByText('照片模糊').nth(1).waitFor();
    // The refusal is a 4xx, which the browser writes into its console by itself.
    worker.complaints.splice(0);
    await worker.looksGood('04-card-blurred');
    await worker.picture('readme-2-card');
    await worker.choosePhoto('身份证人像面', await photo('card.jpg', renderCardPhoto(CARD)));
    await worker.page.getByLabel('身份证人像面，已有照片，点击重拍').waitFor();
    const back = renderCardPhoto({ ...CARD, side: 'authority', validTo: '长期' });
    await worker.choosePhoto('身份证国徽面', await photo('back.jpg', back));
    await worker.see('请和身份证逐字核对');
    const [name, idNumber] = await worker.page.locator('.jz-field input').locator('visible=true').evaluateAll(valuesOf);
    expect([name, idNumber]).toEqual([CARD.name, CARD.idNumber]);
    await worker.looksGood('05-confirm');
    await worker.tapText('确认提交');
  });

  it('CQ-29 CQ-30 O-18 consents, does the face check on the provider’s page, and comes back to both badges', async () => {
    await worker.see('要您单独同意');
    await worker.tapText('我同意为实名认证使用我的人脸信息');
    await worker.looksGood('06-face');
    await worker.tapText('开始人脸核验');
    await worker.see('正在核验');
    await worker.screenshot('07-face-provider', { view: true });
    await worker.page.getByRole('button', { name: '通过', exact: true }).click();
    await worker.see('已认证');
    // The provider's own page has no icon.
    worker.complaints.splice(0);
    await world.settle();
    await worker.see('实名认证已办好');
    await worker.looksGood('08-real-name-done');
  });

  it('QH-02 QH-09 asks the enterprise, whose clerk confirms', async () => {
    await worker.open('/packages/identity/employment/index');
    await worker.tapText('找我的企业');
    await worker.fill('企业名称', '河湟');
    await worker.tapText(`选择${COMPANY}`);
    await worker.tapText(/^专职安全员$/);
    await worker.looksGood('09-employer');
    await worker.tapText('提交申请');
    await worker.see('待对方确认');
    await world.settle();
    await clerk.open('/packages/enterprise/people/index');
    await clerk.see(CARD.name);
    await clerk.looksGood('10-enterprise-people');
    await clerk.tapText('确认聘用');
    await clerk.answer(/^确认聘用$/);
    await clerk.see('没有等着确认的');
    await world.settle();
  });

  it('QH-10 CQ-04 applies: type, institution, form, self-check, submit', async () => {
    await worker.open('/packages/application/types/index');
    await worker.see(SUBJECT);
    await worker.looksGood('11-types');
    await worker.tapText(SUBJECT);
    await worker.see('只列出主管部门授权的机构');
    await worker.looksGood('12-institutions');
    await worker.tapText(`选择${SCHOOL}`);
    await worker.choosePhoto('本人照片', await photo('portrait.jpg', renderPortrait(7)));
    await worker.page.getByLabel('本人照片，已有照片').waitFor();
    await worker.tapText(/^学历，/);
    await worker.tapText(/^高中/);
    await worker.tapText('我已查询本人在全国的持证情况');
    await worker.tapText('我承诺');
    await worker.looksGood('13-form');
    await worker.tapText('提交报名信息');
    await worker.see('报名编号');
    await worker.see('待机构审核');
    await worker.looksGood('14-application');
  });

  it('QH-11 QH-12 the institution reviews: takes a decision back within ten seconds, passes it; the insurance check passes by itself', async () => {
    await teacher.open('/');
    await teacher.see('待审核报名');
    await teacher.looksGood('15-staff-home');
    await teacher.open('/packages/staff/queue/index');
    await teacher.tapText(CARD.name);
    await teacher.see('这是最后一份');
    await teacher.page.locator('.case-card img').waitFor();
    await teacher.page.locator('.case-portrait img').waitFor();
    await teacher.looksGood('16-case');
    await teacher.picture('readme-3-review');
    await teacher.tapText(/^通过$/);
    // Ten seconds are not much on a busy machine: nothing else is done in them.
    await teacher.tapText(/^撤销，/);
    await teacher.see('这是最后一份');
    await teacher.tapText(/^通过$/);
    await teacher.see(/秒后生效/);
    await teacher.picture('17-case-undo');
    await teacher.seeNo(/秒后生效/);
    await teacher.seeNo('正在发送');
    await world.settle();
    await worker.open('/packages/application/list/index');
    await worker.tapText(SUBJECT);
    await worker.see('待培训');
    await worker.looksGood('18-application-passed');
  });

  it('QH-13 the institution opens a class and enrols', async () => {
    await teacher.open('/packages/staff/classes/index');
    await teacher.see('等着编班');
    await teacher.tapText(/^开设班次$/);
    await teacher.tapText(/^课程，/);
    await teacher.tapText(new RegExp(`^${COURSE}`));
    await teacher.fill('班次名称', '安管人员第3期');
    await teacher.chooseDate('开班日期', 0, 0);
    await teacher.chooseDate('结束日期', 0, 1);
    const years = [...(await teacher.text()).matchAll(/(\d{4})年\d+月\d+日/g)].map(([, year]) => Number(year));
    expect(years[1]).toBe(years[0]! + 1);
    await teacher.looksGood('19-class-new');
    await teacher.page
      .locator('.jz-button')
      .locator('visible=true')
      .getByText(/^开设班次$/)
      .click();
    await teacher.see('核查已通过');
    await teacher.tapText(new RegExp(`^${CARD.name}，`));
    await teacher.looksGood('20-class-enrol');
    await teacher.tapText(/编入本班/);
    await teacher.see('已编入班次');
    await world.settle();
  });

  it('CQ-39…42 studies a lesson in the time it lasts, and the server credits it', async () => {
    const { page } = worker;
    await worker.open('/pages/study/index');
    await worker.tapText(COURSE);
    await worker.see('本章学完可获得16学时');
    await worker.looksGood('21-course');
    await worker.tapText('开始学习');
    await worker.see('已记录到 00:00');
    await page.locator('video').evaluate(playVideo);
    await worker.see('正在记录');
    await page.waitForFunction(videoIsPast, 9);
    await worker.looksGood('22-player');
    await worker.picture('readme-4-study');
    await worker.page.getByText('恭喜，课程已完成!').waitFor({ timeout: 150_000 });
    await worker.picture('23-congratulation');
    await world.settle();
    await worker.open('/pages/study/index');
    await worker.see('已修 16学时');
    await worker.looksGood('24-study-done');
  });

  it('QH-14 QH-15 the institution plans an exam, the authority approves, the institution arranges and opens it', async () => {
    await teacher.open('/packages/staff/plan-form/index');
    await teacher.fill('计划名称', '11月第一场');
    // Far enough ahead not to be past when it is sent, near enough to be reached by the clock.
    const lateInTheDay = new Date(Date.now() + 8 * 60 * MINUTE).getUTCHours() === 23;
    await teacher.chooseDate('考试时间', lateInTheDay ? 2 : 3, 1);
    await teacher.tapText(new RegExp(`^${CARD.name}，`));
    await teacher.looksGood('25-plan-form');
    await teacher.tapText(/^保存$/);
    await teacher.tapText(/^提交审批$/);
    await teacher.answer(/^提交审批$/);
    await teacher.see('等主管部门审批');
    await world.settle();
    await reviewer.open('/');
    await reviewer.see('等着审批');
    await reviewer.looksGood('26-officer-home');
    await reviewer.open('/packages/authority/plans/index');
    await reviewer.tapText('11月第一场');
    await reviewer.see(CARD.name);
    await reviewer.looksGood('27-plan-approve');
    await reviewer.tapText(/^批准$/);
    await reviewer.answer(/^批准$/);
    await reviewer.see('已审批');
    await world.settle();
    await teacher.open('/packages/staff/plans/index');
    await teacher.tapText('11月第一场');
    await teacher.tapText(/^安排考场$/);
    await teacher.fill('考场', '一号机房');
    await teacher.fill('地址', '西宁市城东区测试路1号教学楼3层');
    await teacher.picture('28-plan-arrange');
    await teacher.answer(/安排座位并通知/);
    await teacher.see('考场已安排');
    await world.settle();
    const plan = await ExamPlanModel.findOne().lean<{ startsAt: Date }>();
    world.clock.advance(Math.max(0, plan!.startsAt.getTime() - world.clock.now().getTime() - 10 * MINUTE));
    await worker.open('/pages/study/index');
    await worker.tapText('11月第一场');
    await worker.see('请到考场用电脑考试');
    await worker.looksGood('29-ticket');
    await teacher.tapText(/^开考$/);
    await teacher.answer(/^开考$/);
    await teacher.see('考试进行中');
    await teacher.looksGood('30-plan-running');
  });

  it('QH-16 QH-17 sits the exam at the room’s computer and sees the score', async () => {
    world.clock.advance(11 * MINUTE);
    const seat = await someone({ viewport: DESK, hasTouch: false });
    const { page } = seat;
    await seat.signIn(PHONE_NUMBER);
    await seat.open('/pages/study/index');
    await seat.tapText('11月第一场');
    await seat.see('考前签到');
    const number = await page.locator('.ticket-seat > *', { hasText: '准考证号' }).locator('.ticket-seat-value').innerText();
    await seat.fill('准考证号', number);
    await teacher.tapText('监考');
    await teacher.see('考场签到码');
    await teacher.looksGood('30-room');
    await seat.fill('考场签到码', (await teacher.page.locator('.room-code').innerText()).replace(/\s/g, ''));
    await seat.looksGood('31-check-in');
    await seat.tapText(/^签到$/);
    await seat.tapText(/^开始答题$/);
    await seat.see('第1题');
    const bank = new Map((await QuestionBankModel.findOne().lean())!.questions.map((one) => [one.stem, one]));
    const count = await page.locator('.exam-cell').count();
    for (let at = 0; at < count; at++) {
      await page.locator('.exam-cell').nth(at).click();
      await seat.see(`第${at + 1}题`);
      const question = bank.get(await page.locator('.exam-stem').locator('visible=true').innerText())!;
      for (const right of question.options.filter((option) => question.answer.includes(option.key)))
        await page.locator('.exam-option', { has: page.getByText(right.text, { exact: true }) }).click();
      if (at !== 11) continue;
      await seat.looksGood('32-answer');
      await seat.picture('readme-5-exam');
    }
    await seat.see('答案已保存');
    await seat.tapText(/^交卷$/);
    await seat.answer(/^交卷$/);
    await seat.see('100分');
    await seat.looksGood('33-score');
    await seat.close();
    await world.settle();
  });

  it('QH-19 QH-20 the reviewer imports and checks the list, the issuer approves and signs', async () => {
    await reviewer.open('/packages/authority/pass-lists/index');
    await reviewer.tapText('导入合格名单');
    await reviewer.answer(/^导入1人$/);
    await reviewer.see(CARD.name);
    await world.settle();
    await reviewer.see(/^校验名单$/);
    await reviewer.looksGood('34-pass-list');
    await reviewer.tapText(/^校验名单$/);
    await reviewer.see('校验通过，待审批');
    await world.settle();
    await issuer.open('/packages/authority/pass-lists/index');
    await issuer.tapText('11月第一场');
    await issuer.looksGood('35-pass-list-issuer');
    await issuer.tapText(/^批准名单$/);
    await issuer.answer(/^批准名单$/);
    await issuer.tapText(/^签发证书$/);
    await issuer.answer(/^签发1份$/);
    await world.settle();
    await issuer.see('已签发');
    await issuer.looksGood('36-issued');
  });

  it('QH-21 sees the certificate in 证书, activates it, shows its code, downloads the PDF', async () => {
    await worker.open('/pages/wallet/index');
    await worker.tapText(SUBJECT);
    await worker.tapText(/^激活证书$/);
    await worker.answer(/^激活$/);
    await worker.see('有效');
    const [reply] = await Promise.all([worker.page.waitForResponse(/\/code$/), worker.tapText('出示二维码')]);
    ({ link } = (await reply.json()) as { link: string });
    await worker.page.getByLabel('证书核验二维码').waitFor();
    await worker.page.getByLabel('证书核验二维码').evaluate(toMiddle);
    // The browser draws a picture after it has laid out the page.
    const shown = async () => scanned(await worker.page.getByLabel('证书核验二维码').screenshot());
    await eventually(async () => expect(await shown()).toBe(link), { within: 10_000 });
    await worker.looksGood('37-certificate');
    await worker.picture('readme-6-certificate');
    const [download] = await Promise.all([worker.page.waitForEvent('download'), worker.tapText('下载电子证书')]);
    expect(
      readFileSync((await download.path())!)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await worker.open('/pages/wallet/index');
    await worker.see('有效');
    await worker.looksGood('38-wallet');
  });

  it('JS-10 JS-11 a stranger who opens the link sees that it is valid', async () => {
    const stranger = await someone();
    await stranger.open(new URL(link).pathname);
    await stranger.see('证书真实，现在可以使用');
    await stranger.see(CARD.name[0]!);
    expect(await stranger.text()).not.toContain(CARD.idNumber);
    await stranger.looksGood('39-verify');
    await stranger.close();
    await worker.open('/');
    await worker.see('已入库');
    await worker.looksGood('40-home-at-the-end');
  });
});
