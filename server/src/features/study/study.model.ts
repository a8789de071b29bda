import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Source } from '@jzt/shared/domain/sources';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import { sourceSchema } from '../../platform/source';
import { outboxField, watchOutbox, type OutboxEntry } from '../../platform/outbox';
import type { Range } from '../../platform/media/ranges';
import type { Presence } from './presence';

/** 学习 of one source: its state. The seconds are in the person's StudyLedger. */
export interface Study extends CaseFields {
  source: Source;
  jurisdiction: Jurisdiction;
  /** The law of its source. */
  packVersion: string;
  personId: string;
  /** Who trains, and in which class; absent where nobody does. */
  institutionId?: string;
  classId?: string;
  courseId: string;
  courseVersion: number;
  requiredHours: string;
  /** Last day of the class, or of the certificate that is exchanged (CQ-20), after which the study closes; absent where none ends it. */
  endsOn?: string;
  /** The congratulation was shown (CQ-42: once). */
  celebratedAt?: Date;
}

export const StudyModel = caseModel(
  mongoose.model<Study>(
    'Study',
    new Schema<Study>(
      {
        ...caseSchemaFields,
        source: sourceSchema,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        institutionId: String,
        courseId: String,
        courseVersion: Number,
        classId: String,
        requiredHours: String,
        endsOn: String,
        celebratedAt: Date,
      } as never,
      { collection: 'studies', versionKey: false, minimize: false },
    ),
  ),
);

/** What of one course a person has covered. */
export interface Track {
  /** Watched seconds by lesson, as sorted ranges without overlap. */
  covered: Record<string, Range[]>;
  /** The same, of what counts once who watched has been seen. */
  pending?: Record<string, Range[]>;
  positions: Record<string, number>;
  lastLesson?: string;
  chapters: string[];
  /** Hundredths of an hour granted so far. */
  earned: number;
}

/**
 * One document a person (design.md section 6): the running session and everything ever covered, so that one atomic update
 * decides credit across all lessons and all devices.
 */
export interface StudyLedger {
  /** personId. */
  _id: string;
  sessionId: string;
  deviceId: string;
  epoch: number;
  /** Which of the tracks is running. */
  track: string;
  lessonId: string;
  seq: number;
  reply?: Record<string, unknown>;
  lastAckAt: Date;
  /** Grows with every write: who writes by what they read is refused when somebody was faster. */
  revision: number;
  /** What was credited on the day last studied, in seconds. */
  day?: { on: LocalDate; seconds: number };
  presence?: Presence;
  /** By `sourceKey`. */
  tracks: Record<string, Track>;
  outbox: OutboxEntry[];
}

export const StudyLedgerModel = mongoose.model<StudyLedger>(
  'StudyLedger',
  new Schema<StudyLedger>(
    {
      _id: String,
      sessionId: String,
      deviceId: String,
      epoch: Number,
      track: String,
      lessonId: String,
      seq: Number,
      reply: Schema.Types.Mixed,
      lastAckAt: Date,
      revision: Number,
      day: Schema.Types.Mixed,
      presence: Schema.Types.Mixed,
      tracks: { type: Schema.Types.Mixed, default: {} },
      outbox: outboxField,
    } as never,
    { collection: 'study_ledgers', versionKey: false, minimize: false },
  ),
);
watchOutbox(StudyLedgerModel);
