import { trainingRoutes, type RosterRow } from '@jzt/shared/contract/training';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../server/testing/client';
import { course } from '../../server/testing/courses';
import { applicationIn, institution, institutionStaff, ledgeredWorker } from '../../server/testing/people';
import { startWorld, type World } from '../../server/testing/world';
import { oneTap, phoneOf } from './phones';
import type { Weapp } from './sandbox';

const KB = 1024;

let world: World;
let staff: Client;
let institutionId: string;
beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
});
afterAll(() => world.stop());

/** A course with sections of the given number in each chapter; the names are as long as those of the official course. */
const chaptersOf = (sections: number[]) =>
  sections.map((count, at) => ({
    id: `c${at}`,
    title: `第${at + 1}章 建筑施工现场安全生产管理与法律法规`,
    compulsory: at < 15,
    hours: '1',
    lessons: Array.from({ length: count }, (_, each) => ({
      id: `c${at}-${each}`,
      title: `${at + 1}.${each + 1} 施工现场临时用电、消防与文明施工的管理要求`,
      seconds: 60,
      video: 'helmet.mp4',
    })),
  }));

/** The course as a learner opens it on the phone. */
async function learning(sections: number[]): Promise<Weapp> {
  const { id: courseId } = await course({ title: '土建施工员换岗课程', requiredHours: '8', chapters: chaptersOf(sections) });
  const { id: classId } = await staff.ok(trainingRoutes.createClass, {
    body: { name: '第一期', courseId, startsOn: world.clock.now().toISOString().slice(0, 10), endsOn: '2099-12-31', seats: 50 },
  });
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, 'AUTH_PASSED', {
    personId: person.id,
    institutionId,
    subject: { category: 'SAFETY_MGMT', code: 'C1' },
  });
  await staff.ok(trainingRoutes.enrol, { params: { id: classId }, body: { applicationIds: [applicationId] } });
  await world.settle();
  const weapp = await phoneOf(world, person);
  await oneTap(weapp);
  await weapp.open(`packages/study/course/index?sourceKind=APPLICATION&sourceId=${applicationId}`);
  return weapp;
}

describe('a long course in the built weapp bundle', () => {
  it('CQ-40 of 46 chapters and 237 sections reaches the screen in pieces of less than 256 KB, the chapter one is in opened', async () => {
    const weapp = await learning(Array.from({ length: 46 }, (_, at) => (at < 7 ? 6 : 5)));
    try {
      await weapp.see('共46章237节：必修15章，选修31章');
      await weapp.see('1.6 施工现场');
      await weapp.seeNo('2.1 施工现场');
      await weapp.tap(/^展开第46章/);
      await weapp.see('46.5 施工现场');
      await weapp.tap(/^收起第46章/);
      await weapp.seeNo('46.5 施工现场');
      expect(weapp.largestSetData()).toBeLessThan(256 * KB);
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });

  it('CQ-40 of few chapters with many sections shows them in parts', async () => {
    const weapp = await learning([40, 40, 40, 40, 40, 37]);
    try {
      await weapp.see('共6章237节');
      await weapp.see('1.30 施工现场');
      await weapp.seeNo('1.31 施工现场');
      await weapp.tap('看后面的第31到40节');
      await weapp.see('1.40 施工现场');
      await weapp.seeNo('1.30 施工现场');
      await weapp.tap('看前面的第1到30节');
      await weapp.see('1.1 施工现场');
      expect(weapp.largestSetData()).toBeLessThan(256 * KB);
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });
});

describe('a long list that comes whole', () => {
  it('QH-13 the roster of a class of 500 is drawn in parts', async () => {
    const { id: courseId } = await course();
    const { id: classId } = await staff.ok(trainingRoutes.createClass, {
      body: { name: '第二期', courseId, startsOn: world.clock.now().toISOString().slice(0, 10), endsOn: '2099-12-31', seats: 500 },
    });
    const items = Array.from({ length: 500 }, (_, at): RosterRow => ({
      applicationId: String(at).padStart(24, '0'),
      name: `学员${at + 1}`,
      idNumberMasked: '9901**********0016',
      status: 'IN_TRAINING',
      statusZh: '培训中',
      requiredHours: '8',
      earnedHours: '4',
    }));
    const weapp = await phoneOf(world, await institutionStaff(world, institutionId));
    try {
      await oneTap(weapp);
      // 500 people are more than a test can bring through their real-name check: this one answer is made up.
      const send = weapp.wx.request as (options: { url: string; success(reply: object): void }) => unknown;
      weapp.wx.request = (options: Parameters<typeof send>[0]) =>
        options.url.endsWith('/roster') ? options.success({ statusCode: 200, header: {}, data: { items } }) : send(options);
      await weapp.open(`packages/staff/class/index?id=${classId}`);
      await weapp.see('500名学员');
      await weapp.see('学员40');
      await weapp.seeNo('学员41');
      await weapp.tap('再看40人，还有460人');
      await weapp.see('学员80');
      await weapp.see('再看40人，还有420人');
      expect(weapp.largestSetData()).toBeLessThan(256 * KB);
      expect(weapp.complaints).toEqual([]);
    } finally {
      weapp.close();
    }
  });
});
