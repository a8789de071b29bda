import type { Migration } from './index';

/**
 * A code is known by its ticket; those of before, good for five minutes, are asked for once more.
 * The way back: empty `sms_codes`, drop its index `phone` and delete `0022-sms-tickets` from `migrations`; codes under way are asked for once more.
 */
export const smsTickets: Migration = {
  id: '0022-sms-tickets',
  async up(db) {
    await db.collection('sms_codes').deleteMany({ phoneIndex: { $exists: false } });
    await db.collection('sms_codes').createIndexes([{ key: { phoneIndex: 1 }, name: 'phone' }]);
  },
};
