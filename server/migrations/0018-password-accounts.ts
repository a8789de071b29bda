import type { Migration } from './index';

/** Accounts with a password, each name once; captchas go when their time is over. */
export const passwordAccounts: Migration = {
  id: '0018-password-accounts',
  async up(db) {
    await db.collection('password_accounts').createIndexes([{ key: { account: 1 }, name: 'account', unique: true }]);
    await db.collection('captchas').createIndexes([{ key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 }]);
    await db
      .collection('sessions')
      .createIndexes([{ key: { accountId: 1 }, name: 'account', partialFilterExpression: { accountId: { $exists: true } } }]);
  },
};
