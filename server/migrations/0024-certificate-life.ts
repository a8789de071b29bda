import type { Migration } from './index';
import { indexCases } from './indexes';

/** Continuing education and the business of certificates. */
export const certificateLife: Migration = {
  id: '0024-certificate-life',
  async up(db) {
    await indexCases(db, 'continuing_educations', [
      // One case a certificate and period.
      { key: { certificateId: 1, periodEnd: 1 }, name: 'one_period', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { institutionId: 1, status: 1, _id: 1 }, name: 'institution' },
      { key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'authority_queue' },
      { key: { status: 1, periodEnd: 1 }, name: 'missing' },
    ]);
    await indexCases(db, 'certificate_services', [
      { key: { certificateId: 1, _id: -1 }, name: 'certificate' },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { enterpriseId: 1, _id: -1 }, name: 'enterprise' },
      { key: { jurisdiction: 1, status: 1, _id: 1 }, name: 'authority_queue' },
    ]);
    await db.collection('training_classes').createIndexes([{ key: { jurisdiction: 1, purpose: 1, endsOn: 1 }, name: 'purpose' }]);
    await db.collection('studies').createIndexes([{ key: { classId: 1, _id: 1 }, name: 'class' }]);
  },
};
