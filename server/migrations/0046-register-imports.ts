import type { Migration } from './index';
import { indexCases } from './indexes';

/** Existing certificates: tables that bring them in, and what holders miss. */
export const registerImports: Migration = {
  id: '0046-register-imports',
  async up(db) {
    await indexCases(db, 'register_imports', [
      { key: { jurisdiction: 1, _id: -1 }, name: 'province' },
      { key: { jurisdiction: 1, status: 1, _id: -1 }, name: 'province_status' },
      { key: { status: 1, updatedAt: 1 }, name: 'unread' },
    ]);
    await db.collection('register_import_rows').createIndexes([
      { key: { importId: 1, _id: 1 }, name: 'import' },
      { key: { importId: 1, state: 1, _id: 1 }, name: 'import_state' },
    ]);
    await indexCases(db, 'register_requests', [
      // However often it is tapped: one open request a certificate of the person.
      { key: { personId: 1, numberKey: 1, round: 1 }, name: 'one_request', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { jurisdiction: 1, status: 1, waitingSince: 1, _id: 1 }, name: 'queue' },
    ]);
  },
};
