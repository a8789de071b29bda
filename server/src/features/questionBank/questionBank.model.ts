import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { PaperRow } from '@jzt/shared/domain/papers';
import mongoose, { Schema, type Types } from 'mongoose';
import { outboxField, watchOutbox, type OutboxEntry } from '../../platform/outbox';
import { writtenOnce } from '../../platform/published';
import { writtenFields, type WrittenQuestion } from './question.model';

/** One question of the bank. Those older than practice have no pool (EXAM), and may have neither topic nor difficulty. */
export type BankQuestion = Omit<WrittenQuestion, 'pool' | 'topic' | 'difficulty'> &
  Partial<Pick<WrittenQuestion, 'pool' | 'topic' | 'difficulty'>> & { id: string };

/** One published version of a category's bank in a province; it never changes. An exam plan keeps the version it was arranged with. */
export interface QuestionBankRecord {
  _id: Types.ObjectId;
  jurisdiction: Jurisdiction;
  category: string;
  /** 1, 2, 3 … */
  version: number;
  publishedAt: Date;
  /** The officer's name; absent in what was there before officers published. */
  publishedBy?: string;
  questions: BankQuestion[];
  outbox?: OutboxEntry[];
}

const questionSchema = new Schema({ id: String, ...writtenFields } as never, { _id: false });

export const QuestionBankModel = mongoose.model<QuestionBankRecord>(
  'QuestionBank',
  writtenOnce(
    new Schema<QuestionBankRecord>(
      {
        jurisdiction: String,
        category: String,
        version: Number,
        publishedAt: Date,
        publishedBy: String,
        questions: [questionSchema],
        outbox: outboxField,
      } as never,
      {
        collection: 'question_banks',
        versionKey: false,
      },
    ),
  ),
);
watchOutbox(QuestionBankModel);

/** One version of a 组卷方案; it never changes. An exam plan keeps the rows it was arranged with. */
export interface BlueprintRecord {
  _id: Types.ObjectId;
  jurisdiction: Jurisdiction;
  category: Category;
  /** Empty: of every code that has none of its own. */
  code: string;
  version: number;
  publishedAt: Date;
  rows: PaperRow[];
  outbox: OutboxEntry[];
}

const paperRowSchema = new Schema<PaperRow>(
  { kind: String, topic: String, difficulty: Number, count: Number, score: Number },
  { _id: false },
);

export const BlueprintModel = mongoose.model<BlueprintRecord>(
  'Blueprint',
  writtenOnce(
    new Schema<BlueprintRecord>(
      {
        jurisdiction: String,
        category: String,
        code: String,
        version: Number,
        publishedAt: Date,
        rows: [paperRowSchema],
        outbox: outboxField,
      } as never,
      { collection: 'blueprints', versionKey: false },
    ),
  ),
);
watchOutbox(BlueprintModel);
