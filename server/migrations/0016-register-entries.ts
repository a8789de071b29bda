import type { Migration } from './index';

/** Certificates that were recorded find their holder by the blind index of the ID number. */
export const registerEntries: Migration = {
  id: '0016-register-entries',
  async up(db) {
    await db
      .collection('certificates')
      .createIndexes([{ key: { holderIndex: 1 }, name: 'holder', partialFilterExpression: { holderIndex: { $exists: true } } }]);
  },
};
