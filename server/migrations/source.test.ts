import { examRoutes } from '@jzt/shared/contract/exam';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { studyRoutes } from '@jzt/shared/contract/study';
import { passListRoutes } from '@jzt/shared/contract/passList';
import type { mongo } from 'mongoose';
import mongoose, { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApplicationModel, type Application } from '../src/features/application/application.model';
import { FieldCipher } from '../src/platform/crypto';
import { Jobs } from '../src/platform/jobs';
import { migrate } from '../src/platform/migrate';
import { Outbox } from '../src/platform/outbox';
import { issuedExam } from '../testing/certificates';
import { signIn, type Client } from '../testing/client';
import { course, questionBank } from '../testing/courses';
import { passList, twoOfficers, type Officers } from '../testing/officers';
import { passedExam, sourceOf, type PassedExam } from '../testing/passed';
import { applicationIn, institution, institutionStaff, ledgeredWorker, type SeededPerson } from '../testing/people';
import { PowerCut } from '../testing/powerCut';
import { startWorld, type World } from '../testing/world';
import { study } from './0003-study';
import { exam } from './0004-exam';
import { certificate } from './0006-certificate';

jest.setTimeout(240_000);

/** More than one batch of the migration. */
const MANY = 230;
const COLLECTIONS = [
  'applications',
  'studies',
  'study_ledgers',
  'exam_plans',
  'exam_sessions',
  'scores',
  'pass_list_batches',
  'certificates',
];

let world: World;
let power: PowerCut;
let db: mongo.Db;
let officers: Officers;
let institutionId: string;
let staff: Client;
/** Everybody's documents before they were put into the old shape. */
let before: Record<string, mongo.Document[]>;
let issued: PassedExam & { certificates: { number: string }[] };
let learner: { person: SeededPerson; applicationId: string };
let enrolled: { person: SeededPerson; applicationId: string };
let seated: { person: SeededPerson; applicationId: string };
let listed: PassedExam;
let sealed: PassedExam;
let voided: PassedExam;
let marked: PassedExam;

const snapshot = async () =>
  Object.fromEntries(
    await Promise.all(COLLECTIONS.map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()])),
  );

const back = ({ source, ...rest }: mongo.Document): mongo.Document => (source ? { applicationId: source.id, ...rest } : rest);
const backAll = (list: mongo.Document[] = []) => list.map(back);
const TOPICS: Record<string, string> = {
  'study.completed/APPLICATION': 'study.trained',
  'exam.voided/APPLICATION': 'score.voided',
  'exam.result/APPLICATION': 'exam.scored',
  'passList.row/APPLICATION': 'passList.row',
};

/** The way back that the migration describes. */
async function goBack(): Promise<void> {
  for (const [name, index] of [
    ['studies', 'source'],
    ['exam_sessions', 'seat'],
    ['pass_list_batches', 'claimed'],
    ['certificates', 'source'],
  ] as const)
    await db
      .collection(name)
      .dropIndex(index)
      .catch(() => undefined);
  for (const name of COLLECTIONS) {
    for (const one of before[name]!) {
      const old: mongo.Document = { ...one };
      if (['studies', 'exam_sessions', 'scores', 'certificates'].includes(name)) {
        Object.assign(old, back(old));
        delete old.source;
      }
      if (name === 'certificates') delete old.revision;
      if (name === 'exam_plans') old.candidates = backAll(old.candidates);
      if (name === 'pass_list_batches') {
        old.rows = backAll(old.rows).map((row) => (row.draft ? { ...row, draft: withoutRevision(back(row.draft)) } : row));
        Object.assign(old, { removed: backAll(old.removed), claims: backAll(old.claims) });
      }
      if (name === 'study_ledgers') {
        old.applicationId = old.track.split(':')[1];
        old.tracks = Object.fromEntries(Object.entries(old.tracks).map(([key, track]) => [key.split(':')[1], track]));
        delete old.track;
      }
      old.outbox = (old.outbox as mongo.Document[])?.map((entry) => {
        const { batchId, ...payload } = entry.payload.source ? back(entry.payload) : entry.payload;
        return { ...entry, topic: TOPICS[entry.topic] ?? entry.topic, payload };
      });
      await db.collection(name).replaceOne({ _id: one._id }, old);
    }
  }
  await db.collection('migrations').deleteOne({ _id: '0008-source' as never });
  for (const one of [study, exam, certificate]) await one.up(db);
}
const withoutRevision = ({ revision, ...rest }: mongo.Document) => rest;

const addMessage = (name: string, filter: mongo.Document, topic: string, payload: mongo.Document) =>
  db.collection(name).updateOne(filter, {
    $push: { outbox: { id: new Types.ObjectId().toHexString(), topic, payload, notBefore: world.clock.now(), attempts: 0 } } as never,
  });
