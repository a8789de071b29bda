import { Types, type mongo } from 'mongoose';
import { missing, uniqueWhere } from './indexes';
import type { Migration } from './index';

const BATCH = 200;
/** Provinces whose law knew one employer at a time when this ran. */
const ONE_EMPLOYER = ['630000'];
const NEW = { $exists: false };

const PLAIN = [
  'applications',
  'employments',
  'training_classes',
  'studies',
  'exam_plans',
  'exam_sessions',
  'scores',
  'pass_list_batches',
  'courses',
  'question_banks',
];

/** By collection: what is made, and the names of what goes because it did not know of provinces. */
const INDEXES: Record<string, { made: mongo.IndexDescription[]; gone: string[] }> = {
  organisations: {
    made: [
      { key: { jurisdictions: 1, kind: 1, _id: 1 }, name: 'province' },
      { key: { jurisdictions: 1, kind: 1, name: 1 }, name: 'province_name' },
    ],
    gone: [],
  },
  persons: {
    made: [{ key: { 'identity.jurisdiction': 1, status: 1, 'identity.manualSince': 1 }, name: 'province_manual_queue' }],
    gone: ['manual_queue'],
  },
  employments: {
    made: [
      uniqueWhere('one_employer', { personId: 1, jurisdiction: 1 }, { status: 'CONFIRMED', exclusive: true }),
      { key: { personId: 1, jurisdiction: 1, enterpriseId: 1, round: 1 }, name: 'one_round_here', unique: true },
    ],
    gone: ['one_current', 'one_round'],
  },
  applications: {
    made: [
      { key: { personId: 1, jurisdiction: 1, 'subject.category': 1, 'subject.code': 1, round: 1 }, name: 'one_round_here', unique: true },
      { key: { jurisdiction: 1, status: 1, waitingSince: 1 }, name: 'province_queue' },
    ],
    gone: ['one_round', 'authority_queue'],
  },
  exam_plans: {
    made: [
      { key: { jurisdiction: 1, status: 1, _id: -1 }, name: 'province_status' },
      { key: { jurisdiction: 1, _id: -1 }, name: 'province' },
    ],
    gone: ['status'],
  },
  pass_list_batches: { made: [{ key: { jurisdiction: 1, _id: -1 }, name: 'province' }], gone: [] },
  courses: { made: [{ key: { jurisdiction: 1, courseId: 1, version: -1 }, name: 'province' }], gone: [] },
  question_banks: {
    made: [{ key: { jurisdiction: 1, category: 1, version: -1 }, name: 'version_here', unique: true }],
    gone: ['version'],
  },
  certificates: {
    made: [
      // Two provinces may number alike; within one a number is never given twice.
      { key: { numberKey: 1, jurisdiction: 1 }, name: 'number_here', unique: true },
      { key: { jurisdiction: 1, _id: -1 }, name: 'province' },
    ],
    gone: ['number'],
  },
};

/**
 * One installation served one province, that of PROVINCE_CODE; now every document says which province it belongs to, and studies and exams
 * which law. Each step finds what is still in the old shape, so that an interrupted run is simply run again; no document is added or removed
 * but counters of certificate numbers, which stand under a name with the province and go under the old one only after that.
 *
 * The way back, as long as all belongs to one province: unset `jurisdiction` (and `exclusive` of employments, `packVersion` of studies and
 * exam_sessions, `jurisdictions` of organisations, `identity.jurisdiction` and `served` of persons), rename it to `provinceCode` in
 * certificates, take the province out of the counters `certificate:<province>:…`, drop the indexes named in `made`, make those of 0001, 0002,
 * 0004, 0006 and 0010 again and delete `0013-jurisdiction` from `migrations`.
 */
export const jurisdiction: Migration = {
  id: '0013-jurisdiction',
  async up(db) {
    const code = process.env.PROVINCE_CODE ?? '630000';
    await db.collection('organisations').updateMany(missing('jurisdictions'), { $set: { jurisdictions: [code] } });
    await db
      .collection('persons')
      .updateMany({ status: 'MANUAL_REVIEW', 'identity.jurisdiction': NEW }, { $set: { 'identity.jurisdiction': code } });
    await nameLaws(db, code);
    for (const name of PLAIN) {
      const exclusive = name === 'employments' && ONE_EMPLOYER.includes(code);
      await db
        .collection(name)
        .updateMany(missing('jurisdiction'), { $set: { jurisdiction: code, ...(exclusive && { exclusive: true }) } });
    }
    await db
      .collection('certificates')
      .updateMany({ provinceCode: { $exists: true }, jurisdiction: NEW }, { $rename: { provinceCode: 'jurisdiction' } });
    await renameCounters(db, code);
    for (const [name, { made, gone }] of Object.entries(INDEXES)) await exchange(db, name, made, gone);
  },
};

/** Exams are under the law of their plan, studies under that of the application, also those whose message is still on its way. */
async function nameLaws(db: mongo.Db, code: string): Promise<void> {
  await fill(db, 'exam_sessions', 'exam_plans', (one) => one.planId as string);
  await fill(db, 'studies', 'applications', (one) => one.source.id as string);
  const applications = db.collection('applications');
  const waiting = { outbox: { $elemMatch: { topic: 'study.enrolled', ...missing('payload.packVersion') } } };
  for (let one = await applications.findOne(waiting); one; one = await applications.findOne(waiting))
    await applications.updateOne(
      { _id: one._id, ...waiting },
      { $set: { 'outbox.$.payload.jurisdiction': code, 'outbox.$.payload.packVersion': one.packVersion } },
    );
}

async function fill(db: mongo.Db, name: string, ownerName: string, ownerOf: (document: mongo.Document) => string): Promise<void> {
  for (;;) {
    const some = await db.collection(name).find(missing('packVersion')).limit(BATCH).toArray();
    if (some.length === 0) return;
    const ids = [...new Set(some.map(ownerOf))].map((id) => new Types.ObjectId(id));
    const owners = await db
      .collection(ownerName)
      .find({ _id: { $in: ids } }, { projection: { packVersion: 1 } })
      .toArray();
    const versions = new Map(owners.map((one) => [one._id.toHexString(), one.packVersion as string]));
    await db.collection(name).bulkWrite(
      some.map((one) => {
        const packVersion = versions.get(ownerOf(one));
        if (!packVersion) throw new Error(`${name} ${one._id.toHexString()} has no owner in ${ownerName}`);
        return { updateOne: { filter: { _id: one._id }, update: { $set: { packVersion } } } };
      }),
    );
  }
}

async function renameCounters(db: mongo.Db, code: string): Promise<void> {
  const counters = db.collection<{ _id: string; last: number }>('counters');
  for (const { _id, last } of await counters.find({ _id: /^certificate:(?!\d{6}:)/ }).toArray()) {
    const renamed = `certificate:${code}:${_id.slice('certificate:'.length)}`;
    await counters.updateOne({ _id: renamed }, { $setOnInsert: { last } }, { upsert: true });
    await counters.deleteOne({ _id });
  }
}

/** The new indexes first, so that nothing is ever without its guard. */
async function exchange(db: mongo.Db, name: string, made: mongo.IndexDescription[], gone: readonly string[]): Promise<void> {
  const collection = db.collection(name);
  await collection.createIndexes(made);
  const there = new Set((await collection.indexes()).map((one) => one.name));
  for (const old of gone) if (there.has(old)) await collection.dropIndex(old);
}
