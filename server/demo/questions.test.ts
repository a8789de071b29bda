import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SAFETY_CODES } from '@jzt/shared/domain/categories';
import { PAPER_PLAN } from '@jzt/shared/domain/papers';
import { TRADES } from '@jzt/shared/domain/trades';
import { PACKS } from '@jzt/shared/policy/packs';
import { describe, expect, it } from '@jest/globals';
import { drawPaper } from '../src/features/exam/paper';
import type { QuestionPool } from '@jzt/shared/domain/questions';
import type { BankQuestion } from '../src/features/questionBank/questionBank.model';
import { BANKS, TOPICS, type ExamCategory, type Topic } from './banks';
import { CONTENT } from './content';
import { bankOf, readQuestions } from './questions';

const topics = Object.keys(TOPICS) as Topic[];
const all = topics.flatMap(readQuestions);
/** Everybody who sits an exam: the category, and the code where there are codes. */
const candidates: [string, ExamCategory, string | undefined][] = [
  ...SAFETY_CODES.map((code): [string, ExamCategory, string] => [`安管人员 ${code}`, 'SAFETY_MGMT', code]),
  ...Object.entries(TRADES).map(([code, name]): [string, ExamCategory, string] => [`特种作业 ${code} ${name}`, 'SPECIAL_OP', code]),
  ['现场专业人员', 'SITE_MANAGER', undefined],
  ['技术工人', 'SKILLED_WORKER', undefined],
  ['质量检测人员', 'QUALITY_TESTER', undefined],
];
const questionsOf = (category: ExamCategory, code?: string, pool?: QuestionPool): BankQuestion[] =>
  bankOf(category).filter((one) => (!one.codes || one.codes.includes(code ?? '')) && (!pool || one.pool === pool));

/** Words alone: no spaces, no signs. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const pairs = (text: string): Set<string> => new Set([...text.slice(1)].map((letter, at) => text[at]! + letter));

/** How much of two texts is the same, by pairs of letters: 0 to 1. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let same = 0;
  for (const pair of one) if (other.has(pair)) same++;
  return (2 * same) / (one.size + other.size);
}

describe('the question banks of the demo', () => {
  it('there is a bank for every category that a province examines', () => {
    const examined = PACKS.flatMap((pack) => Object.entries(pack.kinds).flatMap(([category, kind]) => (kind.exam ? [category] : [])));
    expect(new Set(examined)).toEqual(new Set(Object.keys(BANKS)));
  });

  it('every file is a topic and every topic is examined somewhere', () => {
    expect(readdirSync(join(CONTENT, 'questions')).sort()).toEqual(topics.map((one) => `${one}.txt`).sort());
    const used = new Set(Object.values(BANKS).flatMap((parts) => parts.flatMap((part): readonly Topic[] => part.topics)));
    expect(topics.filter((one) => !used.has(one))).toEqual([]);
  });

  it.each(candidates)('%s: at least 120 different questions, and papers from either pool, which share none', (_name, category, code) => {
    const [exam, practice] = [questionsOf(category, code, 'EXAM'), questionsOf(category, code, 'PRACTICE')];
    const stems = [...exam, ...practice].map((one) => plain(one.stem));
    expect(new Set(stems).size).toBe(stems.length);
    expect(stems.length).toBeGreaterThanOrEqual(120);
    expect(exam.length).toBeGreaterThan(practice.length);
    for (const pool of [exam, practice]) expect(drawPaper(pool, PAPER_PLAN, () => 0)).toHaveLength(35);
    const ids = new Set(exam.map((one) => one.id));
    expect(practice.filter((one) => ids.has(one.id))).toEqual([]);
  });

  it('no two questions of any topics ask nearly the same', () => {
    const stems = all.map((one) => ({ id: one.id, stem: one.stem, pairs: pairs(plain(one.stem)) }));
    const twins = stems.flatMap((one, at) =>
      stems
        .slice(at + 1)
        .flatMap((other) => (alike(one.pairs, other.pairs) > 0.8 ? [`${one.id} ${one.stem} = ${other.id} ${other.stem}`] : [])),
    );
    expect(twins).toEqual([]);
  });

  it('options differ; one is right for single, two or more for multiple, and a multiple choice has a wrong one more often than not', () => {
    const faults = all.filter(({ kind, options, answer }) => {
      const texts = new Set(options.map((one) => plain(one.text)));
      if (texts.size !== options.length || texts.has('')) return true;
      if (kind === 'MULTIPLE') return options.length < 4 || options.length > 6 || answer.length < 2;
      return answer.length !== 1 || (kind === 'SINGLE' && options.length !== 4);
    });
    expect(faults).toEqual([]);
    const multiple = all.filter((one) => one.kind === 'MULTIPLE');
    expect(multiple.filter((one) => one.answer.length < one.options.length).length).toBeGreaterThan(multiple.length / 2);
  });

  it('the right answer stands at every place', () => {
    const singles = all.filter((one) => one.kind === 'SINGLE');
    for (const key of ['A', 'B', 'C', 'D']) {
      const share = singles.filter((one) => one.answer[0] === key).length / singles.length;
      expect({ key, share, even: share > 0.15 && share < 0.35 }).toMatchObject({ key, even: true });
    }
    const judged = all.filter((one) => one.kind === 'JUDGE');
    const right = judged.filter((one) => one.answer[0] === 'T').length / judged.length;
    expect(right).toBeGreaterThan(0.35);
    expect(right).toBeLessThan(0.65);
  });

  it('every question says why, and where that stands', () => {
    expect(all.filter((one) => plain(one.explanation).length < 8)).toEqual([]);
    for (const difficulty of [1, 2, 3]) expect(all.filter((one) => one.difficulty === difficulty).length).toBeGreaterThan(all.length / 20);
  });
});
