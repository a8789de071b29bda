import type { Migration } from './index';
import { indexCases, OUTBOX_LANE } from './indexes';

/** 考题 written and reviewed by officers, and how papers are put together. Banks that were published before give their questions a record when they are first opened. */
export const questions: Migration = {
  id: '0040-questions',
  async up(db) {
    await indexCases(db, 'bank_questions', [
      { key: { jurisdiction: 1, category: 1, _id: -1 }, name: 'bank' },
      { key: { jurisdiction: 1, category: 1, status: 1, _id: -1 }, name: 'state' },
      { key: { jurisdiction: 1, category: 1, prints: 1 }, name: 'same_words' },
      { key: { jurisdiction: 1, status: 1, _id: -1 }, name: 'waiting' },
    ]);
    await db.collection('question_banks').createIndexes([OUTBOX_LANE]);
    await db
      .collection('blueprints')
      .createIndexes([OUTBOX_LANE, { key: { jurisdiction: 1, category: 1, code: 1, version: -1 }, name: 'version', unique: true }]);
  },
};
