import { Singleton } from '@midwayjs/core';
import { Types } from 'mongoose';
import { trusted } from '../../platform/database';
import type { Caller } from '../../platform/http/tokens';
import { within } from '../../platform/policy';
import { ExamPlanModel, ExamSessionModel, ScoreModel, type ExamPlan, type ExamSession, type Score } from './exam.model';
import { plans } from './exam.policy';

/** What exams left behind, for those who act on it: the authority's pass lists (QH-19). */
@Singleton()
export class ExamRecords {
  /** Scores by session; a session without a score is not in the map. A voided score stays, with its status. */
  async scores(sessionIds: readonly string[]): Promise<Map<string, Score>> {
    const found = await ScoreModel.find({ sessionId: trusted({ $in: [...sessionIds] }) }).lean<Score[]>();
    return new Map(found.map((one) => [one.sessionId, one]));
  }

  /**
   * What is known of the practical part by session (O-10): its mark, or `theoryOnly` of who was examined before there was one here, whose
   * result is final as it was given (QH-17).
   */
  async practicals(sessionIds: readonly string[]): Promise<Map<string, { practical?: number; theoryOnly?: true }>> {
    const asked = { _id: trusted({ $in: sessionIds.map((id) => new Types.ObjectId(id)) }) };
    const found = await ExamSessionModel.find(asked, { practical: 1, practicalMark: 1 }).lean<ExamSession[]>();
    return new Map(
      found.map(({ _id, practical, practicalMark }) => [
        _id.toHexString(),
        practical !== undefined ? { practical } : practicalMark === undefined ? { theoryOnly: true } : {},
      ]),
    );
  }

  /** Is the seat kept, or was it sat: not cancelled and not left empty? */
  async isSeated(sessionId: string): Promise<boolean> {
    return !!(await ExamSessionModel.exists({ _id: sessionId, status: trusted({ $nin: ['CANCELLED', 'ABSENT'] }) }));
  }

  /** With a caller, those that they may see. */
  async plans(ids: readonly string[], caller?: Caller): Promise<Map<string, ExamPlan>> {
    const asked = { _id: trusted({ $in: [...new Set(ids)].map((id) => new Types.ObjectId(id)) }) };
    const found = await ExamPlanModel.find(caller ? within(plans.scope(caller), asked) : asked).lean<ExamPlan[]>();
    return new Map(found.map((one) => [one._id.toHexString(), one]));
  }
}
