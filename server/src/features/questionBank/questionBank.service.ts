import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { conflict, isDuplicateKey } from '../../platform/errors';
import { RecentVersions } from '../../platform/published';
import { QuestionBankModel, type BankQuestion, type QuestionBankRecord } from './questionBank.model';

/** 题库 of a category in a province as published, version by version. */
@Singleton()
export class QuestionBanks {
  @Inject() private readonly clock: Clock;

  private readonly recent = new RecentVersions<readonly BankQuestion[]>(10);

  /** The version that papers are drawn from now. Throws QUESTION_BANK_MISSING. */
  async latestVersion(jurisdiction: Jurisdiction, category: string): Promise<number> {
    const version = await this.newest(jurisdiction, category);
    if (!version) throw conflict('QUESTION_BANK_MISSING', '这个类别还没有发布题库，请联系主管部门');
    return version;
  }

  /** The questions of one version that a paper of this subject is drawn from; those for practice never are. */
  async questionsFor(
    jurisdiction: Jurisdiction,
    { category, code }: { category: string; code?: string },
    version: number,
  ): Promise<readonly BankQuestion[]> {
    const questions = await this.recent.get(`${jurisdiction}:${category}:${version}`, async () => {
      const found = await QuestionBankModel.findOne({ jurisdiction, category, version }).lean<QuestionBankRecord>();
      if (!found) throw new Error(`question bank ${category} of ${jurisdiction} has no version ${version}`);
      return found.questions;
    });
    return questions.filter((one) => one.pool !== 'PRACTICE' && (!one.codes || one.codes.includes(code ?? '')));
  }

  /** The next version of a category's bank: exams that were arranged before keep theirs. Throws QUESTION_BANK_CHANGED. */
  async publish(jurisdiction: Jurisdiction, category: string, questions: readonly BankQuestion[]): Promise<number> {
    const version = (await this.newest(jurisdiction, category)) + 1;
    try {
      // Past Mongoose: it would make an object of every option of a thousand questions, which takes a second a bank.
      await QuestionBankModel.collection.insertOne({
        _id: new Types.ObjectId(),
        jurisdiction,
        category,
        version,
        publishedAt: this.clock.now(),
        questions: [...questions],
      } as never);
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('QUESTION_BANK_CHANGED', '题库刚刚发布了新版本，请刷新后再发布');
      throw error;
    }
    return version;
  }

  /** 0 while there is none. */
  private async newest(jurisdiction: Jurisdiction, category: string): Promise<number> {
    const found = await QuestionBankModel.findOne({ jurisdiction, category }, { version: 1 })
      .sort({ version: -1 })
      .lean<QuestionBankRecord>();
    return found?.version ?? 0;
  }
}
