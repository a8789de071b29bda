import type { Migration } from './index';
import { indexCases } from './indexes';

/** 安全员转岗. */
export const postTransfers: Migration = {
  id: '0020-post-transfers',
  async up(db) {
    await indexCases(db, 'post_transfers', [
      // However often it is tapped: one choice a person and province, for ever (CQ-37).
      { key: { personId: 1, jurisdiction: 1 }, name: 'one_choice', unique: true },
      { key: { jurisdiction: 1, status: 1, manualSince: 1 }, name: 'manual' },
      { key: { jurisdiction: 1, post: 1, status: 1 }, name: 'companions' },
      { key: { status: 1, orderFrom: 1 }, name: 'due' },
      { key: { status: 1, oldValidTo: 1 }, name: 'lapsed' },
    ]);
  },
};
