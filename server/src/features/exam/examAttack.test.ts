import { randomUUID } from 'node:crypto';
import { examRoutes } from '@jzt/shared/contract/exam';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { HERE, applicationIn, institution, ledgeredWorker } from '../../../testing/people';
import { sourceOf } from '../../../testing/passed';
import { startWorld, type World } from '../../../testing/world';
import { DeadLetters } from '../../platform/deadLetters';
import { Jobs } from '../../platform/jobs';
import { ExamPlanModel, ExamSessionModel, type ExamSession, type PaperQuestion } from './exam.model';

const HOUR = 3600_000;

let world: World;
let institutionId: string;
let planId: Types.ObjectId;

const paper: PaperQuestion[] = [
  {
    id: 'q1',
    kind: 'SINGLE',
    stem: '一',
    options: [
      { key: 'A', text: '对' },
      { key: 'B', text: '错' },
    ],
    score: 60,
    answer: ['A'],
  },
  { id: 'q2', kind: 'JUDGE', stem: '二', options: [{ key: 'T', text: '对' }], score: 40, answer: ['T'] },
];

beforeAll(async () => {
  world = await startWorld();
  institutionId = (await institution()).id;
  planId = new Types.ObjectId();
  const at = world.clock.now();
  await ExamPlanModel.create({
    jurisdiction: HERE,
    _id: planId,
    status: 'RUNNING',
    version: 1,
    createdAt: at,
    updatedAt: at,
    number: 'KS1',
    name: '考试',
    institutionId,
    subject: { category: 'SAFETY_MGMT', code: 'A' },
    form: 'COMPUTER',
    startsAt: at,
    minutes: 60,
    passMark: 60,
    fullMark: 100,
    candidates: [],
    packVersion: 'QH-1',
  });
});
afterAll(() => world.stop());

interface Sitting {
  id: string;
  client: Client;
  applicationId: string;
}

/** Somebody who is answering; put straight into the database. */
async function sitting(): Promise<Sitting> {
  const person = await ledgeredWorker(world);
  const subject = { category: 'SAFETY_MGMT' as const, code: 'A' };
  const applicationId = await applicationIn(world, 'SCHEDULED', { personId: person.id, institutionId, subject });
  const at = world.clock.now();
  const { _id } = await ExamSessionModel.create({
    jurisdiction: HERE,
    packVersion: 'QH-1',
    status: 'ANSWERING',
    version: 1,
    createdAt: at,
    updatedAt: at,
    planId: planId.toHexString(),
    planName: '考试',
    source: sourceOf({ applicationId }),
    personId: person.id,
    institutionId,
    subject,
    form: 'COMPUTER',
    startsAt: at,
    endsAt: new Date(at.getTime() + HOUR),
    minutes: 60,
    room: '一号机房',
    address: '测试路1号',
    seat: '01',
    admissionNumber: randomUUID(),
    passMark: 60,
    fullMark: 100,
    paper,
    answers: {},
    deadline: new Date(at.getTime() + HOUR),
  });
  return { id: _id.toHexString(), client: await signIn(world, person.phone), applicationId };
}

const save = (one: Sitting, questionId: string, choice: string[], version: number) =>
  one.client.call(examRoutes.saveAnswer, { params: { id: one.id }, body: { questionId, choice, version } });
const stored = async (one: Sitting) => (await ExamSessionModel.findById(one.id).lean<ExamSession>())!;
const bytesOf = async (one: Sitting) => mongoose.mongo.BSON.calculateObjectSize(await stored(one));