const statusOf = async (applicationId: string) => (await ApplicationModel.findById(applicationId).lean<Application>())!.status;

beforeAll(async () => {
  world = await startWorld();
  power = new PowerCut();
  db = mongoose.connection.db! as never;
  officers = await twoOfficers(world);
  institutionId = (await institution()).id;
  staff = await signIn(world, (await institutionStaff(world, institutionId)).phone, 'INSTITUTION_STAFF');
  const courseId = (await course()).id;
  await questionBank();
  const subject = { category: 'SAFETY_MGMT', code: 'C1' } as const;
  const applicant = async (status: 'IN_TRAINING' | 'TRAINED') => {
    const person = await ledgeredWorker(world);
    return { person, applicationId: await applicationIn(world, status, { personId: person.id, institutionId, subject }) };
  };
  issued = await issuedExam(world, officers, { names: ['甲一', '甲二'] });
  sealed = await passedExam(world, { names: ['乙一'] });
  listed = await passedExam(world, { names: ['丙一', '丙二'] });
  voided = await passedExam(world, { names: ['丁一'] });
  marked = await passedExam(world, { names: ['戊一'] });
  learner = await applicant('IN_TRAINING');
  enrolled = await applicant('IN_TRAINING');
  seated = await applicant('TRAINED');
  const toSign = await passList(world, officers, sealed, 'APPROVED');

  // From here on nothing is delivered any more: messages wait in their documents, as after a stop in the middle of the day.
  await (await world.server.get(Outbox)).stop();
  const jobs = await world.server.get(Jobs);
  await jobs.stop();
  await officers.issuer.ok(passListRoutes.sign, { params: { id: toSign.id }, body: { version: toSign.version } });
  await jobs.runNow('passList.sign');
  await officers.reviewer.ok(passListRoutes.create, { body: { examPlanId: listed.planId } });
  const startsAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
  let plan = await staff.ok(examRoutes.createPlan, { body: { name: '新考试', startsAt, minutes: 60, sources: [sourceOf(seated)] } });
  const params = { id: plan.id };
  plan = await staff.ok(examRoutes.submitPlan, { params, body: { version: plan.version } });
  plan = await officers.reviewer.ok(examRoutes.decidePlan, { params, body: { decision: 'APPROVE', version: plan.version } });
  await staff.ok(examRoutes.arrangePlan, { params, body: { version: plan.version, room: '一号机房', address: '测试路1号' } });
  await ApplicationModel.updateOne({ _id: marked.people[0]!.applicationId }, { $set: { status: 'SCHEDULED' } });
  const { sessionId } = marked.people[0]!;
  await addMessage('exam_sessions', { _id: new Types.ObjectId(sessionId) }, 'exam.result/APPLICATION', {
    source: sourceOf(marked.people[0]!),
    sessionId,
    passed: true,
  });
  await addMessage('scores', { sessionId: voided.people[0]!.sessionId }, 'exam.voided/APPLICATION', {
    source: sourceOf(voided.people[0]!),
    officer: { role: 'AUTHORITY_REVIEWER' },
    reason: '替考',
  });
  await addMessage('applications', { _id: new Types.ObjectId(enrolled.applicationId) }, 'study.enrolled', {
    source: sourceOf(enrolled),
    personId: enrolled.person.id,
    institutionId,
    courseId,
    courseVersion: 1,
    classId: institutionId,
    requiredHours: '8',
    endsOn: '2099-12-31',
  });
  const at = world.clock.now();
  const found = (id: string, more: mongo.Document) => ({
    source: { kind: 'APPLICATION', id },
    institutionId,
    courseId,
    courseVersion: 1,
    classId: institutionId,
    requiredHours: '8',
    endsOn: '2099-12-31',
    version: 1,
    createdAt: at,
    updatedAt: at,
    history: [],
    outbox: [],
    ...more,
  });
  const learning = found(learner.applicationId, { personId: learner.person.id, status: 'COMPLETED' });
  await db.collection('studies').insertMany([
    learning,
    ...Array.from({ length: MANY }, (_, index) => {
      const id = index.toString(16).padStart(24, '0');
      return found(id, { personId: id, status: 'LEARNING' });
    }),
  ]);
  await addMessage('studies', { 'source.id': learner.applicationId }, 'study.completed/APPLICATION', { source: sourceOf(learner) });
  await db.collection('study_ledgers').insertOne({
    _id: learner.person.id as never,
    sessionId: 's',
    deviceId: 'd',
    epoch: 2,
    seq: 3,
    track: `APPLICATION:${learner.applicationId}`,
    lessonId: 'c1-1',
    lastAckAt: at,
    tracks: {
      [`APPLICATION:${learner.applicationId}`]: {
        covered: { 'c1-1': [[0, 12]] },
        positions: { 'c1-1': 12 },
        chapters: ['c1'],
        earned: 400,
      },
      'APPLICATION:bbbbbbbbbbbbbbbbbbbbbbbb': { lastLesson: 'c1-1' },
    },
    outbox: [],
  });
  before = await snapshot();
});
afterAll(async () => {
  power.remove();
  await world.stop();
});

