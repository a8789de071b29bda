import { Inject, Singleton } from '@midwayjs/core';
import type { BankSummary, Blueprint, PaperRow } from '@jzt/shared/contract/questionBank';
import { CATEGORIES, CATEGORY_LABELS, type Category } from '@jzt/shared/domain/categories';
import { CODES } from '@jzt/shared/domain/codes';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { faultOfPlan, shortages } from '@jzt/shared/domain/papers';
import { describe } from '@jzt/shared/policy/words';
import { isDeepStrictEqual } from 'node:util';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { Outbox, type NewOutboxEntry } from '../../platform/outbox';
import { Persons } from '../person/person.service';
import { BlueprintModel, type BankQuestion } from './questionBank.model';
import { examQuestions, QuestionBanks } from './questionBank.service';
import { Questions } from './questions.service';

const blueprintChanged = () => conflict('BLUEPRINT_CHANGED', '组卷方案刚刚被改过，请刷新后再保存');

/** The authority's desk of its banks: what is published, whether it suffices, how papers are put together. */
@Singleton()
export class BankDesk {
  @Inject() private readonly banks: QuestionBanks;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly questions: Questions;

  /** Of every category that the law of the place examines. */
  async list({ jurisdiction }: Caller): Promise<BankSummary[]> {
    return jurisdiction ? Promise.all(this.examined(jurisdiction).map((category) => this.summary(jurisdiction, category))) : [];
  }

  /** Throws NO_EXAM, QUESTION_BANK_CHANGED, NOTHING_TO_PUBLISH. */
  async publish(caller: Caller, category: Category, version: number): Promise<BankSummary> {
    const jurisdiction = this.placeOf(caller, category);
    const questions = await this.questions.approved(jurisdiction, category);
    const published = await this.banks.published(jurisdiction, category);
    if ((published?.version ?? 0) === version && !changes(published?.questions ?? [], questions))
      throw conflict('NOTHING_TO_PUBLISH', '复核通过的考题和已发布的题库一样，不用再发布');
    const next = version + 1;
    const outcome = `第${next}版，${questions.length}道题`;
    const { name, audit } = await this.audited(caller, 'QuestionBank.publish', `${category}#${next}`, outcome);
    await this.banks.publish(jurisdiction, category, questions, { name, follow: [audit], after: version });
    return this.summary(jurisdiction, category);
  }

  async blueprint(caller: Caller, category: Category, code?: string): Promise<Blueprint> {
    const jurisdiction = this.placeOf(caller, category);
    const [approved, rows, made, own] = await Promise.all([
      this.questions.approved(jurisdiction, category),
      this.banks.paperPlan(jurisdiction, { category, code }),
      this.banks.blueprint(jurisdiction, category, code ?? ''),
      this.banks.codesWithBlueprint(jurisdiction, category),
    ]);
    const bank = examQuestions(approved, code);
    return {
      category,
      categoryZh: CATEGORY_LABELS[category],
      code,
      subjectZh: describe({ category, code } as never),
      codes: (CODES[category] ?? []).map((each) => ({
        code: each,
        labelZh: describe({ category, code: each } as never),
        own: own.has(each),
      })),
      version: made?.version ?? 0,
      rows: rows.map((row) => ({ ...row })),
      stock: stockOf(code === undefined ? approved.filter((one) => one.pool !== 'PRACTICE') : bank),
      // Where codes have questions of their own, the category alone says nothing.
      shortages: code === undefined && CODES[category] ? [] : shortages(rows, bank),
    };
  }

  /** Throws NO_EXAM, CODE_UNKNOWN, BLUEPRINT_WRONG, BLUEPRINT_CHANGED. */
  async setBlueprint(
    caller: Caller,
    category: Category,
    { code, rows, version }: { code?: string; rows: PaperRow[]; version: number },
  ): Promise<Blueprint> {
    const jurisdiction = this.placeOf(caller, category);
    if (code !== undefined && !CODES[category]?.includes(code)) throw badInput('CODE_UNKNOWN', '没有这个工种或岗位，请重新选择');
    const fault = faultOfPlan(rows);
    if (fault) throw badInput('BLUEPRINT_WRONG', fault);
    if (((await this.banks.blueprint(jurisdiction, category, code ?? ''))?.version ?? 0) !== version) throw blueprintChanged();
    const [next, at] = [version + 1, this.clock.now()];
    const { audit } = await this.audited(caller, 'Blueprint.publish', `${category}${code ?? ''}#${next}`, `第${next}版`);
    const record = { _id: new Types.ObjectId(), jurisdiction, category, code: code ?? '', version: next, publishedAt: at, rows };
    try {
      await BlueprintModel.create({ ...record, outbox: this.outbox.stamp([audit], at) } as never);
    } catch (error) {
      if (isDuplicateKey(error)) throw blueprintChanged();
      throw error;
    }
    this.outbox.kick(BlueprintModel);
    return this.blueprint(caller, category, code);
  }

