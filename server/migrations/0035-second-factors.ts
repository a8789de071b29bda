import type { Migration } from './index';

/** Who of an authority has lost their authenticator; the period of an export of the trail begins at a seal. */
export const secondFactors: Migration = {
  id: '0035-second-factors',
  async up(db) {
    await db.collection('second_factors').createIndexes([{ key: { jurisdiction: 1, 'lost.at': 1 }, name: 'lost' }]);
    await db.collection('audit_seals').createIndexes([{ key: { at: 1 }, name: 'at' }]);
  },
};