describe('answers have limits', () => {
  it('a choice of 255,000 letters, of nine options, twice the same or empty is refused by the contract', async () => {
    const one = await sitting();
    const all = [
      Array.from({ length: 255_000 }, () => 'A'),
      ['A'.repeat(255_000)],
      ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'],
      ['A', 'A'],
      [''],
    ];
    for (const choice of all) {
      const reply = await save(one, 'q1', choice, 1);
      expect(reply.error).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(/选项|格式/) });
    }
    expect((await one.client.call(examRoutes.submit, { params: { id: one.id }, body: { answers: [{ questionId: 'q1', choice: all[0]!, version: 1 }] } })).error.code).toBe('INPUT_INVALID'); // prettier-ignore
    expect(await stored(one)).toMatchObject({ status: 'ANSWERING', answers: {} });
  });

  it('an option that the question does not have is refused by its own code', async () => {
    const one = await sitting();
    expect((await save(one, 'q2', ['A'], 1)).error.code).toBe('OPTION_NOT_FOUND');
    expect((await save(one, 'q1', ['A', 'C'], 1)).error.code).toBe('OPTION_NOT_FOUND');
    expect((await save(one, 'q3', ['A'], 1)).error.code).toBe('QUESTION_NOT_FOUND');
    expect((await save(one, 'q1', ['A', 'B'], 1)).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'q1.choice', '$set', 'answers.$[]', '', 'q'.repeat(65)])(
    'a question id %j is refused and changes nothing',
    async (questionId) => {
      const one = await sitting();
      const before = await stored(one);
      expect((await save(one, questionId, ['A'], 1)).error).toMatchObject({
        code: 'INPUT_INVALID',
        fields: { questionId: '题目编号不正确，请刷新试卷' },
      });
      expect(await stored(one)).toEqual(before);
    },
  );

  it('a question id with a sign that nobody can see is refused and changes nothing', async () => {
    const one = await sitting();
    const before = await stored(one);
    for (const hidden of ['q1\u0000', '\u0007q1'])
      expect((await save(one, hidden, ['A'], 1)).error).toMatchObject({
        code: 'INPUT_INVALID',
        message: '内容里有看不见的字符，请重新输入',
      });
    expect(await stored(one)).toEqual(before);
  });

  it('hundreds of saves of one question leave one answer and a small document', async () => {
    const one = await sitting();
    const before = await bytesOf(one);
    for (let version = 1; version <= 300; version += 10)
      await Promise.all(Array.from({ length: 10 }, (_, at) => save(one, 'q1', [at % 2 ? 'A' : 'B'], version + at)));
    expect(Object.keys((await stored(one)).answers)).toEqual(['q1']);
    expect(await bytesOf(one)).toBeLessThan(before + 200);
  });

  it('junk that was stored before there were limits neither stops the candidate nor the mark', async () => {
    const one = await sitting();
    const junk = { q1: { choice: ['A'], version: 1 }, q2: { choice: Array.from({ length: 50_000 }, () => 'T'), version: 9 } };
    await ExamSessionModel.collection.updateOne(
      { _id: new Types.ObjectId(one.id) },
      { $set: { answers: { ...junk, zz: { choice: ['A'], version: 1 } } } },
    );
    const { answers } = await one.client.ok(examRoutes.start, { params: { id: one.id }, body: { client: 'COMPUTER' } });
    expect(answers).toEqual([{ questionId: 'q1', choice: ['A'], version: 1 }]);
    expect(await one.client.ok(examRoutes.submit, { params: { id: one.id }, body: { answers: [] } })).toMatchObject({ score: 60 });
    expect(await bytesOf(one)).toBeLessThan(10_000);
  });
});

describe('one session that cannot be marked', () => {
  it('never keeps the others waiting: 20 good ones are marked, it is listed at last and marked when it is mended', async () => {
    // The broken ones are the oldest, so that they come first in every order.
    const broken = await Promise.all([sitting(), sitting()]);
    await ExamSessionModel.collection.updateMany(
      { _id: { $in: broken.map((one) => new Types.ObjectId(one.id)) } },
      { $set: { paper: 'not a paper' } },
    );
    const good: Sitting[] = [];
    for (let at = 0; at < 20; at++) good.push(await sitting());
    for (const one of good) expect((await save(one, 'q1', ['A'], 1)).status).toBe(200);
    world.clock.advance(HOUR + 1000);
    await world.settle();
    for (const one of good) expect(await stored(one)).toMatchObject({ status: 'SCORED', score: 60, byTimeout: true });
    for (const one of broken) expect((await stored(one)).status).toBe('ANSWERING');

    const letters = await world.server.get(DeadLetters);
    for (let tries = 0; tries < 12; tries++) {
      world.clock.advance(HOUR);
      await (await world.server.get(Jobs)).runNow('exam.finalise');
    }
    const ids = broken.map((one) => one.id);
    const listed = (await letters.list({}, { limit: 10 })).items.filter((one) => ids.includes(one.sourceId));
    expect(listed).toHaveLength(2);
    expect(listed[0]).toMatchObject({ kind: 'JOB', topic: 'exam.finalise', sourceKind: 'ExamSession', jurisdiction: HERE, dead: true });
    expect(listed[0]!.attempts).toBeGreaterThanOrEqual(10);

    await ExamSessionModel.collection.updateMany({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { $set: { paper } });
    world.clock.advance(HOUR);
    await (await world.server.get(Jobs)).runNow('exam.finalise');
    for (const one of broken) expect((await stored(one)).score).toBe(0);
    expect((await letters.list({}, { limit: 1 })).items).toEqual([]);
  });
});
