import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import { watchOutbox, type OutboxEntry } from '../../platform/outbox';
import type { Range } from './coverage';

/** 学习 of one application: its state. The seconds are in the person's StudyLedger. */
export interface Study extends CaseFields {
  applicationId: string;
  personId: string;
  institutionId: string;
  courseId: string;
  courseVersion: number;
  classId: string;
  requiredHours: string;
  /** Last day of the class; after it the study closes. */
  endsOn: string;
  /** The congratulation was shown (CQ-42: once). */
  celebratedAt?: Date;
}

export const StudyModel = caseModel(
  mongoose.model<Study>(
    'Study',
    new Schema<Study>(
      {
        ...caseSchemaFields,
        applicationId: String,
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
  applicationId: string;
  lessonId: string;
  seq: number;
  reply?: Record<string, unknown>;
  lastAckAt: Date;
  tracks: Record<string, Track>;
  outbox: OutboxEntry[];
}

const outboxSchema = new Schema<OutboxEntry>(
  { id: String, topic: String, payload: Schema.Types.Mixed, notBefore: Date, attempts: Number },
  { _id: false, minimize: false },
);

export const StudyLedgerModel = mongoose.model<StudyLedger>(
  'StudyLedger',
  new Schema<StudyLedger>(
    {
      _id: String,
      sessionId: String,
      deviceId: String,
      epoch: Number,
      applicationId: String,
      lessonId: String,
      seq: Number,
      reply: Schema.Types.Mixed,
      lastAckAt: Date,
      tracks: { type: Schema.Types.Mixed, default: {} },
      outbox: { type: [outboxSchema], default: [] },
    } as never,
    { collection: 'study_ledgers', versionKey: false, minimize: false },
  ),
);
watchOutbox(StudyLedgerModel);
