import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CourseModel } from '../../server/src/features/course/course.model';
import { QuestionBankModel } from '../../server/src/features/questionBank/questionBank.model';
import { questionBank } from '../../server/testing/courses';
import { officer, type SeededPerson } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { closeBrowser, DESK, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages } from './people-at-screens';

const folder = process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots');
const VIDEO = path.join(process.cwd(), 'server/demo/videos/helmet.mp4');

let world: World;
let writer: SeededPerson;
let second: SeededPerson;

beforeAll(async () => {
  world = await startWorld({ env: { WEB_DIR: h5Dist } });
  await questionBank();
  writer = await officer(world, 'AUTHORITY_REVIEWER', '出题人');
  second = await officer(world, 'AUTHORITY_ISSUER', '复核人');
});
afterAll(async () => {
  await closeBrowser();
  await world.stop();
});

describe('the desk of content in the browser', () => {
  it('a question is written, reviewed by another and published; the blueprint stands beside the stock', async () => {
    const [desk, other] = [await personAt(world, { viewport: DESK, folder }), await personAt(world, { viewport: DESK, folder })];
    await desk.signIn(writer.phone);
    await desk.open('/packages/content/banks/index');
    await desk.see('安管人员题库');
    await desk.looksGood('content-banks');
    await desk.open('/packages/content/questions/index?category=SAFETY_MGMT');
    await desk.see('共43道');
    await desk.looksGood('content-questions');
    await desk.tapText(/^出一道题$/);
    await desk.see('保存，等待复核');
    await desk.fill('题干', '进入施工现场必须正确佩戴哪一样？');
    for (const [letter, words] of [['A', '安全帽'], ['B', '草帽'], ['C', '太阳镜']] as const) await desk.fill(`选项${letter}`, words); // prettier-ignore
    await desk.fill('知识点', '个人防护');
    await desk.page.getByLabel('选项A是正确答案').locator('visible=true').click();
    await desk.looksGood('content-question-form');
    await desk.tapText('保存，等待复核');
    await desk.see('要由没有参与编写的另一位人员复核');
    await desk.looksGood('content-question');

    await other.signIn(second.phone);
    await other.open('/packages/content/questions/index?category=SAFETY_MGMT');
    await other.tapText('勾选能复核的1道');
    await other.looksGood('content-review');
    await other.tapText('复核通过（1道）');
    await other.answer('通过1道');
    await other.see('1道题已办好');
    await other.open('/packages/content/banks/index');
    await other.tapText(/^发布题库$/);
    await other.answer('发布');
    await other.see(/第2版/);
    const bank = (await QuestionBankModel.findOne({ category: 'SAFETY_MGMT', version: 2 }).lean())!;
    expect(bank.questions.map((one) => one.stem)).toContain('进入施工现场必须正确佩戴哪一样？');
    await other.open('/packages/content/blueprint/index?category=SAFETY_MGMT');
    await other.see('合计35道，100分');
    await other.looksGood('content-blueprint');
    expect(uglyPages()).toEqual([]);
    await desk.close();
    await other.close();
  });

  it('a course gets a chapter and a video, is looked at like a learner does, and published', async () => {
    const desk = await personAt(world, { viewport: DESK, folder });
    const { page } = desk;
    await desk.signIn((await officer(world, 'AUTHORITY_REVIEWER')).phone);
    await desk.open('/packages/content/courses/index');
    await desk.tapText('新建课程');
    await desk.fill('课程名称', '安全帽专题');
    await page.getByRole('dialog').getByText(/^新建$/).locator('visible=true').last().click(); // prettier-ignore
    await desk.see('还没有章节，请先加一章');
    await desk.fill('需修学时', '0');
    await desk.tapText(/^加一章$/);
    await desk.fill('章的名称', '第一章 个人防护');
    await desk.fill('计几学时', '0');
    await desk.tapText(/^加一节$/);
    const chooser = page.waitForEvent('filechooser');
    await desk.tapText(/^上传视频$/);
    await (await chooser).setFiles(VIDEO);
    await desk.see(/视频 0?0:24/);
    await desk.looksGood('content-course');
    await desk.tapText(/^保存$/);
    await desk.tapText(/^发布$/);
    await desk.answer('发布');
    await desk.see('已发布');
    expect((await CourseModel.findOne({ title: '安全帽专题' }).lean())!.chapters[0]!.lessons[0]!.seconds).toBe(24);
    await desk.tapText('像学员一样预览');
    await desk.see('这是预览，不计学时');
    await desk.looksGood('content-preview');
    await desk.open('/packages/content/courses/index');
    await desk.see('安全帽专题');
    await desk.looksGood('content-courses');
    expect(uglyPages()).toEqual([]);
    await desk.close();
  });

  it('is of use on a phone too', async () => {
    const phone = await personAt(world, { viewport: PHONE, folder });
    await phone.signIn((await officer(world, 'AUTHORITY_REVIEWER')).phone);
    for (const [name, address, words] of [
      ['banks', '/packages/content/banks/index', '安管人员题库'],
      ['questions', '/packages/content/questions/index?category=SAFETY_MGMT', '共44道'],
      ['form', '/packages/content/question/index?category=SAFETY_MGMT', '保存，等待复核'],
      ['blueprint', '/packages/content/blueprint/index?category=SAFETY_MGMT', '合计35道，100分'],
      ['courses', '/packages/content/courses/index', '安全帽专题'],
    ] as const) {
      await phone.open(address);
      await phone.see(words);
      await phone.looksGood(`content-phone-${name}`);
    }
    expect(uglyPages()).toEqual([]);
    await phone.close();
  });
});
