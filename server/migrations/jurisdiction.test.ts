import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDatabase, disconnectDatabase } from '../src/platform/database';
import { PowerCut } from '../testing/powerCut';
import { jurisdiction } from './0013-jurisdiction';
import { FieldCipher } from '../src/platform/crypto';
import { testSecrets } from '../testing/world';
import { migrations } from './index';

let db: mongo.Db;
let power: PowerCut;

const some = (count: number, make: (at: number) => mongo.Document): mongo.Document[] =>
  Array.from({ length: count }, (_, at) => ({ _id: new Types.ObjectId(), createdOp: new Types.ObjectId().toHexString(), ...make(at) }));
const idOf = (one: mongo.Document): string => String(one._id);
const source = (one: mongo.Document) => ({ kind: 'APPLICATION', id: idOf(one) });

const enrolled = (id: string) => ({ id, topic: 'study.enrolled', payload: { classId: 'k' }, attempts: 0 });
const applications = some(3, (at) => ({
  number: `BM2026-00000${at}`,
  personId: `p${at}`,
  subject: { category: 'SPECIAL_OP', code: '05' },
  round: 0,
  packVersion: at === 2 ? 'QH-0' : 'QH-1',
  outbox: at === 0 ? [{ id: 'a', topic: 'audit', payload: {}, attempts: 0 }, enrolled('b'), enrolled('c')] : [],
}));
const plans = some(2, (at) => ({ institutionId: 'i', packVersion: at ? 'QH-0' : 'QH-1', candidates: [] }));
const OLD: Record<string, mongo.Document[]> = {
  organisations: some(3, (at) => ({ kind: ['AUTHORITY', 'INSTITUTION', 'ENTERPRISE'][at], name: `单位${at}` })),
  persons: some(2, (at) => ({ status: at ? 'MANUAL_REVIEW' : 'LEDGERED', identity: { photoTries: 0 } })),
  employments: some(2, (at) => ({ personId: `p${at}`, enterpriseId: 'e', round: 0, status: at ? 'ENDED' : 'CONFIRMED' })),
  applications,
  training_classes: some(2, () => ({ institutionId: 'i' })),
  studies: applications.map((one) => ({ _id: new Types.ObjectId(), createdOp: idOf(one), source: source(one), personId: 'p' })),
  exam_plans: plans,
  exam_sessions: plans.map((plan, at) => ({
    _id: new Types.ObjectId(),
    createdOp: idOf(plan),
    planId: idOf(plan),
    source: source(applications[at]!),
  })),
  scores: some(2, (at) => ({ sessionId: `s${at}`, value: 80 })),
  pass_list_batches: some(2, (at) => ({ number: `PC2026-0000${at}`, claims: [{ key: `k${at}` }], rows: [] })),
  certificates: some(2, (at) => ({
    provinceCode: '630000',
    numberKey: `N${at}`,
    tokenHash: `T${at}`,
    source: source(applications[at]!),
    revision: 1,
  })),
  courses: some(2, (at) => ({ courseId: new Types.ObjectId(), version: 1, title: `课程${at}` })),
  question_banks: some(2, (at) => ({ category: `类别${at}`, version: 1, questions: [] })),
  counters: [
    { _id: 'BM2026', last: 3 },
    { _id: 'certificate:青建安A（2026）', last: 7 },
  ],
};

beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  await connectDatabase(uri.href);
  db = mongoose.connection.db as never;
  power = new PowerCut();
});
afterAll(async () => {
  power.remove();
  await db.dropDatabase();
  await disconnectDatabase();
});
afterEach(() => {
  delete process.env.PROVINCE_CODE;
});

const all = (name: string) => db.collection(name).find().sort({ _id: 1 }).toArray();
const indexes = async (name: string) => (await db.collection(name).indexes()).map((one) => one.name);

async function fill(): Promise<void> {
  for (const name of Object.keys(OLD)) await db.dropCollection(name).catch(() => undefined);
  for (const one of migrations(new FieldCipher(testSecrets()))) if (one.id < jurisdiction.id) await one.up(db);
  for (const [name, documents] of Object.entries(OLD)) await db.collection(name).insertMany(documents.map((one) => structured(one)));
}
const structured = (one: mongo.Document): mongo.Document => ({ ...one });
beforeEach(fill);

