import type { Migration } from './index';
import { indexCases } from './indexes';

/** 安全员换证: an enterprise's own, the province's by state and by each thing it is searched by, and one person's. */
export const filings: Migration = {
  id: '0019-filings',
  async up(db) {
    await indexCases(db, 'filings', [
      { key: { enterpriseId: 1, status: 1, _id: -1 }, name: 'enterprise_status' },
      { key: { enterpriseId: 1, _id: -1 }, name: 'enterprise' },
      { key: { enterpriseId: 1, jurisdiction: 1, idNumberIndex: 1 }, name: 'enterprise_person' },
      { key: { jurisdiction: 1, sent: 1, status: 1, _id: -1 }, name: 'province_status' },
      { key: { jurisdiction: 1, sent: 1, _id: -1 }, name: 'province' },
      { key: { jurisdiction: 1, sent: 1, nameIndex: 1, _id: -1 }, name: 'province_name' },
      { key: { jurisdiction: 1, sent: 1, certificateKey: 1 }, name: 'province_number' },
      { key: { jurisdiction: 1, idNumberIndex: 1, _id: -1 }, name: 'person' },
    ]);
  },
};
