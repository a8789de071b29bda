import type { Migration } from './index';
import { indexCases } from './indexes';

/** Plans, sessions, scores and the question bank. */
export const exam: Migration = {
  id: '0004-exam',
  async up(db) {
    await indexCases(db, 'exam_plans', [
      { key: { institutionId: 1, _id: -1 }, name: 'institution' },
      { key: { status: 1, _id: -1 }, name: 'status' },
    ]);
    await indexCases(db, 'exam_sessions', [
      { key: { planId: 1, applicationId: 1 }, name: 'seat', unique: true },
      { key: { personId: 1, startsAt: -1 }, name: 'person' },
      { key: { status: 1, deadline: 1 }, name: 'overdue' },
    ]);
    await indexCases(db, 'scores', [{ key: { sessionId: 1 }, name: 'session', unique: true }]);
    await db.collection('questions').createIndexes([{ key: { category: 1, kind: 1 }, name: 'category' }]);
  },
};
