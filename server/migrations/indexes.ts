import type { mongo } from 'mongoose';

/** What an outbox owes, by topic. */
export const OUTBOX_LANE: mongo.IndexDescription = { key: { 'outbox.topic': 1, 'outbox.notBefore': 1 }, name: 'outbox_lane' };

/** Indexes that every collection of cases has: what its outbox owes, and one case an idempotency key. */
const CASE_INDEXES: mongo.IndexDescription[] = [
  OUTBOX_LANE,
  { key: { createdOp: 1 }, name: 'created_op', unique: true, partialFilterExpression: { createdOp: { $exists: true } } },
];

export const indexCases = (db: mongo.Db, collection: string, own: mongo.IndexDescription[]) =>
  db.collection(collection).createIndexes([...CASE_INDEXES, ...own]);

/** A unique index over documents that have the field at all. */
export const uniqueWhere = (name: string, key: mongo.IndexDescription['key'], partialFilterExpression: object): mongo.IndexDescription => ({
  key,
  name,
  unique: true,
  partialFilterExpression: partialFilterExpression as never,
});

/** Finds what an earlier run has not come to yet. */
export const missing = (field: string) => ({ [field]: { $exists: false } });
