import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Difficulty, QuestionKind, QuestionPool } from '@jzt/shared/domain/questions';
import type { State } from '@jzt/shared/workflow/machine';
import type { question } from '@jzt/shared/workflow/machines/question';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** A question as somebody wrote it. `codes` absent: for every code of the category. */
export interface WrittenQuestion {
  codes?: string[];
  pool: QuestionPool;
  topic: string;
  difficulty: Difficulty;
  source?: string;
  /** Why the answer is right; no candidate sees it before their exam has ended. */
  explanation?: string;
  pictureFileId?: string;
  kind: QuestionKind;
  stem: string;
  options: { key: string; text: string }[];
  answer: string[];
}

/** 考题 on its way: written, reviewed, changed, withdrawn. What exams are drawn from are the published versions of the bank. */
export interface Question extends CaseFields {
  status: State<typeof question>;
  jurisdiction: Jurisdiction;
  category: Category;
  /** Its id in the bank and on papers; its own, but for questions that were in the bank before they had a record. */
  key: string;
  /** As it was written last; not in use before it was reviewed. */
  shown: WrittenQuestion;
  /** As it was approved last: the next version of the bank has it. Absent: never approved. */
  current?: WrittenQuestion;
  /** Counts the approvals. */
  revision: number;
  earlier: { revision: number; approvedAt: Date; content: WrittenQuestion }[];
  /** The words of `shown` and `current` alone: no other question has the same. */
  prints: string[];
  /** Who wrote what `shown` has beyond `current`: they do not review it. */
  authors: string[];
  reason?: string;
}

const optionSchema = new Schema({ key: String, text: String }, { _id: false });
/** Mongoose fields of a WrittenQuestion, also of a bank's. */
export const writtenFields = {
  codes: { type: [String], default: undefined },
  pool: String,
  topic: String,
  difficulty: Number,
  source: String,
  explanation: String,
  pictureFileId: String,
  kind: String,
  stem: String,
  options: [optionSchema],
  answer: [String],
};
const written = new Schema<WrittenQuestion>(writtenFields as never, { _id: false });

export const QuestionModel = caseModel(
  mongoose.model<Question>(
    'Question',
    new Schema<Question>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        category: String,
        key: String,
        shown: written,
        current: written,
        revision: Number,
        earlier: [new Schema({ revision: Number, approvedAt: Date, content: written }, { _id: false })],
        prints: [String],
        authors: [String],
        reason: String,
      } as never,
      { collection: 'bank_questions', versionKey: false },
    ),
  ),
);