async function expectWhole(code = '630000'): Promise<void> {
  const expected = (name: string, change: (one: mongo.Document, at: number) => mongo.Document) =>
    all(name).then((found) => expect(found).toEqual(OLD[name]!.map((one, at) => ({ ...one, ...change(one, at) }))));
  const here = { jurisdiction: code };
  await expected('organisations', () => ({ jurisdictions: [code] }));
  await expected('persons', (one) => (one.status === 'MANUAL_REVIEW' ? { identity: { photoTries: 0, jurisdiction: code } } : {}));
  await expected('employments', () => ({ ...here, ...(code === '630000' && { exclusive: true }) }));
  const told = (one: mongo.Document) => ({ ...one, payload: { ...one.payload, ...here, packVersion: 'QH-1' } });
  await expected('applications', (one) => ({
    ...here,
    outbox: (one.outbox as mongo.Document[]).map((entry) => (entry.topic === 'study.enrolled' ? told(entry) : entry)),
  }));
  await expected('studies', (_one, at) => ({ ...here, packVersion: applications[at]!.packVersion as string }));
  await expected('exam_sessions', (_one, at) => ({ ...here, packVersion: plans[at]!.packVersion as string }));
  for (const name of ['training_classes', 'exam_plans', 'scores', 'pass_list_batches', 'courses', 'question_banks'])
    await expected(name, () => here);
  const certificates = OLD.certificates!.map(({ provinceCode, ...rest }) => ({ ...rest, jurisdiction: provinceCode as string }));
  expect(await all('certificates')).toEqual(certificates);
  expect(await all('counters')).toEqual([
    { _id: 'BM2026', last: 3 },
    { _id: `certificate:${code}:青建安A（2026）`, last: 7 },
  ]);
  expect(await indexes('applications')).toEqual(expect.arrayContaining(['one_round_here', 'province_queue']));
  expect(await indexes('applications')).not.toContain('authority_queue');
  expect(await indexes('employments')).not.toContain('one_current');
  expect(await indexes('certificates')).not.toContain('number');
}

describe('0013-jurisdiction', () => {
  it('gives every document the province it belongs to, studies and exams their law, and counters their province', async () => {
    await jurisdiction.up(db);
    await expectWhole();
    await jurisdiction.up(db);
    await expectWhole();
  });

  it('the province is the one that the installation was set to', async () => {
    process.env.PROVINCE_CODE = '500000';
    await jurisdiction.up(db);
    await expectWhole('500000');
  });

  it('interrupted at any write it goes on where it stopped', async () => {
    await power.atEveryWrite({ before: fill, work: () => jurisdiction.up(db), after: expectWhole });
  }, 180_000);

  it('leaves everything unique that was: one employer in Qinghai, one round, one number a province', async () => {
    await jurisdiction.up(db);
    const again = (name: string, one: mongo.Document) =>
      db.collection(name).insertOne({ ...one, _id: new Types.ObjectId() as never, createdOp: new Types.ObjectId().toHexString() });
    const refused = { code: 11000 };
    const employed = { personId: 'p0', jurisdiction: '630000', enterpriseId: 'f', round: 0, status: 'CONFIRMED', exclusive: true };
    await expect(again('employments', employed)).rejects.toMatchObject(refused);
    await again('employments', { ...employed, jurisdiction: '500000', exclusive: undefined });
    const applied = { personId: 'p0', jurisdiction: '630000', subject: { category: 'SPECIAL_OP', code: '05' }, round: 0 };
    await expect(again('applications', { ...applied, number: 'x' })).rejects.toMatchObject(refused);
    await again('applications', { ...applied, number: 'y', jurisdiction: '500000' });
    const held = { numberKey: 'N0', tokenHash: 'T9', source: { kind: 'REGISTER', id: 'r' }, revision: 1 };
    await expect(again('certificates', { ...held, jurisdiction: '630000' })).rejects.toMatchObject(refused);
    await again('certificates', { ...held, jurisdiction: '500000' });
  });
});
