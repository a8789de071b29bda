import { examRoutes } from '@jzt/shared/contract/exam';
import { questionRoutes } from '@jzt/shared/contract/question';
import { questionBankRoutes as bankRoutes, type PaperRow } from '@jzt/shared/contract/questionBank';
import { fileRoutes } from '@jzt/shared/contract/file';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { course, questionBank } from '../../../testing/courses';
import { roomCode } from '../../../testing/examRoom';
import { twoOfficers, type Officers } from '../../../testing/officers';
import { sourceOf } from '../../../testing/passed';
import { applicationIn, institution, institutionStaff, ledgeredWorker } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { ExamSessionModel } from './exam.model';

const MINUTE = 60_000;
const category = 'SAFETY_MGMT' as const;
let world: World;
let staff: Client;
let staffPhone: string;
let officers: Officers;
let institutionId: string;

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  await course();
  await questionBank();
  staffPhone = (await institutionStaff(world, institutionId)).phone;
  staff = await signIn(world, staffPhone, 'INSTITUTION_STAFF');
  officers = await twoOfficers(world);
});
afterAll(() => world.stop());

async function submitted(code: string) {
  const person = await ledgeredWorker(world);
  const applicationId = await applicationIn(world, 'TRAINED', { personId: person.id, institutionId, subject: { category, code } });
  const startsAt = new Date(world.clock.now().getTime() + 60 * MINUTE).toISOString();
  const made = await staff.ok(examRoutes.createPlan, {
    body: { name: '组卷考试', startsAt, minutes: 60, sources: [sourceOf({ applicationId })] },
  });
  const plan = await staff.ok(examRoutes.submitPlan, { params: { id: made.id }, body: { version: made.version } });
  return { person, plan };
}
const setRows = async (rows: PaperRow[], code?: string) => {
  const { version } = await officers.reviewer.ok(bankRoutes.blueprint, { query: { category, code } });
  return officers.reviewer.ok(bankRoutes.setBlueprint, { body: { category, code, rows, version } });
};
const approve = (id: string, version: number) => ({ params: { id }, body: { decision: 'APPROVE' as const, version } });
const USUAL: PaperRow[] = [
  { kind: 'SINGLE', count: 20, score: 3 },
  { kind: 'MULTIPLE', count: 5, score: 4 },
  { kind: 'JUDGE', count: 10, score: 2 },
];

