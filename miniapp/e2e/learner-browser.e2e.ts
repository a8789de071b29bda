import path from 'node:path';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { examRoutes } from '@jzt/shared/contract/exam';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuedExam } from '../../server/testing/certificates';
import { roomCode } from '../../server/testing/examRoom';
import { signIn, type Client } from '../../server/testing/client';
import { course, questionBank } from '../../server/testing/courses';
import { twoOfficers } from '../../server/testing/officers';
import { applicationIn, institution, institutionStaff, ledgeredWorker, officer, type SeededPerson } from '../../server/testing/people';
import { Desk } from '../../server/simulators/desk';
import { StudyLedgerModel } from '../../server/src/features/study/study.model';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE, SMALL_PHONE, visit, type Visitor } from './browser';
import { h5Dist } from './dist';
import { chooseTypeSize, isPaused, playTo, playVideo, signedIn } from './in-page.mjs';

const MINUTE = 60_000;
const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');

let world: World;
let staff: Client;
let reviewer: Client;
let institutionId: string;

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist, MEDIA_DIR: path.resolve('server/demo/videos') } });
  institutionId = (await institution({ name: '西宁建安培训中心' })).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

const clients = new Map<string, Promise<Client>>();
/** A person signs in once: codes are not sent twice a minute. */
const clientOf = (person: SeededPerson): Promise<Client> => {
  const client = clients.get(person.id) ?? signIn(world, person.phone);
  clients.set(person.id, client);
  return client;
};

type Looks = Parameters<typeof visit>[1];
/** A browser in which this person has signed in. */
async function browserOf(person: SeededPerson, looks: Looks = {}): Promise<Visitor> {
  const visitor = await visit(world.url, { folder, ...looks });
  // Videos play in real time, beside whatever else the machine does.
  visitor.page.setDefaultTimeout(60_000);
  await visitor.page.addInitScript(signedIn, (await clientOf(person)).session);
  return visitor;
}

/** Every look of a page: nothing clipped, nothing too small to hit. */
async function looksGood(person: SeededPerson, address: string, shown: string | RegExp, name: string): Promise<void> {
  for (const [look, options, size] of [
    ['phone', { viewport: PHONE }, 'normal'],
    ['dark', { viewport: PHONE, colorScheme: 'dark' }, 'normal'],
    ['small', { viewport: SMALL_PHONE }, 'largest'],
  ] as const) {
    const visitor = await browserOf(person, options);
    await visitor.page.addInitScript(chooseTypeSize, size);
    await visitor.open(address);
    await visitor.see(shown);
    await visitor.screenshot(`${name}-${look}`);
    expect({ where: `${name} ${look}`, value: await visitor.clipped() }).toEqual({ where: `${name} ${look}`, value: [] });
    expect({ where: `${name} ${look}`, value: await visitor.tooSmall() }).toEqual({ where: `${name} ${look}`, value: [] });
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  }
}

