import { Inject, Singleton } from '@midwayjs/core';
import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { PAPER_PLAN, shortages, type PaperRow } from '@jzt/shared/domain/papers';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { conflict, isDuplicateKey } from '../../platform/errors';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import { RecentVersions } from '../../platform/published';
import { BlueprintModel, QuestionBankModel, type BankQuestion, type BlueprintRecord, type QuestionBankRecord } from './questionBank.model';

const NO_BANK = '这个类别还没有发布题库';

interface ExamSubject {
  category: string;
  code?: string;
}

/** 题库 of a category in a province as published, version by version, and how papers are put together from it. */
@Singleton()
export class QuestionBanks {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;

  private readonly recent = new RecentVersions<readonly BankQuestion[]>(10);

  /** The version that papers are drawn from now. Throws QUESTION_BANK_MISSING. */
  private async latestVersion(jurisdiction: Jurisdiction, category: string): Promise<number> {
    const version = await this.newest(jurisdiction, category);
    if (!version) throw conflict('QUESTION_BANK_MISSING', `${NO_BANK}，请联系主管部门`);
    return version;
  }

  /** The newest version with all its questions; undefined while there is none. */
  async published(jurisdiction: Jurisdiction, category: string): Promise<QuestionBankRecord | undefined> {
    return (
      (await QuestionBankModel.findOne({ jurisdiction, category }, { outbox: 0 }).sort({ version: -1 }).lean<QuestionBankRecord>()) ??
      undefined
    );
  }

  /** The questions of one version that a paper of this subject is drawn from; those for practice never are. */
  async questionsFor(jurisdiction: Jurisdiction, subject: ExamSubject, version: number): Promise<readonly BankQuestion[]> {
    const { category } = subject;
    const questions = await this.recent.get(`${jurisdiction}:${category}:${version}`, async () => {
      const found = await QuestionBankModel.findOne({ jurisdiction, category, version }, { outbox: 0 }).lean<QuestionBankRecord>();
      if (!found) throw new Error(`question bank ${category} of ${jurisdiction} has no version ${version}`);
      return found.questions;
    });
    return examQuestions(questions, subject.code);
  }

  /** How a paper of the subject is put together now: its own blueprint, that of its category, or the usual one. */
  async paperPlan(jurisdiction: Jurisdiction, { category, code = '' }: ExamSubject): Promise<readonly PaperRow[]> {
    return ((await this.blueprint(jurisdiction, category, code)) ?? (await this.blueprint(jurisdiction, category, '')))?.rows ?? PAPER_PLAN;
  }

  /** The newest blueprint of exactly this code ('' for the category). */
  async blueprint(jurisdiction: Jurisdiction, category: string, code: string): Promise<BlueprintRecord | undefined> {
    const found = await BlueprintModel.findOne({ jurisdiction, category, code } as never)
      .sort({ version: -1 })
      .lean<BlueprintRecord>();
    return found ?? undefined;
  }

  /** Why no paper of the subject can be drawn now, in words; empty when one can. */
  async shortagesOf(jurisdiction: Jurisdiction, subject: ExamSubject): Promise<string[]> {
    const version = await this.newest(jurisdiction, subject.category);
    if (!version) return [NO_BANK];
    return shortages(await this.paperPlan(jurisdiction, subject), await this.questionsFor(jurisdiction, subject, version));
  }

  /** What papers of the subject are drawn from, and how, from now on. Throws QUESTION_BANK_MISSING, QUESTION_BANK_SHORT. */
  async requirePapers(jurisdiction: Jurisdiction, subject: ExamSubject): Promise<{ bankVersion: number; paperPlan: readonly PaperRow[] }> {
    const bankVersion = await this.latestVersion(jurisdiction, subject.category);
    const missing = await this.shortagesOf(jurisdiction, subject);
    if (missing.length) throw conflict('QUESTION_BANK_SHORT', `题库不够组卷：${missing.join('；')}。请主管部门补题并发布题库`);
    return { bankVersion, paperPlan: await this.paperPlan(jurisdiction, subject) };
  }

  /** The next version of a category's bank: exams that were arranged before keep theirs. Throws QUESTION_BANK_CHANGED. */
  async publish(
    jurisdiction: Jurisdiction,
    category: string,
    questions: readonly BankQuestion[],
    by: { name?: string; follow?: readonly NewOutboxEntry[]; after?: number } = {},
  ): Promise<number> {
    const newest = await this.newest(jurisdiction, category);
    if (by.after !== undefined && by.after !== newest) throw bankChanged();
    const [version, at] = [newest + 1, this.clock.now()];
    const record = { _id: new Types.ObjectId(), jurisdiction, category, version, publishedAt: at, questions: [...questions] };
    const said = { ...(by.name && { publishedBy: by.name }), outbox: this.outbox.stamp(by.follow ?? [], at) };
    try {
      // Past Mongoose: it would make an object of every option of a thousand questions, which takes a second a bank.
      await QuestionBankModel.collection.insertOne({ ...record, ...said } as never);
    } catch (error) {
      if (isDuplicateKey(error)) throw bankChanged();
      throw error;
    }
    this.outbox.kick(QuestionBankModel);
    return version;
  }

  /** 0 while there is none. */
  private async newest(jurisdiction: Jurisdiction, category: string): Promise<number> {
    const found = await QuestionBankModel.findOne({ jurisdiction, category }, { version: 1 })
      .sort({ version: -1 })
      .lean<QuestionBankRecord>();
    return found?.version ?? 0;
  }

  /** Which codes of the category have a blueprint of their own. */
  async codesWithBlueprint(jurisdiction: Jurisdiction, category: Category): Promise<Set<string>> {
    const found = await BlueprintModel.find({ jurisdiction, category, code: trusted({ $ne: '' }) } as never, { code: 1 })
      .limit(1000)
      .lean<BlueprintRecord[]>();
    return new Set(found.map((one) => one.code));
  }
}

/** Of these, what an exam of the code is drawn from. */
export const examQuestions = (questions: readonly BankQuestion[], code = ''): BankQuestion[] =>
  questions.filter((one) => one.pool !== 'PRACTICE' && (!one.codes || one.codes.includes(code)));

const bankChanged = () => conflict('QUESTION_BANK_CHANGED', '题库刚刚发布了新版本，请刷新后再发布');
