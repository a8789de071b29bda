import type { Migration } from './index';
import { indexCases } from './indexes';

/** 安全员C证免试申领. */
export const exemptClaims: Migration = {
  id: '0023-exempt-claims',
  async up(db) {
    await indexCases(db, 'exempt_claims', [
      // However often it is sent: one claim at a time.
      { key: { personId: 1, jurisdiction: 1, round: 1 }, name: 'one_claim', unique: true },
      { key: { jurisdiction: 1, status: 1, waitingSince: 1 }, name: 'queue' },
      { key: { status: 1, orderFrom: 1 }, name: 'due' },
    ]);
  },
};
