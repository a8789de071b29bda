import type { Migration } from './index';
import { missing } from './indexes';

/** O-10, as all provinces had it when this ran. */
const PRACTICAL_MARK = 70;
const PLANNED = ['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ARRANGED', 'RUNNING'];
const NOT_HANDED_IN = ['READY', 'CHECKED_IN', 'ANSWERING'];

/**
 * Exams of special operations that were planned before there was a practical part, and have not been sat, have one now: after the theory its
 * mark is waited for. Who handed in before keeps the result that they were told: of them the pass list asks for no practical mark.
 *
 * The way back: unset `practicalMark` where the session is not handed in, and delete `0025-practical-mark` from `migrations`.
 */
export const practicalMark: Migration = {
  id: '0025-practical-mark',
  async up(db) {
    const without = { 'subject.category': 'SPECIAL_OP', ...missing('practicalMark') };
    const set = { $set: { practicalMark: PRACTICAL_MARK } };
    await db.collection('exam_plans').updateMany({ status: { $in: PLANNED }, ...without }, set);
    await db.collection('exam_sessions').updateMany({ status: { $in: NOT_HANDED_IN }, ...without }, set);
  },
};