describe('study', () => {
  let person: SeededPerson;
  let applicationId: string;
  const outline = () => `/packages/study/course/index?sourceKind=APPLICATION&sourceId=${applicationId}`;
  beforeAll(async () => {
    const lesson = (id: string, title: string, video: string) => ({ id, title, seconds: 24, video: `${video}.mp4` });
    const { id } = await course({
      title: '安管人员安全生产培训',
      requiredHours: '8',
      chapters: [
        { id: 'c1', title: '第一章 个人防护', compulsory: true, hours: '8', lessons: [lesson('c1-1', '1.1 安全帽：第一道防线', 'helmet')] },
        {
          id: 'c2',
          title: '第二章 脚手架',
          compulsory: false,
          hours: '4',
          lessons: [lesson('c2-1', '2.1 脚手架：上架之前看三处', 'scaffold')],
        },
      ],
    });
    const today = world.clock.now().toISOString().slice(0, 10);
    const { id: classId } = await staff.ok(trainingRoutes.createClass, {
      body: { name: '第一期', courseId: id, startsOn: today, endsOn: '2099-12-31', seats: 50 },
    });
    person = await ledgeredWorker(world, { name: '王建国' });
    applicationId = await applicationIn(world, 'AUTH_PASSED', {
      personId: person.id,
      institutionId,
      subject: { category: 'SAFETY_MGMT', code: 'C1' },
    });
    await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [applicationId] } });
    await world.settle();
  });

  it('CQ-39 CQ-40 shows the outline with the hours required and earned, in every look', async () => {
    await looksGood(person, outline(), '课程大纲', 'study-course');
  });

  it('CQ-41 CQ-42 plays a lesson, survives a lost network, has its hours credited by the server, and congratulates once', async () => {
    const visitor = await browserOf(person);
    const { page } = visitor;
    await visitor.open('/pages/study/index');
    await visitor.tapText('安管人员安全生产培训');
    await visitor.see('本章学完可获得8学时');
    await visitor.tapText('开始学习');
    await visitor.see('已记录到 00:00');
    await page.locator('video').evaluate(playTo, 4);
    await visitor.see(/已记录到 00:0[3-9]/);
    await visitor.screenshot('study-player-phone');
    // The network goes while it plays from what is loaded: nothing is lost, and it is said.
    await page.context().setOffline(true);
    await page.locator('video').evaluate(playTo, 8);
    await visitor.see('断网超过1分钟会暂停播放');
    await visitor.screenshot('study-player-offline');
    await page.context().setOffline(false);
    await visitor.see(/已记录到 00:(0[7-9]|1\d)/);
    await page.locator('video').evaluate(playVideo);
    await visitor.see('恭喜，课程已完成!');
    await visitor.see('您已经完成安管人员安全生产培训课程');
    await world.settle();
    await visitor.screenshot('study-congratulation', { view: true });
    await visitor.tapText('返回首页');
    await visitor.open(outline());
    await visitor.see('课程已完成');
    await visitor.see('本章已学完，已获得8学时');
    expect(await visitor.text()).not.toContain('恭喜');
    expect(visitor.complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await visitor.close();
  });

  it('design 6: the device that lost the course says so, and can take it back', async () => {
    const [one, two] = [await browserOf(person), await browserOf(person)];
    const address = `/packages/study/player/index?sourceKind=APPLICATION&sourceId=${applicationId}&lessonId=c2-1`;
    await one.open(address);
    await one.see('已记录到');
    await two.open(address);
    await two.see('已记录到');
    await one.page.locator('video').evaluate(playTo, 2);
    await one.see('已在另一台设备上学习');
    await one.screenshot('study-superseded', { view: true });
    await one.tapText('在这里继续');
    await one.see('已暂停');
    await Promise.all([one.close(), two.close()]);
  });

  it('A-37 asks who is studying: the video stands still, a code to the own phone is enough; missed, it says what that means and hears the appeal', async () => {
    const address = `/packages/study/player/index?sourceKind=APPLICATION&sourceId=${applicationId}&lessonId=c2-1`;
    const askSoon = () =>
      StudyLedgerModel.updateOne({ _id: person.id }, { $set: { presence: { since: 0, dueAfter: 1 } }, $inc: { revision: 1 } });
    await askSoon();
    const visitor = await browserOf(person);
    const { page } = visitor;
    await visitor.open(address);
    await visitor.see('已记录到');
    await page.locator('video').evaluate(playTo, 5);
    await visitor.see('请确认是您本人在学习');
    await visitor.screenshot('study-presence', { view: true });
    expect(await page.locator('video').evaluate(isPaused)).toBe(true);
    await visitor.tapText(/^人脸核验$/);
    await visitor.see('请先勾选同意');
    await visitor.tapText(/^用短信验证码$/);
    await visitor.tapText(/^发验证码到/);
    await visitor.see('重新发送验证码');
    await visitor.fill('短信验证码', await new Desk(world.simulatorUrl).codeFor(person.phone));
    await visitor.screenshot('study-presence-code', { view: true });
    await visitor.tapText(/^确认$/);
    await visitor.see(/^已暂停$/);

    await askSoon();
    await page.locator('video').evaluate(playTo, 10);
    await visitor.see('请确认是您本人在学习');
    world.clock.advance(121_000);
    await visitor.open(address);
    await visitor.see('刚才没有确认是您本人');
    await visitor.screenshot('study-presence-missed', { view: true });
    await world.settle();
    await visitor.tapText('看记录和申诉');
    await visitor.see('没有在时限内确认是本人');
    await visitor.tapText('有异议，申诉');
    await visitor.tapText('当时在接电话');
    await visitor.tapText(/^提交申诉$/);
    await visitor.see('已申诉，待核实');
    await visitor.screenshot('study-checks');
    expect(await visitor.clipped()).toEqual([]);
    expect(await visitor.tooSmall()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();

    const desk = await visit(world.url, { folder, viewport: DESK, hasTouch: false });
    await desk.page.addInitScript(signedIn, staff.session);
    await desk.open('/packages/authority/appeals/index');
    await desk.see('当时在接电话');
    await desk.tapText(/^恢复时长$/);
    await desk.tapText('已电话核实是本人在学');
    await desk.screenshot('study-appeals-desk', { view: true });
    await desk.page
      .getByRole('dialog')
      .getByText(/^恢复时长$/)
      .click();
    await desk.see('没有等着核实的申诉');
    expect(desk.complaints).toEqual([]);
    await desk.close();
  });
});

