import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { PostTransferModel, type PostTransfer } from '../../server/src/features/postTransfer/postTransfer.model';
import { Desk } from '../../server/simulators/desk';
import type { SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';
import { closeBrowser, PHONE } from './browser';
import { h5Dist } from './dist';
import { personAt, uglyPages, type PersonAtScreen } from './people-at-screens';
import { safetyOfficer, transferWorld, watchToTheEnd } from './transfer';

const DAY = 24 * 3600_000;
const looks = { viewport: PHONE, folder: process.env.SCREENSHOTS ?? path.join(h5Dist, '../screenshots') };

let world: World;
let person: SeededPerson;
let screen: PersonAtScreen;
let folder: string;

beforeAll(async () => {
  world = await transferWorld(h5Dist);
  person = await safetyOfficer(world, '罗长青', '渝安员2021000902');
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-transfer-'));
  writeFileSync(path.join(folder, 'portrait.jpg'), await renderPortrait(9, { sex: 'M' }));
  screen = await personAt(world, looks);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeBrowser();
  await world.stop();
});

const stored = async () => (await PostTransferModel.findOne({ personId: person.id }).lean<PostTransfer>())!;

describe('安全员转岗 in the browser', () => {
  it('CQ-36 CQ-18 CQ-37 the to-do, the eight posts, and a choice that no single tap makes', async () => {
    await screen.signIn(person.phone);
    await screen.see('去选岗');
    await screen.open('/packages/transfer/home/index');
    await screen.see('岗位选择后无法更改');
    await screen.looksGood('transfer-entry');
    await screen.tapText(/^去选岗$/);
    await screen.see('市政工程类质量员');
    await screen.looksGood('transfer-choose');
    await screen.tapText('土建类施工员');
    await screen.choosePhoto('本人照片', path.join(folder, 'portrait.jpg'));
    await screen.see('重拍');
    await screen.tapText('我已看清楚');
    await screen.tapText('选择这个岗位');
    await screen.see('任何人都改不了');
    await screen.picture('transfer-sure');
    await screen.answer('再看看');
    expect(await stored()).toBeNull();
    await screen.tapText('选择这个岗位');
    await screen.answer('就选这个岗位');
    await screen.see('已选岗，待人脸识别');
    await screen.looksGood('transfer-chosen');
    expect(uglyPages()).toEqual([]);
  });

  it('CQ-38 the face on the provider’s page, then the free course of 46 chapters', async () => {
    await screen.tapText(/^人脸识别$/);
    await screen.see('要您单独同意');
    await screen.looksGood('transfer-face');
    await screen.tapText('我同意为转岗学习使用我的人脸信息');
    await screen.tapText('开始人脸识别');
    await screen.page.waitForURL((url) => url.href.startsWith(world.simulatorUrl));
    const { face } = await stored();
    await new Desk(world.simulatorUrl).face(face!.verifyId, 'pass');
    await screen.open(`/packages/transfer/face/index?BizToken=${face!.verifyId}`);
    await screen.see('人脸识别通过，待学习');
    await screen.tapText('开始学习');
    await world.settle();
    const { _id } = await stored();
    await screen.open(`/packages/study/course/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}`);
    await screen.see('共46章237节：必修15章，选修31章');
    await screen.looksGood('transfer-course');
    expect(uglyPages()).toEqual([]);
  });

  it('CQ-42 CQ-43 congratulation, feedback, countdown, and the new certificate', async () => {
    await watchToTheEnd(world, person);
    const { _id } = await stored();
    await screen.open(`/packages/study/course/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}`);
    await screen.see('恭喜，课程已完成!');
    await screen.picture('transfer-congratulation');
    await screen.tapText('评价课程');
    await screen.see('恭喜您等1人完成土建类施工员换岗换证课程');
    await screen.looksGood('transfer-waiting');
    await screen.tapText('很好，讲得清楚');
    await screen.tapText('提交评价');
    await screen.see('非常感谢您的反馈');
    for (let day = 0; day < 10 && (await stored()).status !== 'CERT_QUERYABLE'; day++) {
      world.clock.advance(DAY);
      await world.settle();
    }
    await screen.open('/packages/transfer/home/index');
    await screen.see('新证书可以查询了');
    await screen.looksGood('transfer-ready');
    await screen.tapText(/^证书查询$/);
    await screen.see((await stored()).newNumber!);
    expect(uglyPages()).toEqual([]);
  });
});
