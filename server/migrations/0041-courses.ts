import type { Migration } from './index';
import { indexCases, uniqueWhere } from './indexes';

/** 课程 as they are worked on, and the media that lessons are made of. */
export const courseDesk: Migration = {
  id: '0041-courses',
  async up(db) {
    await indexCases(db, 'course_drafts', [{ key: { jurisdiction: 1, _id: -1 }, name: 'province' }]);
    await db
      .collection('media_uploads')
      .createIndexes([
        { key: { jurisdiction: 1, address: 1 }, name: 'address' },
        { key: { personId: 1, status: 1 }, name: 'open' },
        { key: { status: 1, updatedAt: 1 }, name: 'left_alone' },
        uniqueWhere('created_op', { createdOp: 1 }, { createdOp: { $exists: true } }),
      ]);
    await db.collection('media_pieces').createIndex({ mediaId: 1 }, { name: 'media' });
  },
};
