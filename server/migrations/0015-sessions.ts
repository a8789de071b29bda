import type { Migration } from './index';

/**
 * Refresh tokens name their session and generation; a token of before names none, so everybody signs in once more.
 * The way back: empty `sessions`, drop its index `person` and delete `0015-sessions` from `migrations`; then too everybody signs in once more.
 */
export const sessions: Migration = {
  id: '0015-sessions',
  async up(db) {
    await db.collection('sessions').deleteMany({ generation: { $exists: false } });
    for (const name of ['token', 'previous_token'])
      await db
        .collection('sessions')
        .dropIndex(name)
        .catch((error: { codeName?: string }) => {
          // Dropped by a run that was killed afterwards.
          if (error.codeName !== 'IndexNotFound') throw error;
        });
    await db.collection('sessions').createIndexes([{ key: { personId: 1 }, name: 'person' }]);
  },
};
