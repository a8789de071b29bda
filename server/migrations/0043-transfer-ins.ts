import type { Migration } from './index';
import { indexCases } from './indexes';

/** 证书调入, and the requests that are looked after by time: returned ones, and those that another province is to receive. */
export const transferIns: Migration = {
  id: '0043-transfer-ins',
  async up(db) {
    await indexCases(db, 'transfer_ins', [
      // However often it is sent: one request at a time.
      { key: { personId: 1, jurisdiction: 1, round: 1 }, name: 'one_request', unique: true },
      { key: { jurisdiction: 1, status: 1, waitingSince: 1 }, name: 'queue' },
      { key: { status: 1, orderFrom: 1 }, name: 'due' },
    ]);
    await db.collection('certificate_services').createIndex({ status: 1, correctBy: 1 }, { name: 'followed' });
  },
};
