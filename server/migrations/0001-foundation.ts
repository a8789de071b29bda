import type { Migration } from './index';
import { indexCases, uniqueWhere } from './indexes';

/** People, sessions, files, audit, inbox: what every feature stands on. */
export const foundation: Migration = {
  id: '0001-foundation',
  async up(db) {
    await indexCases(db, 'persons', [
      uniqueWhere('phone', { phoneIndex: 1 }, { phoneIndex: { $exists: true } }),
      uniqueWhere('openid', { openid: 1 }, { openid: { $exists: true } }),
      // 人员: one per ID number.
      uniqueWhere('id_number', { idNumberIndex: 1 }, { idNumberIndex: { $exists: true } }),
      { key: { status: 1, 'identity.manualSince': 1 }, name: 'manual_queue' },
    ]);
    await db.collection('sessions').createIndexes([
      { key: { tokenHash: 1 }, name: 'token' },
      { key: { previousHash: 1 }, name: 'previous_token' },
      { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 },
    ]);
    await db.collection('sms_codes').createIndexes([{ key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 24 * 3600 }]);
    await db.collection('idempotency_keys').createIndexes([{ key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 }]);
    await db.collection('audit').createIndexes([
      { key: { entryId: 1 }, name: 'entryId', unique: true },
      { key: { subjectId: 1, _id: -1 }, name: 'subject' },
    ]);
    await db.collection('inbox').createIndexes([
      { key: { entryId: 1 }, name: 'entryId', unique: true },
      { key: { personId: 1, _id: -1 }, name: 'person' },
      { key: { personId: 1, readAt: 1 }, name: 'unread' },
    ]);
    await db.collection('institutions').createIndexes([{ key: { creditCode: 1 }, name: 'credit_code', unique: true }]);
    await db.collection('enterprises').createIndexes([
      { key: { creditCode: 1 }, name: 'credit_code', unique: true },
      { key: { name: 1 }, name: 'name' },
    ]);
  },
};