const withoutMessages = (all: Record<string, mongo.Document[]>) =>
  Object.fromEntries(Object.entries(all).map(([name, list]) => [name, list.map(({ outbox, ...rest }) => rest)]));

describe('0008-source on a copy of the old data', () => {
  it.each(Array.from({ length: 11 }, (_, index) => index))(
    'the power goes after %i writes: run again, everything is turned, nothing is lost or doubled',
    async (writes) => {
      await goBack();
      expect(await db.collection('studies').countDocuments({ applicationId: { $exists: true } })).toBe(MANY + 1);
      power.after(writes);
      await expect(migrate(new FieldCipher(world.settings.secrets))).rejects.toThrow('power cut');
      power.mend();
      expect(await migrate(new FieldCipher(world.settings.secrets))).toEqual(['0008-source']);
      const after = await snapshot();
      for (const name of COLLECTIONS) expect([name, after[name]!.length]).toEqual([name, before[name]!.length]);
      expect(withoutMessages(after)).toEqual(withoutMessages(before));
      expect(await migrate(new FieldCipher(world.settings.secrets))).toEqual([]);
    },
  );

  it('the old keys are gone, the new ones hold: one certificate a source and revision', async () => {
    const one = before.certificates![0]!;
    const other = (more: mongo.Document) => {
      const token = new Types.ObjectId().toHexString();
      return { ...one, _id: new Types.ObjectId(), createdOp: token, numberKey: token, tokenHash: token, ...more };
    };
    const certificates = db.collection('certificates');
    await expect(certificates.insertOne(other({}))).rejects.toMatchObject({ code: 11000 });
    const kept = [
      other({ revision: 2 }),
      other({ source: { ...one.source, kind: 'EXCHANGE' } }),
      other({ source: { kind: 'REGISTER', id: 'a' } }),
      other({ source: { kind: 'REGISTER', id: 'b' } }),
    ];
    await certificates.insertMany(kept);
    await certificates.deleteMany({ _id: { $in: kept.map(({ _id }) => _id) } });
    await expect(db.collection('studies').insertOne({ ...before.studies![0]!, _id: new Types.ObjectId() })).rejects.toMatchObject({
      code: 11000,
    });
  });

  it('the product goes on where it stood: what waited is delivered, and everybody finds what is theirs', async () => {
    await world.restart();
    db = mongoose.connection.db! as never;
    await world.settle();
    world.clock.advance(5_000);
    await world.settle();
    expect(await statusOf(learner.applicationId)).toBe('TRAINED');
    expect(await statusOf(seated.applicationId)).toBe('SCHEDULED');
    expect(await Promise.all(listed.people.map((one) => statusOf(one.applicationId)))).toEqual(['BATCHED', 'BATCHED']);
    expect(await statusOf(sealed.people[0]!.applicationId)).toBe('CERTIFIED');
    expect(await statusOf(marked.people[0]!.applicationId)).toBe('PASSED');
    expect(await statusOf(voided.people[0]!.applicationId)).toBe('FAILED');
    const waiting = await Promise.all(COLLECTIONS.map((name) => db.collection(name).countDocuments({ 'outbox.0': { $exists: true } })));
    expect(waiting).toEqual(COLLECTIONS.map(() => 0));

    const holder = await signIn(world, issued.people[0]!.phone);
    expect((await holder.ok(certificateRoutes.listMine)).items.map((one) => one.number)).toEqual([issued.certificates[0]!.number]);
    const student = await signIn(world, learner.person.phone);
    const params = { sourceKind: 'APPLICATION' as const, sourceId: learner.applicationId };
    expect(await student.ok(studyRoutes.course, { params })).toMatchObject({ status: 'COMPLETED', earnedHours: '4' });
    const fresh = await signIn(world, enrolled.person.phone);
    expect((await fresh.ok(studyRoutes.listMine)).items.map((one) => one.source)).toEqual([sourceOf(enrolled)]);
    const candidate = await signIn(world, seated.person.phone);
    expect((await candidate.ok(examRoutes.listMine)).items.map((one) => one.source)).toEqual([sourceOf(seated)]);
  });
});
