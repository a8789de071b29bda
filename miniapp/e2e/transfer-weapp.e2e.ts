import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderPortrait } from '../../server/demo/cards';
import { PostTransferModel, type PostTransfer } from '../../server/src/features/postTransfer/postTransfer.model';
import { StudyLedgerModel, type StudyLedger } from '../../server/src/features/study/study.model';
import type { SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';
import { oneTap, phoneOf } from './phones';
import type { Weapp } from './sandbox';
import { safetyOfficer, transferWorld, watchToTheEnd } from './transfer';

const DAY = 24 * 3600_000;
const HOME = 'packages/transfer/home/index';

let world: World;
let person: SeededPerson;
let folder: string;
let photo: string;

beforeAll(async () => {
  world = await transferWorld();
  person = await safetyOfficer(world, '何守安', '渝安员2021000901');
  folder = mkdtempSync(path.join(tmpdir(), 'jzt-transfer-'));
  photo = path.join(folder, 'portrait.jpg');
  writeFileSync(photo, await renderPortrait(7, { sex: 'M' }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

/** The person's phone; WeChat's face check ends as the provider is told. */
async function phone(outcome = 'pass'): Promise<Weapp> {
  const weapp = await phoneOf(world, person);
  weapp.phone.photo = () => photo;
  weapp.wx.requestFacialVerify = ({ verifyId, success }: { verifyId: string; success(result: object): void }) =>
    void fetch(`${world.simulatorUrl}/face/simulate`, { method: 'POST', body: JSON.stringify({ verifyId, outcome }) }).then(() =>
      success({ errCode: 0 }),
    );
  await oneTap(weapp);
  return weapp;
}

/** As if so much had been learnt that the check is due. */
const askNow = (personId: string) =>
  StudyLedgerModel.updateOne(
    { _id: personId },
    {
      $set: {
        presence: {
          since: 30,
          dueAfter: 30,
          check: {
            id: 'c1',
            askedAt: world.clock.now(),
            deadline: new Date(world.clock.now().getTime() + 90_000),
            triesLeft: 3,
            terms: { from: 30, to: 60, answerSeconds: 90, tries: 3 },
          },
        },
      },
      $inc: { revision: 1 },
    },
  );

const stored = async () => (await PostTransferModel.findOne({ personId: person.id }).lean<PostTransfer>())!;

describe('安全员转岗 on the phone', () => {
  it('CQ-36 CQ-18 CQ-37 from the to-do to the choice: no single tap decides', async () => {
    const weapp = await phone();
    try {
      await weapp.open('pages/home/index');
      await weapp.see('去选岗');
      await weapp.open(HOME);
      await weapp.tap('去选岗');
      await weapp.see('岗位选择后无法更改');
      await weapp.tap('土建类施工员');
      await weapp.tap('选择这个岗位');
      await weapp.see('请上传本人照片');
      await weapp.tap('本人照片');
      await weapp.seeNo('正在上传');
      await weapp.tap('选择这个岗位');
      await weapp.see('请先勾选');
      expect(await stored()).toBeNull();
      await weapp.tap('我已看清楚');
      await weapp.tap('选择这个岗位');
      await weapp.see('选择“土建类施工员”？');
      await weapp.tap('再看看');
      expect(await stored()).toBeNull();
      await weapp.tap('选择这个岗位');
      await weapp.tap('就选这个岗位');
      await weapp.see('已选岗，待人脸识别');
      expect((await stored()).post).toBe('101');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('CQ-38 the face opens the course; CQ-39 CQ-40 its outline has 46 chapters', async () => {
    const weapp = await phone();
    try {
      await weapp.open('packages/transfer/face/index');
      await weapp.tap('我同意为转岗学习使用我的人脸信息');
      await weapp.tap('开始人脸识别');
      await weapp.see('人脸识别通过，待学习');
      await weapp.tap('开始学习');
      await world.settle();
      const { _id } = await stored();
      await weapp.open(`packages/study/course/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}`);
      await weapp.see('课程大纲');
      await weapp.see('需修学时');
      await weapp.see('已修学时');
      await weapp.see('共46章237节：必修15章，选修31章');
      await weapp.see('必修 · 专业');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('A-37 asks in the middle of a lesson who is studying: the video is paused, and the face lets it go on', async () => {
    const weapp = await phone();
    try {
      const { _id } = await stored();
      await weapp.open(`packages/study/course/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}`);
      await weapp.tap('开始学习');
      await weapp.see('已记录到');
      const { lessonId } = (await StudyLedgerModel.findById(person.id).lean<StudyLedger>())!;
      await askNow(person.id);
      await weapp.open(`packages/study/player/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}&lessonId=${lessonId}`);
      await weapp.see('请确认是您本人在学习');
      await weapp.video('play');
      expect(weapp.calls.map(({ name }) => name)).toContain('VideoContext.pause');
      await weapp.video('pause');
      await weapp.see('等您确认');
      await weapp.tap('人脸核验');
      await weapp.see('请先勾选同意');
      await weapp.tap('我同意为在学核验使用我的人脸信息');
      await weapp.tap('人脸核验');
      await weapp.seeNo('请确认是您本人在学习');
      await weapp.see('已暂停');
      expect((await StudyLedgerModel.findById(person.id).lean<StudyLedger>())!.presence).toEqual({ since: 0 });
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('CQ-42 CQ-43 congratulated once, thanked for the feedback, and on the next working day the new certificate', async () => {
    await watchToTheEnd(world, person);
    const { _id } = await stored();
    const course = `packages/study/course/index?sourceKind=POST_TRANSFER&sourceId=${_id.toHexString()}`;
    const weapp = await phone();
    try {
      await weapp.open(course);
      await weapp.see('恭喜，课程已完成!');
      await weapp.see('您已经完成土建类施工员换岗换证课程');
      await weapp.tap('评价课程');
      await weapp.see('恭喜您等1人完成土建类施工员换岗换证课程');
      await weapp.see('起可以查询新证书');
      await weapp.tap('很好，讲得清楚');
      await weapp.tap('提交评价');
      await weapp.see('非常感谢您的反馈');
      await weapp.open(course);
      await weapp.see('课程大纲');
      await weapp.seeNo('恭喜，课程已完成!');
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
    for (let day = 0; day < 10 && (await stored()).status !== 'CERT_QUERYABLE'; day++) {
      world.clock.advance(DAY);
      await world.settle();
    }
    const later = await phone();
    try {
      await later.open(HOME);
      await later.see('新证书可以查询了');
      await later.tap('证书查询');
      await later.see((await stored()).newNumber!);
      await later.open('pages/wallet/index');
      await later.see('已换发新证');
    } finally {
      later.close();
    }
  });
});