  private async summary(jurisdiction: Jurisdiction, category: Category): Promise<BankSummary> {
    const [counts, approved, published] = [
      await this.questions.counts(jurisdiction, category),
      await this.questions.approved(jurisdiction, category),
      await this.banks.published(jurisdiction, category),
    ];
    return {
      category,
      categoryZh: CATEGORY_LABELS[category],
      version: published?.version,
      publishedAt: published?.publishedAt.toISOString(),
      publishedBy: published?.publishedBy,
      inUse: counts.IN_USE ?? 0,
      pending: counts.PENDING ?? 0,
      returned: counts.RETURNED ?? 0,
      withdrawn: counts.WITHDRAWN ?? 0,
      unpublished: changes(published?.questions ?? [], approved),
      shortages: await this.shortOf(jurisdiction, category, published?.questions ?? []),
    };
  }

  /** Every code that people sit an exam for; those that lack the same are one line. */
  private async shortOf(jurisdiction: Jurisdiction, category: Category, bank: readonly BankQuestion[]): Promise<BankSummary['shortages']> {
    const found = new Map<string, string[]>();
    for (const code of CODES[category] ?? [undefined]) {
      const words = shortages(await this.banks.paperPlan(jurisdiction, { category, code }), examQuestions(bank, code));
      if (words.length) found.set(words.join('\n'), [...(found.get(words.join('\n')) ?? []), describe({ category, code } as never)]);
    }
    return [...found].map(([words, subjects]) => ({ subjectZh: subjects.join('、'), words: words.split('\n') }));
  }

  private examined(jurisdiction: Jurisdiction): Category[] {
    const { kinds } = this.law.in(jurisdiction).pack;
    return CATEGORIES.filter((category) => kinds[category]?.exam);
  }

  /** Throws NO_EXAM where the law of the caller's place examines no such thing. */
  private placeOf({ jurisdiction }: Caller, category: Category): Jurisdiction {
    if (jurisdiction && this.examined(jurisdiction).includes(category)) return jurisdiction;
    throw conflict('NO_EXAM', `${CATEGORY_LABELS[category]}在本省不考试，没有题库`);
  }

  private async audited(
    caller: Caller,
    action: string,
    subjectId: string,
    outcome: string,
  ): Promise<{ name: string; audit: NewOutboxEntry }> {
    const name = this.persons.displayName(await this.persons.get(caller.personId));
    const who = { actorRole: caller.role, actorId: caller.personId, actorName: name, jurisdiction: caller.jurisdiction };
    const subjectKind = action.slice(0, action.indexOf('.'));
    return { name, audit: { topic: 'audit', payload: { action, subjectKind, subjectId, outcome, at: this.clock.now(), ...who } } };
  }
}

/** How many questions were added, changed or taken out. */
function changes(before: readonly BankQuestion[], after: readonly BankQuestion[]): number {
  const earlier = new Map(before.map((one) => [one.id, one]));
  const kept = after.filter((one) => earlier.has(one.id));
  const changed = kept.filter((one) => !isDeepStrictEqual(said(earlier.get(one.id)!), said(one))).length;
  return changed + (after.length - kept.length) + (before.length - kept.length);
}

/** Without what an old bank left unsaid. */
const said = (one: BankQuestion) =>
  Object.fromEntries(Object.entries({ pool: 'EXAM', topic: '未分类', difficulty: 2, ...one }).filter(([, value]) => value !== undefined));

function stockOf(bank: readonly BankQuestion[]): Blueprint['stock'] {
  const counts = new Map<string, Blueprint['stock'][number]>();
  for (const { topic = '未分类', kind, difficulty = 2 } of bank) {
    const key = `${topic}|${kind}|${difficulty}`;
    const found = counts.get(key);
    if (found) found.count += 1;
    else counts.set(key, { topic, kind, difficulty, count: 1 });
  }
  return [...counts.values()].sort((one, other) => one.topic.localeCompare(other.topic, 'zh') || one.difficulty - other.difficulty);
}
