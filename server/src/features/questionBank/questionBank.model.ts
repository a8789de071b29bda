import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import { writtenOnce } from '../../platform/published';

export type QuestionKind = 'SINGLE' | 'MULTIPLE' | 'JUDGE';

/** What exams are drawn from, and what people practise with: never the same questions. */
export type QuestionPool = 'EXAM' | 'PRACTICE';
export type Difficulty = 1 | 2 | 3;

/** One question of the bank. `codes` absent: for every code of the category. */
export interface BankQuestion {
  id: string;
  codes?: string[];
  /** Absent in banks older than practice: EXAM. */
  pool?: QuestionPool;
  topic?: string;
  difficulty?: Difficulty;
  /** Why the answer is right; no candidate sees it before their exam has ended. */
  explanation?: string;
  kind: QuestionKind;
  stem: string;
  options: { key: string; text: string }[];
  answer: string[];
}

/** One published version of a category's bank in a province; it never changes. An exam plan keeps the version it was arranged with. */
export interface QuestionBankRecord {
  _id: Types.ObjectId;
  jurisdiction: Jurisdiction;
  category: string;
  /** 1, 2, 3 … */
  version: number;
  publishedAt: Date;
  questions: BankQuestion[];
}

const optionSchema = new Schema({ key: String, text: String }, { _id: false });
const questionSchema = new Schema(
  {
    id: String,
    codes: { type: [String], default: undefined },
    pool: String,
    topic: String,
    difficulty: Number,
    explanation: String,
    kind: String,
    stem: String,
    options: [optionSchema],
    answer: [String],
  },
  { _id: false },
);

export const QuestionBankModel = mongoose.model<QuestionBankRecord>(
  'QuestionBank',
  writtenOnce(
    new Schema<QuestionBankRecord>(
      { jurisdiction: String, category: String, version: Number, publishedAt: Date, questions: [questionSchema] } as never,
      {
        collection: 'question_banks',
        versionKey: false,
      },
    ),
  ),
);
