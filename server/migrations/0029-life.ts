import type { Migration } from './index';
import { indexCases } from './indexes';

/** Batches of the clearing and the walk through a province's active certificates, whom a base acts for, and the yearly hours. */
export const life: Migration = {
  id: '0029-life',
  async up(db) {
    await indexCases(db, 'clearings', [{ key: { jurisdiction: 1, _id: -1 }, name: 'province' }]);
    await db.collection('certificates').createIndexes([{ key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'province_status' }]);
    await db.collection('agencies').createIndexes([
      { key: { baseId: 1, certificateId: 1, service: 1 }, name: 'one_business', unique: true },
      { key: { certificateId: 1 }, name: 'certificate' },
      { key: { baseId: 1, _id: -1 }, name: 'base' },
    ]);
    await indexCases(db, 'ce_report_batches', [
      { key: { institutionId: 1, _id: -1 }, name: 'institution' },
      // Two a month, also when they are sent in the same moment (HN-17).
      { key: { institutionId: 1, slot: 1 }, name: 'slot', unique: true },
      { key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'authority_queue' },
      { key: { 'rows.certificateId': 1 }, name: 'certificate' },
    ]);
    await indexCases(db, 'ce_findings', [
      // One a ground: the yearly evaluation may look as often as it likes.
      { key: { key: 1 }, name: 'one_ground', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'authority_queue' },
      { key: { certificateId: 1 }, name: 'certificate' },
    ]);
  },
};
