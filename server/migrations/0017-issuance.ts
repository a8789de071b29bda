import type { Migration } from './index';
import { indexCases, uniqueWhere } from './indexes';

/** Certificates made one by one; certificates that take another's place, and those that have had earlier editions. */
export const issuance: Migration = {
  id: '0017-issuance',
  async up(db) {
    await indexCases(db, 'issuances', [
      { key: { 'source.kind': 1, 'source.id': 1, revision: 1 }, name: 'source', unique: true },
      { key: { status: 1, 'signing.dueAt': 1 }, name: 'signing_due' },
    ]);

    // Of two that would take the place of one certificate, one wins.
    await db
      .collection('certificates')
      .createIndexes([uniqueWhere('replaces', { 'replaces.certificateId': 1 }, { 'replaces.certificateId': { $exists: true } })]);
  },
};
