import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Singleton } from '@midwayjs/core';
import type { QuestionContent, QuestionItem, QuestionView } from '@jzt/shared/contract/question';
import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { faultOfChoices, JUDGE_OPTIONS, plainWords } from '@jzt/shared/domain/questions';
import { question as machine } from '@jzt/shared/workflow/machines/question';
import { Types } from 'mongoose';
import { Cases } from '../../platform/cases';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, Refusal } from '../../platform/errors';
import { Files } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { findPage, newestFirst, type PageAsked } from '../../platform/pages';
import { findWithin, within } from '../../platform/policy';
import { Persons } from '../person/person.service';
import { QuestionModel, type Question, type WrittenQuestion } from './question.model';
import { demand, scope } from './question.policy';
import { presentQuestion, presentQuestionFully } from './question.presenter';
import { QuestionBanks } from './questionBank.service';
import type { BankQuestion } from './questionBank.model';

const MISSING = '没有找到这道考题';
const FASTER = { code: 'QUESTION_CHANGED', message: '这道题刚刚被改过，请刷新后再操作' };
/** Of what an old bank does not say. */
const UNSAID = { pool: 'EXAM', topic: '未分类', difficulty: 2 } as const;

export interface QuestionFilter {
  category?: Category;
  status?: Question['status'];
  pool?: string;
  kind?: string;
  topic?: string;
  difficulty?: number;
  words?: string;
}

/** 考题: written by one officer, reviewed by another, changed without touching what is in use. */
@Singleton()
export class Questions {
  @Inject() private readonly banks: QuestionBanks;
  @Inject() private readonly cases: Cases;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly files: Files;
  @Inject() private readonly persons: Persons;

