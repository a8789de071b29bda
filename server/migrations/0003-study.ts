import type { Migration } from './index';
import { indexCases, uniqueWhere } from './indexes';

/** Courses, classes and study credit. */
export const study: Migration = {
  id: '0003-study',
  async up(db) {
    await db
      .collection('training_classes')
      .createIndexes([
        { key: { institutionId: 1, startsOn: -1 }, name: 'institution' },
        uniqueWhere('created_op', { createdOp: 1 }, { createdOp: { $exists: true } }),
      ]);
    await indexCases(db, 'studies', [
      { key: { applicationId: 1 }, name: 'application', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { status: 1, endsOn: 1 }, name: 'closing' },
    ]);
    await db.collection('study_ledgers').createIndexes([{ key: { 'outbox.notBefore': 1 }, name: 'outbox_due' }]);
  },
};
