import type { Migration } from './index';

/** Short messages that are due, and those that did not arrive. */
export const shortMessages: Migration = {
  id: '0028-short-messages',
  async up(db) {
    await db.collection('inbox').createIndexes([
      { key: { 'sms.state': 1, 'sms.dueAt': 1 }, name: 'short_message_due' },
      { key: { 'sms.state': 1, jurisdiction: 1, _id: 1 }, name: 'undelivered' },
    ]);
  },
};
