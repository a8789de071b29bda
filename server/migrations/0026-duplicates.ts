import type { Migration } from './index';
import { indexCases } from './indexes';

/** 跨省重复持证. */
export const duplicates: Migration = {
  id: '0026-duplicates',
  async up(db) {
    await indexCases(db, 'duplicate_cases', [
      // On however many lists: one open case a person.
      { key: { jurisdiction: 1, holderIndex: 1, round: 1 }, name: 'one_case', unique: true },
      { key: { jurisdiction: 1, open: 1, nextAt: 1, _id: 1 }, name: 'board' },
      { key: { personId: 1, open: 1 }, name: 'person' },
      { key: { status: 1, deadline: 1 }, name: 'run_out' },
      { key: { status: 1, _id: -1 }, name: 'notices' },
      { key: { open: 1, watchedAt: 1 }, name: 'watch' },
    ]);
    await indexCases(db, 'duplicate_lists', [{ key: { jurisdiction: 1, contentHash: 1 }, name: 'one_list', unique: true }]);
  },
};
