import type { Migration } from './index';

/**
 * Counts of the limiter go when their window has ended; the old counts of photos go with the day.
 * The way back: drop the collection `limits` and delete `0014-limits` from `migrations`. The old counts are not needed: without them a day begins anew.
 */
export const limits: Migration = {
  id: '0014-limits',
  async up(db) {
    await db.collection('limits').createIndexes([{ key: { until: 1 }, name: 'expiry', expireAfterSeconds: 0 }]);
    await db.collection('persons').updateMany({}, { $unset: { 'identity.photoTries': 1, 'identity.photoDay': 1 } });
    await db.collection('sms_codes').updateMany({}, { $unset: { sentToday: 1, day: 1 } });
  },
};
