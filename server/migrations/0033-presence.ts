import type { Migration } from './index';
import { indexCases, missing } from './indexes';

/** A video that nobody watched for so long is forgotten: what it covered is in the ledger. */
const FORGOTTEN_SECONDS = 180 * 86_400;

/** Who studies is seen, and what was served is known. */
export const presence: Migration = {
  id: '0033-presence',
  async up(db) {
    await indexCases(db, 'presence_misses', [
      { key: { checkId: 1 }, name: 'check', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { institutionId: 1, status: 1, _id: 1 }, name: 'institution' },
      { key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'queue' },
    ]);
    await db.collection('served_media').createIndex({ at: 1 }, { name: 'forget', expireAfterSeconds: FORGOTTEN_SECONDS });
    await db.collection('study_ledgers').updateMany(missing('revision'), { $set: { revision: 0 } });
  },
};
