import type { mongo } from 'mongoose';
import { missing } from './indexes';
import type { Migration } from './index';

/** The version of everything that was there before there were versions. */
const FIRST = 1;

/**
 * Courses and question banks have versions; classes, studies and arranged exams keep the one they began with, and so far that is the
 * first. Each step finds what is still in the old shape, so that an interrupted run is simply run again. No course, class, study or
 * question is added or removed; `questions` goes only after all of them stand in `question_banks`.
 *
 * The way back, as long as no course and no bank has a second version: drop the indexes `version` of `courses` and `question_banks`;
 * unset `courseId`, `version` and `publishedAt` in `courses`, `courseVersion` in `training_classes`, `studies` and the payloads of
 * `study.enrolled` that wait in an `outbox` of `applications`, `bankVersion` in `exam_plans` and `exam_sessions`; put each entry of
 * `question_banks.questions` into `questions` with `_id` for `id` and the bank's `category`, drop `question_banks`, make the index of
 * 0004 on `questions` again and delete `0010-content` from `migrations`.
 */
export const content: Migration = {
  id: '0010-content',
  async up(db) {
    await numberCourses(db);
    for (const name of ['training_classes', 'studies'])
      await db.collection(name).updateMany(missing('courseVersion'), { $set: { courseVersion: FIRST } });
    const waiting = { outbox: { $elemMatch: { topic: 'study.enrolled', ...missing('payload.courseVersion') } } };
    // One entry of each document a round.
    while (
      (await db.collection('applications').updateMany(waiting, { $set: { 'outbox.$.payload.courseVersion': FIRST } })).modifiedCount > 0
    );
    await db.collection('exam_plans').updateMany({ room: { $exists: true }, ...missing('bankVersion') }, { $set: { bankVersion: FIRST } });
    await db.collection('exam_sessions').updateMany(missing('bankVersion'), { $set: { bankVersion: FIRST } });
    await bindQuestions(db);
  },
};

async function numberCourses(db: mongo.Db): Promise<void> {
  const courses = db.collection('courses');
  for (const { _id } of await courses.find(missing('courseId'), { projection: { _id: 1 } }).toArray())
    await courses.updateOne({ _id, ...missing('courseId') }, { $set: { courseId: _id, version: FIRST, publishedAt: _id.getTimestamp() } });
  await courses.createIndexes([{ key: { courseId: 1, version: -1 }, name: 'version', unique: true }]);
}

/** All questions of a category become the first version of its bank. */
async function bindQuestions(db: mongo.Db): Promise<void> {
  const banks = db.collection('question_banks');
  await banks.createIndexes([{ key: { category: 1, version: -1 }, name: 'version', unique: true }]);
  const questions = db.collection<{ _id: string; category: string }>('questions');
  const categories: string[] = await questions.distinct('category');
  let bound = 0;
  for (const category of categories) {
    const old = await questions.find({ category }).sort({ _id: 1 }).toArray();
    const bank = { publishedAt: new Date(), questions: old.map(({ _id, category: _, ...rest }) => ({ id: _id, ...rest })) };
    await banks.updateOne({ category, version: FIRST }, { $setOnInsert: bank }, { upsert: true });
    bound += ((await banks.findOne({ category, version: FIRST }))!.questions as unknown[]).length;
  }
  const before = await questions.countDocuments();
  if (bound !== before) throw new Error(`question_banks holds ${bound} of ${before} questions: questions is left as it is`);
  await questions.drop();
}
