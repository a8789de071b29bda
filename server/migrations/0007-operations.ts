import type { Migration } from './index';

/** What keeps failing, for people to see; what an erased person leaves, to be found. */
export const operations: Migration = {
  id: '0007-operations',
  async up(db) {
    await db.collection('dead_letters').createIndexes([
      { key: { key: 1 }, name: 'key', unique: true },
      { key: { dead: 1, _id: 1 }, name: 'dead' },
      { key: { kind: 1, topic: 1 }, name: 'of_job' },
    ]);
    await db.collection('erased_persons').createIndexes([{ key: { 'outbox.notBefore': 1 }, name: 'outbox_due' }]);
    await db.collection('sessions').createIndexes([{ key: { personId: 1 }, name: 'person' }]);
    await db.collection('files.files').createIndexes([{ key: { 'metadata.ownerId': 1, 'metadata.purpose': 1 }, name: 'owner' }]);
  },
};