describe('exam', () => {
  let person: SeededPerson;
  let sessionId: string;
  let planId: string;
  const address = (name: string) => `/packages/exam/${name}/index?id=${sessionId}`;
  beforeAll(async () => {
    await questionBank();
    person = await ledgeredWorker(world, { name: '李大山' });
    const applicationId = await applicationIn(world, 'TRAINED', {
      personId: person.id,
      institutionId,
      subject: { category: 'SAFETY_MGMT', code: 'C1' },
    });
    const startsAt = new Date(world.clock.now().getTime() + 14 * MINUTE).toISOString();
    let plan = await staff.ok(examRoutes.createPlan, {
      body: { name: '十一月第一次考试', startsAt, minutes: 60, sources: [{ kind: 'APPLICATION', id: applicationId }] },
    });
    const params = { id: plan.id };
    plan = await staff.ok(examRoutes.submitPlan, { params, body: { version: plan.version } });
    plan = await reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: plan.version } });
    plan = await staff.ok(examRoutes.arrangePlan, {
      params,
      body: { version: plan.version, room: '一号机房', address: '西宁市城东区测试路1号' },
    });
    await world.settle();
    sessionId = (await (await clientOf(person)).ok(examRoutes.listMine)).items[0]!.id;
    await looksGood(person, address('ticket'), '准考证号', 'exam-ticket');
    await staff.ok(examRoutes.openPlan, { params, body: { version: plan.version } });
    planId = plan.id;
  });

  it('QH-16 a phone is sent to the exam room', async () => {
    const visitor = await browserOf(person, { isMobile: true });
    await visitor.open('/pages/study/index');
    await visitor.tapText('十一月第一次考试');
    await visitor.see('请到考场用电脑考试');
    await visitor.screenshot('exam-ticket-telephone');
    await visitor.close();
  });

  it('QH-16 QH-17 at the computer: checks in, answers by keyboard and mouse, loses the network, reloads, hands in, sees the score', async () => {
    const visitor = await browserOf(person, { viewport: DESK, hasTouch: false });
    const { page } = visitor;
    await visitor.open(address('ticket'));
    await visitor.see('考前签到');
    await visitor.fill('准考证号', 'K0');
    await visitor.fill('考场签到码', '000000');
    await visitor.tapText(/^签到$/);
    await visitor.see('准考证号不对');
    const { admissionNumber } = await (await clientOf(person)).ok(examRoutes.viewMine, { params: { id: sessionId } });
    await visitor.fill('准考证号', admissionNumber);
    await visitor.tapText(/^签到$/);
    await visitor.see('考场签到码不对');
    await visitor.fill('考场签到码', await roomCode(staff, planId));
    await visitor.screenshot('exam-check-in-desk');
    await visitor.tapText(/^签到$/);
    await visitor.see('已签到，请等开考');
    world.clock.advance(14 * MINUTE);
    await visitor.tapText(/^开始答题$/);
    await visitor.see('第1题');
    await page.keyboard.press('b');
    await visitor.see('已答1题');
    await visitor.see('答案已保存');
    await page.keyboard.press('ArrowRight');
    await visitor.see('第2题');
    await visitor.screenshot('exam-answer-desk', { view: true });
    await page.context().setOffline(true);
    await page.keyboard.press('2');
    await visitor.see('1题待上传');
    await visitor.screenshot('exam-answer-offline', { view: true });
    await page.context().setOffline(false);
    await visitor.see('答案已保存');
    await visitor.open(address('answer'));
    await visitor.see('已答2题');
    const count = await page.locator('.exam-cell').count();
    for (let index = 2; index < count - 1; index++) {
      await page.locator('.exam-cell').nth(index).click();
      await page.locator('.exam-option').first().click();
    }
    await visitor.see('还有1题没有作答');
    await visitor.see('答案已保存');
    expect(await visitor.clipped()).toEqual([]);
    expect(await visitor.tooSmall()).toEqual([]);
    await visitor.tapText(/^交卷$/);
    await visitor.see('还有1题没有作答，要交卷吗？');
    await visitor.screenshot('exam-submit-desk', { view: true });
    await page
      .getByRole('dialog')
      .getByText(/^交卷$/)
      .click();
    await visitor.see(/考试(合格|不合格)/);
    await visitor.screenshot('exam-score-desk');
    expect(visitor.complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED|400/.test(each))).toEqual([]);
    await visitor.close();
    await looksGood(person, address('score'), '接下来', 'exam-score');
  });
});