describe('papers by blueprint', () => {
  it('the missing questions are said in words before a plan can be approved; it can still be returned', async () => {
    const rows: PaperRow[] = [
      { kind: 'SINGLE', topic: '消防安全', difficulty: 3, count: 2, score: 4 },
      { kind: 'SINGLE', count: 23, score: 4 },
    ];
    expect((await setRows(rows, 'B')).shortages).toEqual(['单选题“消防安全”（难）要2道，题库只有0道']);
    const { plan } = await submitted('B');
    const words = ['单选题“消防安全”（难）要2道，题库只有0道'];
    expect((await officers.reviewer.ok(examRoutes.viewForAuthority, { params: { id: plan.id } })).bankShortages).toEqual(words);
    expect((await staff.ok(examRoutes.viewPlan, { params: { id: plan.id } })).bankShortages).toBeUndefined();
    expect(await officers.reviewer.refused(examRoutes.decidePlan, approve(plan.id, plan.version))).toMatchObject({
      status: 409,
      code: 'QUESTION_BANK_SHORT',
      message: `题库不够组卷：${words[0]}。请主管部门补题并发布题库`,
    });
    const short = (await officers.issuer.ok(bankRoutes.list)).items.find((one) => one.category === category)!.shortages;
    expect(short).toEqual([{ subjectZh: '项目负责人（B证）', words }]);
    await officers.reviewer.ok(examRoutes.decidePlan, {
      params: { id: plan.id },
      body: { decision: 'RETURN', reason: '题库正在补题', version: plan.version },
    });
  });

  it('a blueprint that does not come to 100 points, or that was changed meanwhile, is not kept', async () => {
    const send = (rows: PaperRow[], version: number, code = 'C3') =>
      officers.reviewer.refused(bankRoutes.setBlueprint, { body: { category, code, rows, version } });
    expect(await send([{ kind: 'SINGLE', count: 10, score: 3 }], 0)).toMatchObject({
      code: 'BLUEPRINT_WRONG',
      message: '满分要是100分，现在合计30分',
    });
    expect((await send(USUAL, 3)).code).toBe('BLUEPRINT_CHANGED');
    expect((await send(USUAL, 0, '77')).code).toBe('CODE_UNKNOWN');
  });

  it('papers follow the rows and the bank that were there when the plan was arranged, pictures and all', async () => {
    const { reviewer, issuer } = officers;
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    const { fileId } = await reviewer.ok(questionRoutes.uploadPicture, { file: photo });
    const content = { pool: 'EXAM', kind: 'JUDGE', topic: '识图', difficulty: 3, options: [], answer: ['T'] } as const;
    const made = await reviewer.ok(questionRoutes.create, {
      body: { category, content: { ...content, stem: '图中的防护栏杆合格吗？', options: [], answer: ['T'], pictureFileId: fileId } },
    });
    const items = [{ id: made.id, version: made.version }];
    await issuer.ok(questionRoutes.review, { body: { items, decision: 'APPROVE' } });
    const bank = (await issuer.ok(bankRoutes.list)).items.find((one) => one.category === category)!;
    await issuer.ok(bankRoutes.publish, { body: { category, version: bank.version! } });
    await setRows([
      { kind: 'JUDGE', topic: '识图', difficulty: 3, count: 1, score: 20 },
      { kind: 'SINGLE', count: 20, score: 4 },
    ]);
    const { plan, person } = await submitted('A');
    let found = await reviewer.ok(examRoutes.decidePlan, approve(plan.id, plan.version));
    found = await staff.ok(examRoutes.arrangePlan, {
      params: { id: plan.id },
      body: { version: found.version, room: '一号机房', address: '测试路1号' },
    });
    // Whatever is changed from here on is for later plans.
    await setRows(USUAL);
    const now = await reviewer.ok(questionRoutes.view, { params: { id: made.id } });
    await reviewer.ok(questionRoutes.withdraw, { params: { id: made.id }, body: { version: now.version, reason: '图不清楚' } });
    await issuer.ok(bankRoutes.publish, { body: { category, version: bank.version! + 1 } });
    await world.settle();
    const session = (await ExamSessionModel.findOne({ planId: plan.id }).lean())!;
    expect(session.paper.map((one) => [one.kind, one.score])).toEqual([...Array.from({ length: 20 }, () => ['SINGLE', 4]), ['JUDGE', 20]]);
    expect(session.paper.at(-1)).toMatchObject({ stem: '图中的防护栏杆合格吗？', pictureFileId: fileId });

    world.clock.advance(60 * MINUTE);
    staff = await signIn(world, staffPhone, 'INSTITUTION_STAFF');
    const candidate = await signIn(world, person.phone);
    await staff.ok(examRoutes.openPlan, { params: { id: plan.id }, body: { version: found.version } });
    const params = { id: session._id.toHexString() };
    const picture = async (who: Client) => (await who.call(fileRoutes.view, { params: { id: fileId } })).status;
    expect(await picture(candidate)).toBe(404);
    const entry = { admissionNumber: session.admissionNumber, roomCode: await roomCode(staff, plan.id), client: 'COMPUTER' as const };
    await candidate.ok(examRoutes.checkIn, { params, body: entry });
    const paper = await candidate.ok(examRoutes.start, { params, body: { client: 'COMPUTER' } });
    expect(paper.questions.at(-1)!.pictureFileId).toBe(fileId);
    expect([await picture(candidate), await picture(staff)]).toEqual([200, 404]);
    await candidate.ok(examRoutes.submit, { params, body: { answers: [] } });
    expect(await picture(candidate)).toBe(404);
  });
});
