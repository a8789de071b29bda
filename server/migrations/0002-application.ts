import type { Migration } from './index';
import { indexCases, uniqueWhere } from './indexes';

/** Employment, applications and the counters of numbers. */
export const applications: Migration = {
  id: '0002-application',
  async up(db) {
    await indexCases(db, 'employments', [
      // One current employer per person.
      uniqueWhere('one_current', { personId: 1 }, { status: 'CONFIRMED' }),
      // One open request per person and enterprise: the next round begins when the one before is over.
      { key: { personId: 1, enterpriseId: 1, round: 1 }, name: 'one_round', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { enterpriseId: 1, status: 1, _id: -1 }, name: 'enterprise' },
    ]);
    await indexCases(db, 'applications', [
      { key: { number: 1 }, name: 'number', unique: true },
      // However many times it is sent at once: one open application per person and subject, the next round after it is over.
      { key: { personId: 1, 'subject.category': 1, 'subject.code': 1, round: 1 }, name: 'one_round', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { institutionId: 1, status: 1, waitingSince: 1 }, name: 'institution_queue' },
      { key: { status: 1, waitingSince: 1 }, name: 'authority_queue' },
      { key: { portraitHash: 1 }, name: 'portrait' },
      { key: { portraitFileId: 1 }, name: 'portrait_file' },
    ]);
    await db.collection('persons').createIndexes([{ key: { 'memberships.organisationId': 1, 'memberships.role': 1 }, name: 'staff' }]);
  },
};
