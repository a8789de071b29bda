import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Range } from '../../platform/media/ranges';

/** Why it was not passed: not answered in time, or not by this person. */
export type MissReason = 'NO_ANSWER' | 'FAILED';

/** What waited for the check and did not count. */
export interface Voided {
  /** By `sourceKey`. */
  track: string;
  lessonId: string;
  ranges: Range[];
}

/** 在学核验未通过. */
export interface PresenceMiss extends CaseFields {
  /** One case a check. */
  checkId: string;
  personId: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  /** Who trains; absent where nobody does. */
  institutionId?: string;
  courseTitle: string;
  at: Date;
  missReason: MissReason;
  voided: Voided[];
  voidedSeconds: number;
  /** Last day of an appeal. */
  appealBy: LocalDate;
  appeal?: string;
  decisionReason?: string;
}

export const PresenceMissModel = caseModel(
  mongoose.model<PresenceMiss>(
    'PresenceMiss',
    new Schema<PresenceMiss>(
      {
        ...caseSchemaFields,
        checkId: String,
        personId: String,
        jurisdiction: String,
        packVersion: String,
        institutionId: String,
        courseTitle: String,
        at: Date,
        missReason: String,
        voided: Schema.Types.Mixed,
        voidedSeconds: Number,
        appealBy: String,
        appeal: String,
        decisionReason: String,
      } as never,
      { collection: 'presence_misses', versionKey: false },
    ),
  ),
);
