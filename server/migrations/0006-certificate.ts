import type { Migration } from './index';
import { indexCases } from './indexes';

/** Pass lists and certificates. */
export const certificate: Migration = {
  id: '0006-certificate',
  async up(db) {
    await indexCases(db, 'pass_list_batches', [
      { key: { number: 1 }, name: 'number', unique: true },
      // However many officers import at once: an application stands in one batch, and after leaving it in the next round.
      { key: { 'claims.key': 1 }, name: 'one_batch', unique: true },
      { key: { 'claims.applicationId': 1 }, name: 'claimed' },
      { key: { institutionId: 1, _id: -1 }, name: 'institution' },
      { key: { status: 1, 'signing.dueAt': 1 }, name: 'signing_due' },
    ]);
    await indexCases(db, 'certificates', [
      // One certificate a passed exam; a number is never given twice.
      { key: { applicationId: 1 }, name: 'application', unique: true },
      { key: { numberKey: 1 }, name: 'number', unique: true },
      { key: { tokenHash: 1 }, name: 'token', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { status: 1, validTo: 1 }, name: 'expiring' },
    ]);
  },
};
