import { Types, type mongo } from 'mongoose';
import { missing } from './indexes';
import type { Migration } from './index';

const BATCH = 500;

/** What an entry of the trail can be about, by the kind it names: where that lies, and its field for the province. */
const SUBJECTS: Record<string, readonly [collection: string, field: 'jurisdiction' | 'identity.jurisdiction']> = {
  Person: ['persons', 'identity.jurisdiction'],
  Employment: ['employments', 'jurisdiction'],
  Application: ['applications', 'jurisdiction'],
  Study: ['studies', 'jurisdiction'],
  ExamPlan: ['exam_plans', 'jurisdiction'],
  ExamSession: ['exam_sessions', 'jurisdiction'],
  Score: ['scores', 'jurisdiction'],
  PassListBatch: ['pass_list_batches', 'jurisdiction'],
  Certificate: ['certificates', 'jurisdiction'],
};
const ON_ITS_WAY = { topic: 'audit', ...missing('payload.jurisdiction') };

/**
 * Entries of the trail name the province they belong to, so that its officers see them and no others do. What was written before is looked up
 * by its subject and marked `placedLater`, because its fingerprint was made without. What is about nobody's province stays without one. Every
 * step finds what is still in the old shape: an interrupted run is simply run again.
 *
 * The way back: drop the index `province`, unset `jurisdiction` and `placedLater` of those that have `placedLater`, and delete
 * `0021-audit-jurisdiction` from `migrations`; newer entries need their `jurisdiction` for their fingerprint.
 */
export const auditJurisdiction: Migration = {
  id: '0021-audit-jurisdiction',
  async up(db) {
    for (const [kind, [name, field]] of Object.entries(SUBJECTS)) {
      await placeEntries(db, kind, name, field);
      await placeWaiting(db, name, field);
    }
    await db.collection('audit').createIndexes([{ key: { jurisdiction: 1, seq: -1 }, name: 'province' }]);
  },
};

async function placeEntries(db: mongo.Db, subjectKind: string, name: string, field: string): Promise<void> {
  const audit = db.collection<{ _id: Types.ObjectId | number; subjectId: string }>('audit');
  for (let last: Types.ObjectId | number | undefined; ;) {
    const old = { subjectKind, ...missing('jurisdiction'), ...(last !== undefined && { _id: { $gt: last } }) };
    const some = await audit
      .find(old as never, { projection: { subjectId: 1 } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const places = await placesOf(db, name, field, [...new Set(some.map((one) => one.subjectId))]);
    const updates = some.flatMap(({ _id, subjectId }) => {
      const jurisdiction = places.get(subjectId);
      return jurisdiction ? [{ updateOne: { filter: { _id }, update: { $set: { jurisdiction, placedLater: true } } } }] : [];
    });
    if (updates.length) await audit.bulkWrite(updates as never, { ordered: false });
    if (some.length < BATCH) return;
    last = some.at(-1)!._id;
  }
}

/** Entries that are still owed by their case. */
async function placeWaiting(db: mongo.Db, name: string, field: string): Promise<void> {
  const cases = db.collection(name);
  const owing = { [field]: { $exists: true }, outbox: { $elemMatch: ON_ITS_WAY } };
  for (let one = await cases.findOne(owing); one; one = await cases.findOne(owing))
    await cases.updateOne(
      { _id: one._id, outbox: { $elemMatch: ON_ITS_WAY } },
      { $set: { 'outbox.$.payload.jurisdiction': placeOf(one, field) } },
    );
}

async function placesOf(db: mongo.Db, name: string, field: string, ids: string[]): Promise<Map<string, unknown>> {
  const subjects = await db
    .collection(name)
    .find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }, { projection: { [field]: 1 } })
    .toArray();
  return new Map(subjects.map((one) => [one._id.toHexString(), placeOf(one, field)]));
}

const placeOf = (one: mongo.Document, field: string): unknown =>
  field.split('.').reduce((value: unknown, key) => (value as mongo.Document | undefined)?.[key], one);