  async list(caller: Caller, { category, words, ...asked }: QuestionFilter & PageAsked) {
    if (category) await this.adopt(caller.jurisdiction!, category);
    const { status, cursor, limit, ...facets } = asked;
    const filter = within(scope(caller), {
      ...(category && { category }),
      ...(status && { status }),
      ...Object.fromEntries(Object.entries(facets).flatMap(([name, value]) => (value === undefined ? [] : [[`shown.${name}`, value]]))),
      ...(words?.trim() && { 'shown.stem': trusted({ $regex: words.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') }) }),
    });
    const [{ items, nextCursor }, total] = await Promise.all([
      findPage<Question>(QuestionModel, filter, { cursor, limit }, newestFirst),
      QuestionModel.countDocuments(filter),
    ]);
    return { items: items.map((one): QuestionItem => presentQuestion(one, caller)), nextCursor, total };
  }

  async view(caller: Caller, id: string): Promise<QuestionView> {
    return presentQuestionFully(await this.of(caller, id), caller);
  }

  /** Throws QUESTION_WRONG, QUESTION_TWICE, PICTURE_MISSING. */
  async create(caller: Caller, category: Category, content: QuestionContent, op?: string): Promise<QuestionView> {
    const earlier = op && (await QuestionModel.findOne({ createdOp: op }).lean<Question>());
    if (earlier) return presentQuestionFully(earlier, caller);
    await this.adopt(caller.jurisdiction!, category);
    const shown = await this.checked(caller, category, content);
    return presentQuestionFully(await this.store(caller, category, shown, 'create', op), caller);
  }

  /** A new question as somebody wrote it, to be reviewed; the same `op` makes one. */
  async store(caller: Caller, category: Category, shown: WrittenQuestion, event: 'create' | 'import', op?: string): Promise<Question> {
    const _id = new Types.ObjectId();
    const fields = { jurisdiction: caller.jurisdiction!, category, key: _id.toHexString(), shown, revision: 0, earlier: [] };
    return this.cases.create<Question>(
      QuestionModel,
      machine,
      { _id, ...fields, prints: [plainWords(shown.stem)], authors: [caller.personId] } as never,
      { event, actor: await this.actor(caller, op) },
    );
  }

  /** Throws what `create` does, QUESTION_CHANGED or ILLEGAL_TRANSITION. */
  async edit(caller: Caller, id: string, input: { content: QuestionContent; version: number }, op?: string): Promise<QuestionView> {
    const one = await this.of(caller, id);
    demand(caller, 'EDIT_QUESTION', one);
    const shown = await this.checked(caller, one.category, input.content, id);
    const authors = one.status === 'IN_USE' ? [caller.personId] : [...new Set([...one.authors, caller.personId])];
    const prints = [...new Set([shown, ...(one.current ? [one.current] : [])].map(({ stem }) => plainWords(stem)))];
    return this.moved(caller, one, 'edit', input.version, op, { set: { shown, authors, prints }, unset: { reason: 1 } });
  }

  /** Each apart, each with its answer. Throws REASON_REQUIRED. */
  async review(
    caller: Caller,
    { items, decision, reason }: { items: { id: string; version: number }[]; decision: 'APPROVE' | 'RETURN'; reason?: string },
    op?: string,
  ): Promise<{ results: { id: string; ok: boolean; message: string }[] }> {
    if (decision === 'RETURN' && !reason) throw badInput('REASON_REQUIRED', '退回时请写明原因');
    const results = [];
    for (const { id, version } of items) {
      try {
        const one = await this.of(caller, id);
        demand(caller, 'REVIEW_QUESTION', one);
        await (decision === 'APPROVE'
          ? this.approve(caller, one, version, op)
          : this.moved(caller, one, 'returnQuestion', version, op, { reason, set: { reason } }));
        results.push({ id, ok: true, message: decision === 'APPROVE' ? '已通过' : '已退回' });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        results.push({ id, ok: false, message: error.message });
      }
    }
    return { results };
  }

  /** Back to what is in use. Throws NEVER_IN_USE. */
  async discard(caller: Caller, id: string, version: number, op?: string): Promise<QuestionView> {
    const one = await this.of(caller, id);
    demand(caller, 'EDIT_QUESTION', one);
    if (!one.current) throw conflict('NEVER_IN_USE', '这道题还没有通过过复核，没有可以退回的版本；不要了请停用');
    const set = { shown: one.current, prints: [plainWords(one.current.stem)], authors: [] };
    return this.moved(caller, one, 'discard', version, op, { set, unset: { reason: 1 } });
  }

  async withdraw(caller: Caller, id: string, { version, reason }: { version: number; reason: string }, op?: string): Promise<QuestionView> {
    const one = await this.of(caller, id);
    demand(caller, 'EDIT_QUESTION', one);
    return this.moved(caller, one, 'withdraw', version, op, { reason, set: { reason } });
  }

  /** Waiting, and written by others. */
  countToReview(caller: Caller): Promise<number> {
    return QuestionModel.countDocuments(within(scope(caller), { status: 'PENDING', authors: trusted({ $ne: caller.personId }) }) as never);
  }

  /** What the next version of the bank has. */
  async approved(jurisdiction: Jurisdiction, category: Category): Promise<BankQuestion[]> {
    await this.adopt(jurisdiction, category);
    const inUse = { current: trusted({ $exists: true }), status: trusted({ $ne: 'WITHDRAWN' }) };
    const found = await QuestionModel.find({ jurisdiction, category, ...inUse } as never, { key: 1, current: 1 })
      .sort({ _id: 1 })
      .lean<Question[]>();
    return found.map(({ key, current }) => ({ id: key, ...current! }));
  }

  /** How many there are in each state. */
  async counts(jurisdiction: Jurisdiction, category: Category): Promise<Partial<Record<Question['status'], number>>> {
    await this.adopt(jurisdiction, category);
    const found = await QuestionModel.aggregate<{ _id: Question['status']; count: number }>([
      { $match: { jurisdiction, category } },
      { $group: { _id: '$status', count: { $sum: 1 } } },
    ]);
    return Object.fromEntries(found.map(({ _id, count }) => [_id, count]));
  }

  /** Another question, not withdrawn, that says the same. */
  async sameAs(jurisdiction: Jurisdiction, category: Category, stems: readonly string[]): Promise<Map<string, Question>> {
    const prints = [...new Set(stems.map(plainWords))];
    const found = await QuestionModel.find({
      jurisdiction,
      category,
      prints: trusted({ $in: prints }),
      status: trusted({ $ne: 'WITHDRAWN' }),
    } as never).lean<Question[]>();
    return new Map(found.flatMap((one) => one.prints.map((print) => [print, one])));
  }

  /** A question as it is stored, or why it cannot be. Throws QUESTION_WRONG, QUESTION_TWICE, PICTURE_MISSING. */
  private async checked(caller: Caller, category: Category, content: QuestionContent, id?: string): Promise<WrittenQuestion> {
    const written = asWritten(content);
    const fault = faultOfChoices(written);
    if (fault) throw badInput('QUESTION_WRONG', fault, { fields: { options: fault } });
    const twin = (await this.sameAs(caller.jurisdiction!, category, [written.stem])).get(plainWords(written.stem));
    if (twin && twin._id.toHexString() !== id) throw twice(twin);
    const { pictureFileId } = written;
    const picture = pictureFileId && (await this.files.find(pictureFileId));
    if (pictureFileId && (!picture || picture.purpose !== 'QUESTION' || picture.ownerId !== caller.jurisdiction))
      throw badInput('PICTURE_MISSING', '图片没有找到，请重新上传');
    return written;
  }

  private async approve(caller: Caller, one: Question, version: number, op?: string): Promise<QuestionView> {
    const twins = await this.sameAs(one.jurisdiction, one.category, [one.shown.stem]);
    const twin = [...twins.values()].find((other) => !other._id.equals(one._id) && other.current);
    if (twin) throw twice(twin);
    const { current, revision } = one;
    return this.moved(caller, one, 'approve', version, op, {
      set: { current: one.shown, prints: [plainWords(one.shown.stem)], authors: [] },
      unset: { reason: 1 },
      inc: { revision: 1 },
      ...(current && { push: { earlier: { revision, approvedAt: approvedAtOf(one), content: current } } }),
    });
  }

  private async moved(
    caller: Caller,
    one: Question,
    event: 'edit' | 'approve' | 'returnQuestion' | 'discard' | 'withdraw',
    expectVersion: number,
    op: string | undefined,
    change: Pick<Parameters<Cases['move']>[2], 'set' | 'unset' | 'inc' | 'push' | 'reason'>,
  ): Promise<QuestionView> {
    const actor = await this.actor(caller, op);
    const after = await this.cases.move(QuestionModel, one._id, { machine, event, actor, expectVersion, lost: FASTER, ...change });
    return presentQuestionFully(after, caller);
  }

  /** Questions that were published before they had records get theirs, once; a repeat, or two at once, changes nothing. */
  private async adopt(jurisdiction: Jurisdiction, category: Category): Promise<void> {
    const bank = await this.banks.published(jurisdiction, category);
    if (!bank?.questions.length || (await QuestionModel.countDocuments({ jurisdiction, category })) >= bank.questions.length) return;
    const known = new Set((await QuestionModel.find({ jurisdiction, category }, { key: 1 }).lean<Question[]>()).map(({ key }) => key));
    const at = this.clock.now();
    const missing = bank.questions.filter(({ id }) => !known.has(id));
    const records = missing.map(({ id, ...said }) => {
      const shown: WrittenQuestion = { ...UNSAID, ...said };
      const own = {
        _id: idOf(bank.publishedAt, `${jurisdiction}|${category}|${id}`),
        jurisdiction,
        category,
        key: id,
        shown,
        current: shown,
        revision: 1,
        earlier: [],
      };
      const born = { status: 'IN_USE', version: 1, createdAt: at, updatedAt: bank.publishedAt, history: [], outbox: [] };
      return { ...own, ...born, prints: [plainWords(shown.stem)], authors: [] };
    });
    // Past Mongoose, like the banks themselves: a thousand at once.
    await QuestionModel.collection.insertMany(records as never, { ordered: false }).catch((error: { code?: number }) => {
      if (error.code !== 11000) throw error;
    });
  }

  private of(caller: Caller, id: string): Promise<Question> {
    return findWithin(QuestionModel, scope(caller), id, MISSING);
  }

  private async actor(caller: Caller, op?: string) {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }
}

/** A judgement has its two options, whatever was sent; the key in one order. */
export function asWritten(content: QuestionContent): WrittenQuestion {
  const options = content.kind === 'JUDGE' ? JUDGE_OPTIONS.map((one) => ({ ...one })) : content.options;
  return { ...content, options, answer: [...new Set(content.answer)].sort() };
}

/** Do they ask the same, with the same options and key? */
export const sameQuestion = (one: WrittenQuestion, other: WrittenQuestion): boolean =>
  isDeepStrictEqual([one.kind, one.options, one.answer], [other.kind, other.options, other.answer]);

/** The same id for the same question, however often it is taken over; as old as its publication, so that new questions stand before it. */
const idOf = (publishedAt: Date, key: string): Types.ObjectId =>
  new Types.ObjectId(
    Math.floor(publishedAt.getTime() / 1000)
      .toString(16)
      .padStart(8, '0') + createHash('sha256').update(key).digest('hex').slice(0, 16),
  );

const approvedAtOf = ({ history, createdAt }: Question): Date => history.findLast((line) => line.event === 'approve')?.at ?? createdAt;

const twice = ({ shown }: Question) =>
  conflict('QUESTION_TWICE', `题库里已有这道题：“${shown.stem.slice(0, 40)}”。要改请打开原题修改`, {
    fields: { stem: '题库里已有这道题' },
  });
