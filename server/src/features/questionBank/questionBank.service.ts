import { Singleton } from '@midwayjs/core';
import { QuestionModel, type BankQuestion } from './questionBank.model';

/** 题库. */
@Singleton()
export class QuestionBanks {
  /** The questions that a paper of this subject is drawn from. */
  questionsFor(subject: { category: string; code?: string }): Promise<BankQuestion[]> {
    return QuestionModel.find({
      category: subject.category,
      $or: [{ codes: null }, { codes: subject.code ?? '' }],
    } as never).lean<BankQuestion[]>();
  }
}
