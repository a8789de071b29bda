import mongoose, { Schema } from 'mongoose';

export type QuestionKind = 'SINGLE' | 'MULTIPLE' | 'JUDGE';

/** One question of the bank. `codes` absent: for every code of the category. */
export interface BankQuestion {
  _id: string;
  category: string;
  codes?: string[];
  kind: QuestionKind;
  stem: string;
  options: { key: string; text: string }[];
  answer: string[];
}

const optionSchema = new Schema({ key: String, text: String }, { _id: false });

export const QuestionModel = mongoose.model<BankQuestion>(
  'Question',
  new Schema<BankQuestion>(
    {
      _id: String,
      category: String,
      codes: { type: [String], default: undefined },
      kind: String,
      stem: String,
      options: [optionSchema],
      answer: [String],
    } as never,
    { collection: 'questions', versionKey: false },
  ),
);
