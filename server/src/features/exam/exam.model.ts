import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { PaperRow } from '@jzt/shared/domain/papers';
import type { QuestionKind } from '@jzt/shared/domain/questions';
import type { Source } from '@jzt/shared/domain/sources';
import type { State } from '@jzt/shared/workflow/machine';
import type { examPlan } from '@jzt/shared/workflow/machines/examPlan';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import { sourceSchema } from '../../platform/source';
import type { FaceTries, OpenFace } from '../identity/faceDesk.service';

export type ExamForm = 'COMPUTER' | 'MOBILE';

export interface ExamSubject {
  category: Category;
  code?: string;
}

export interface PlanCandidate {
  source: Source;
  personId: string;
  sessionId?: string;
  seat?: string;
}

/** 考试计划: frozen once approved (QH-14, QH-15). */
export interface ExamPlan extends CaseFields {
  status: State<typeof examPlan>;
  number: string;
  jurisdiction: Jurisdiction;
  name: string;
  /** Whose people sit it; of an enterprise's people whose room it is in, from when it is arranged (QH-07). */
  institutionId?: string;
  /** The authority's own plan, for people trained by their enterprise. */
  trainedBy?: 'ENTERPRISE';
  subject: ExamSubject;
  form: ExamForm;
  startsAt: Date;
  minutes: number;
  passMark: number;
  /** Where the subject has a practical part (O-10). */
  practicalMark?: number;
  fullMark: number;
  room?: string;
  address?: string;
  candidates: PlanCandidate[];
  /** Version of the question bank that all papers of this plan are drawn from; fixed when it is arranged. */
  bankVersion?: number;
  /** How they are put together; fixed with it. Absent in plans arranged before there were blueprints: the usual way. */
  paperPlan?: PaperRow[];
  reason?: string;
  packVersion: string;
}

/** A question as frozen for one candidate; `answer` never leaves the server. */
export interface PaperQuestion {
  id: string;
  kind: QuestionKind;
  stem: string;
  options: { key: string; text: string }[];
  pictureFileId?: string;
  score: number;
  answer: string[];
}

export interface StoredAnswer {
  choice: string[];
  version: number;
}

/** 场次 of one candidate: paper, answers, deadline, mark (QH-17). */
export interface ExamSession extends CaseFields, FaceTries {
  jurisdiction: Jurisdiction;
  planId: string;
  planName: string;
  source: Source;
  /** How many sittings of this source were before it: unique, so that of two made in the same moment one stays (as `round` of applications). */
  round?: number;
  personId: string;
  institutionId: string;
  subject: ExamSubject;
  form: ExamForm;
  startsAt: Date;
  endsAt: Date;
  minutes: number;
  room: string;
  address: string;
  seat: string;
  admissionNumber: string;
  passMark: number;
  practicalMark?: number;
  fullMark: number;
  bankVersion: number;
  paper: PaperQuestion[];
  answers: Record<string, StoredAnswer>;
  /** A face check under way (QH-32), and how the last one ended. */
  face?: OpenFace;
  lastMessage?: string;
  startedAt?: Date;
  deadline?: Date;
  submittedAt?: Date;
  byTimeout?: boolean;
  score?: number;
  practical?: number;
  /** All parts; not there while the practical one is to come. */
  passed?: boolean;
  /** The law of its plan. */
  packVersion: string;
}

/** A source has one of these at a time. */
export const OPEN_SITTING = ['READY', 'CHECKED_IN', 'ANSWERING', 'SUBMITTED', 'PRACTICAL'];

/** 成绩: born final, only voided with a reason. */
export interface Score extends CaseFields {
  jurisdiction: Jurisdiction;
  sessionId: string;
  source: Source;
  personId: string;
  value: number;
  passMark: number;
}

const subject = { category: String, code: String };
const optionSchema = new Schema({ key: String, text: String }, { _id: false });
const paperRowSchema = new Schema<PaperRow>(
  { kind: String, topic: String, difficulty: Number, count: Number, score: Number },
  { _id: false },
);
const candidateSchema = new Schema({ source: sourceSchema, personId: String, sessionId: String, seat: String }, { _id: false });
const paperSchema = new Schema(
  { id: String, kind: String, stem: String, options: [optionSchema], pictureFileId: String, score: Number, answer: [String] },
  { _id: false },
);

export const ExamPlanModel = caseModel(
  mongoose.model<ExamPlan>(
    'ExamPlan',
    new Schema<ExamPlan>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        name: String,
        institutionId: String,
        trainedBy: String,
        subject,
        form: String,
        startsAt: Date,
        minutes: Number,
        passMark: Number,
        practicalMark: Number,
        fullMark: Number,
        room: String,
        address: String,
        candidates: [candidateSchema],
        bankVersion: Number,
        paperPlan: { type: [paperRowSchema], default: undefined },
        reason: String,
        packVersion: String,
      } as never,
      { collection: 'exam_plans', versionKey: false },
    ),
  ),
);

export const ExamSessionModel = caseModel(
  mongoose.model<ExamSession>(
    'ExamSession',
    new Schema<ExamSession>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        planId: String,
        planName: String,
        source: sourceSchema,
        round: Number,
        personId: String,
        institutionId: String,
        subject,
        form: String,
        startsAt: Date,
        endsAt: Date,
        minutes: Number,
        room: String,
        address: String,
        seat: String,
        admissionNumber: String,
        passMark: Number,
        practicalMark: Number,
        fullMark: Number,
        bankVersion: Number,
        paper: [paperSchema],
        answers: { type: Schema.Types.Mixed, default: {} },
        face: new Schema<OpenFace>({ verifyId: String, outSeqNo: String, channel: String }, { _id: false }),
        faceDay: String,
        faceAttempts: Number,
        lastMessage: String,
        startedAt: Date,
        deadline: Date,
        submittedAt: Date,
        byTimeout: Boolean,
        score: Number,
        practical: Number,
        passed: Boolean,
        packVersion: String,
      } as never,
      { collection: 'exam_sessions', versionKey: false, minimize: false },
    ),
  ),
);

export const ScoreModel = caseModel(
  mongoose.model<Score>(
    'Score',
    new Schema<Score>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        sessionId: String,
        source: sourceSchema,
        personId: String,
        value: Number,
        passMark: Number,
      } as never,
      { collection: 'scores', versionKey: false },
    ),
  ),
);