describe('certificate', () => {
  it('QH-21 JS-10 shows the card, the code, the state, and what a stranger sees who scans', async () => {
    const issued = await issuedExam(world, await twoOfficers(world), { names: ['欧阳明德'] });
    const [person] = issued.people;
    const id = issued.certificates[0]!._id.toHexString();
    await looksGood(person!, '/pages/wallet/index', issued.certificates[0]!.number, 'wallet');
    await looksGood(person!, `/packages/certificate/detail/index?id=${id}`, '证书信息', 'certificate-detail');
    const visitor = await browserOf(person!);
    await visitor.open('/pages/wallet/index');
    await visitor.tapText(issued.certificates[0]!.number);
    await visitor.tapText(/^激活证书$/);
    await visitor.see('要激活这张证书吗？');
    await visitor.page
      .getByRole('dialog')
      .getByText(/^激活$/)
      .click();
    await visitor.see('有效');
    await visitor.tapText(/^出示二维码$/);
    await visitor.page.getByLabel('证书核验二维码').waitFor();
    await visitor.screenshot('certificate-code');
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.tapText('下载电子证书')]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const { link } = await (await clientOf(person!)).ok(certificateRoutes.code, { params: { id } });
    await visitor.open(new URL(link).pathname);
    await visitor.see('证书真实，现在可以使用');
    await visitor.screenshot('verify-valid');
    await visitor.open('/packages/certificate/verify/index');
    await visitor.fill('证书编号', issued.certificates[0]!.number);
    await visitor.fill('持证人姓名', '欧阳明德');
    await visitor.tapText(/^查询$/);
    await visitor.see('证书真实，现在可以使用');
    await visitor.fill('持证人姓名', '别人');
    await visitor.tapText(/^查询$/);
    await visitor.see('未查询到该证书');
    await visitor.screenshot('verify-unknown');
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});
