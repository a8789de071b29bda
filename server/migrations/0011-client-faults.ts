import type { Migration } from './index';

/** Faults on phones, forgotten after a month. */
export const clientFaults: Migration = {
  id: '0011-client-faults',
  async up(db) {
    await db.collection('client_faults').createIndexes([
      { key: { firstAt: 1 }, name: 'forgotten', expireAfterSeconds: 30 * 24 * 3600 },
      { key: { day: 1 }, name: 'day' },
    ]);
  },
};
