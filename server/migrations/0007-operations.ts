import type { Migration } from './index';

/** What keeps failing, for people to see. */
export const operations: Migration = {
  id: '0007-operations',
  async up(db) {
    await db.collection('dead_letters').createIndexes([
      { key: { key: 1 }, name: 'key', unique: true },
      { key: { dead: 1, _id: 1 }, name: 'dead' },
      { key: { kind: 1, topic: 1 }, name: 'of_job' },
    ]);
  },
};
