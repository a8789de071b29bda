import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import { writtenOnce } from '../../platform/published';

export type QuestionKind = 'SINGLE' | 'MULTIPLE' | 'JUDGE';

/** One question of the bank. `codes` absent: for every code of the category. */
export interface BankQuestion {
  id: string;
  codes?: string[];
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
  { id: String, codes: { type: [String], default: undefined }, kind: String, stem: String, options: [optionSchema], answer: [String] },
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
