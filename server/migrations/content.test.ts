import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { PowerCut } from '../testing/powerCut';
import { content } from './0010-content';

let db: mongo.Db;
let power: PowerCut;
const [first, second, classId] = [new Types.ObjectId(), new Types.ObjectId(), new Types.ObjectId()];
const chapters = [
  { id: 'c1', title: '一', compulsory: true, hours: '8', lessons: [{ id: 'l1', title: '一', seconds: 30, video: 'a.mp4' }] },
];
const enrolled = (id: string, topic = 'study.enrolled') => ({ id, topic, payload: { classId: classId.toHexString() }, attempts: 0 });

/** Documents as the program before this migration left them. */
const OLD: Record<string, mongo.Document[]> = {
  courses: [
    { _id: first, title: '甲', category: 'SAFETY_MGMT', requiredHours: '8', chapters },
    { _id: second, title: '乙', category: 'SPECIAL_OP', codes: ['01'], requiredHours: '24', chapters },
  ],
  training_classes: [{ _id: classId, courseId: first, name: '一班', seats: 9, seatsLeft: 3 }],
  studies: [{ _id: new Types.ObjectId(), courseId: first.toHexString(), classId: classId.toHexString(), status: 'LEARNING' }],
  applications: [
    { _id: new Types.ObjectId(), number: 'A1', outbox: [enrolled('e1'), enrolled('e2', 'notify'), enrolled('e3')] },
    { _id: new Types.ObjectId(), number: 'A2', outbox: [] },
  ],
  exam_plans: [
    { _id: new Types.ObjectId(), status: 'ARRANGED', room: '一号机房' },
    { _id: new Types.ObjectId(), status: 'DRAFT' },
  ],
  exam_sessions: [{ _id: new Types.ObjectId(), status: 'READY', paper: [] }],
  questions: ['SAFETY_MGMT', 'SPECIAL_OP'].flatMap((category) =>
    Array.from({ length: 30 }, (_, at) => ({
      _id: `${category}-${String(at).padStart(2, '0')}` as never,
      category,
      kind: 'JUDGE',
      stem: `题${at}`,
      options: [{ key: 'T', text: '对' }],
      answer: ['T'],
      ...(at === 0 && { codes: ['01'] }),
    })),
  ),
};

beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  await connectDatabase(uri.href);
  db = mongoose.connection.db as never;
  power = new PowerCut();
});
const fill = async () => {
  for (const name of ['question_banks', ...Object.keys(OLD)]) await db.dropCollection(name).catch(() => undefined);
  for (const [name, documents] of Object.entries(OLD)) await db.collection(name).insertMany(documents.map((one) => ({ ...one })));
};
beforeEach(fill);
afterAll(async () => {
  power.remove();
  await db.dropDatabase();
  await disconnectDatabase();
});

const all = (name: string) => db.collection(name).find().sort({ _id: 1 }).toArray();

async function expectWhole(): Promise<void> {
  for (const name of Object.keys(OLD).filter((one) => one !== 'questions'))
    expect({ where: name, value: await db.collection(name).countDocuments() }).toEqual({ where: name, value: OLD[name]!.length });
  const courses = await all('courses');
  for (const [at, one] of courses.entries())
    expect(one).toEqual({ ...OLD.courses![at], courseId: one._id, version: 1, publishedAt: one._id.getTimestamp() });
  expect((await all('training_classes'))[0]).toEqual({ ...OLD.training_classes![0], courseVersion: 1 });
  expect((await all('studies'))[0]).toEqual({ ...OLD.studies![0], courseVersion: 1 });
  const told = (await all('applications'))[0]!.outbox as { id: string; payload: mongo.Document }[];
  expect(told.map((one) => [one.id, one.payload.courseVersion])).toEqual([
    ['e1', 1],
    ['e2', undefined],
    ['e3', 1],
  ]);
  expect((await all('exam_plans')).map((one) => one.bankVersion)).toEqual([1, undefined]);
  expect((await all('exam_sessions'))[0]!.bankVersion).toBe(1);
  const banks = await db.collection('question_banks').find().sort({ category: 1 }).toArray();
  expect(banks.map((one) => [one.category, one.version])).toEqual([
    ['SAFETY_MGMT', 1],
    ['SPECIAL_OP', 1],
  ]);
  const questions = banks.flatMap((bank) =>
    bank.questions.map(({ id, ...rest }: mongo.Document) => ({ _id: id, category: bank.category, ...rest })),
  );
  expect(questions).toEqual(OLD.questions);
  expect(await db.listCollections({ name: 'questions' }).toArray()).toEqual([]);
  const indexes = await db.collection('courses').indexes();
  expect(indexes.find((one) => one.name === 'version')).toMatchObject({ unique: true });
}

describe('0010-content', () => {
  it('makes everything that is there the first version, loses nothing, and may be run again', async () => {
    await content.up(db);
    await expectWhole();
    await content.up(db);
    await expectWhole();
  });

  it('interrupted at any write it goes on where it stopped', async () => {
    await power.atEveryWrite({ before: fill, work: () => content.up(db), after: expectWhole });
  });

  it('leaves the questions where they are when a bank does not hold them all', async () => {
    await db.collection('question_banks').insertOne({ category: 'SAFETY_MGMT', version: 1, questions: [] });
    await expect(content.up(db)).rejects.toThrow('question_banks holds 30 of 60 questions');
    expect(await db.collection('questions').countDocuments()).toBe(60);
  });
});
