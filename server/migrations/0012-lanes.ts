import type { mongo } from 'mongoose';
import type { Migration } from './index';
import { missing, OUTBOX_LANE, uniqueWhere } from './indexes';

/** Every collection whose documents carried an outbox before there were lanes. */
const WITH_OUTBOX = [
  'persons',
  'erased_persons',
  'employments',
  'applications',
  'studies',
  'study_ledgers',
  'exam_plans',
  'exam_sessions',
  'scores',
  'pass_list_batches',
  'certificates',
];

/**
 * What is due is found by topic; the audit trail is sealed.
 * The way back: drop the index `outbox_lane` of those collections and the indexes `pending`, `seq` and `subject_seq` of `audit`, unset `pending` there, make
 * `outbox_due` ({'outbox.notBefore': 1}) of those and `subject` ({subjectId: 1, _id: -1}) of `audit` anew and delete `0012-lanes` from `migrations`. The seals stay: without them nobody could tell what was changed since.
 */
export const lanes: Migration = {
  id: '0012-lanes',
  async up(db) {
    for (const name of WITH_OUTBOX) {
      await db.collection(name).createIndexes([OUTBOX_LANE]);
      await dropIndex(db, name, 'outbox_due');
    }
    // Entries from before there were seals keep their numbers: they are sealed first, in their order.
    await db.collection('audit').updateMany(missing('seq'), { $set: { pending: true } });
    await db
      .collection('audit')
      .createIndexes([
        { key: { pending: 1, _id: 1 }, name: 'pending', partialFilterExpression: { pending: true } },
        uniqueWhere('seq', { seq: 1 }, { seq: { $exists: true } }),
        { key: { subjectId: 1, seq: -1 }, name: 'subject_seq' },
      ]);
    await dropIndex(db, 'audit', 'subject');
    await db.collection('audit_seals').createIndexes([{ key: { first: 1 }, name: 'first', unique: true }]);
  },
};

/** May have been done before a crash. */
async function dropIndex(db: mongo.Db, collection: string, name: string): Promise<void> {
  const known = await db.collection(collection).indexes();
  if (known.some((index) => index.name === name)) await db.collection(collection).dropIndex(name);
}
