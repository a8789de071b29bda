import { Types } from 'mongoose';
import type { Migration } from './index';
import { uniqueWhere } from './indexes';

/**
 * A source sits one exam at a time (QH-15): its sittings are counted. Each seat of a class has a name (QH-25): who signed up themself is entered in
 * the class that they chose, so that their seat can be given back.
 *
 * The way back: drop the index `round` of `exam_sessions`, unset `takenBy` in `training_classes`, delete `0050-one-sitting` from `migrations`.
 */
export const oneSitting: Migration = {
  id: '0050-one-sitting',
  async up(db) {
    await db
      .collection('exam_sessions')
      .createIndexes([uniqueWhere('round', { 'source.kind': 1, 'source.id': 1, round: 1 }, { round: { $exists: true } })]);
    const classes = db.collection('training_classes');
    for (const signedUp of ['continuing_educations', 'exchanges'])
      for await (const { _id, classId } of db.collection(signedUp).find({ classId: { $type: 'string' } }, { projection: { classId: 1 } }))
        await classes.updateOne({ _id: new Types.ObjectId(String(classId)) }, { $addToSet: { takenBy: String(_id) } });
  },
};
