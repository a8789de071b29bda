import type { Migration } from './index';
import { indexCases } from './indexes';

/** 换证 of one's own old certificate. */
export const exchanges: Migration = {
  id: '0030-exchanges',
  async up(db) {
    await indexCases(db, 'exchanges', [
      // However often it is tapped: one exchange a certificate at a time; what was closed may be begun once more.
      { key: { personId: 1, jurisdiction: 1, oldKey: 1, round: 1 }, name: 'one_exchange', unique: true },
      { key: { jurisdiction: 1, status: 1, waitingSince: 1 }, name: 'queue' },
      { key: { institutionId: 1, status: 1 }, name: 'institution' },
      { key: { status: 1, checkFrom: 1 }, name: 'look_again' },
      { key: { status: 1, classStartsOn: 1 }, name: 'startable' },
      { key: { status: 1, orderFrom: 1 }, name: 'due' },
      { key: { status: 1, closesOn: 1 }, name: 'over' },
    ]);
    await db.collection('certificates').createIndex({ jurisdiction: 1, kind: 1, status: 1 }, { name: 'papers' });
  },
};
