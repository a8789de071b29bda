import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { faultOfPlan, fill, PAPER_PLAN, shortages, type Fitting, type PaperRow } from './papers';
import { DIFFICULTIES, QUESTION_KINDS, faultOfChoices, plainWords, type QuestionKind } from './questions';

const TOPICS = ['临时用电', '高处作业', '消防安全'];
const question = fc.record({
  kind: fc.constantFrom(...QUESTION_KINDS),
  topic: fc.constantFrom(...TOPICS),
  difficulty: fc.constantFrom(...DIFFICULTIES),
});
const banks = fc.array(question, { maxLength: 30 }).map((all) => all.map((one, at): Fitting => ({ id: `q${at}`, ...one })));
const rows = fc.array(
  fc.record(
    {
      kind: fc.constantFrom(...QUESTION_KINDS),
      topic: fc.constantFrom(...TOPICS),
      difficulty: fc.constantFrom(...DIFFICULTIES),
      count: fc.integer({ min: 1, max: 4 }),
      score: fc.constant(1),
    },
    { requiredKeys: ['kind', 'count', 'score'] },
  ),
  { minLength: 1, maxLength: 5 },
) as fc.Arbitrary<PaperRow[]>;

const fits = (row: PaperRow, one: Fitting) =>
  row.kind === one.kind && (!row.topic || row.topic === one.topic) && (!row.difficulty || row.difficulty === one.difficulty);
/** Hall's condition over all sets of rows: can it be done at all? */
const possible = (plan: readonly PaperRow[], bank: readonly Fitting[]): boolean =>
  Array.from({ length: 2 ** plan.length }, (_, mask) => plan.filter((_row, at) => mask & (1 << at))).every(
    (some) => bank.filter((one) => some.some((row) => fits(row, one))).length >= some.reduce((sum, row) => sum + row.count, 0),
  );

describe('papers by blueprint', () => {
  it('fills every plan that can be filled, each question once and in a row it fits, and says what is missing of the others', () => {
    fc.assert(
      fc.property(rows, banks, (plan, bank) => {
        const drawn = fill(plan, bank);
        expect(drawn !== undefined).toBe(possible(plan, bank));
        expect(shortages(plan, bank).length === 0).toBe(drawn !== undefined);
        if (!drawn) return;
        const ids = drawn.flat().map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        drawn.forEach((questions, at) => {
          expect(questions).toHaveLength(plan[at]!.count);
          expect(questions.every((one) => fits(plan[at]!, one))).toBe(true);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('gives back what a wide row took when a narrow one has no other', () => {
    const bank = ['1', '2'].map((id, at): Fitting => ({ id, kind: 'SINGLE', topic: TOPICS[at], difficulty: 3 }));
    const plan: PaperRow[] = [
      { kind: 'SINGLE', difficulty: 3, count: 1, score: 1 },
      { kind: 'SINGLE', topic: TOPICS[0], count: 1, score: 1 },
    ];
    expect(fill(plan, bank)!.map((row) => row.map((one) => one.id))).toEqual([['2'], ['1']]);
    expect(shortages(plan, bank.slice(0, 1))).toEqual(['单选题的各行要用到同样的题，合起来2道不够分']);
    expect(shortages([{ kind: 'JUDGE', topic: '消防安全', difficulty: 3, count: 2, score: 1 }], bank)).toEqual([
      '判断题“消防安全”（难）要2道，题库只有0道',
    ]);
  });

  it('a blueprint comes to 100 points, with one score a kind and no row twice', () => {
    expect(faultOfPlan(PAPER_PLAN)).toBeUndefined();
    const single = (count: number, score: number, topic?: string): PaperRow => ({ kind: 'SINGLE', count, score, topic });
    expect(faultOfPlan([single(33, 3)])).toBe('满分要是100分，现在合计99分');
    expect(faultOfPlan([single(25, 2), single(25, 2)])).toBe('单选题写了两行，请合成一行');
    expect(faultOfPlan([single(30, 2), single(10, 4, '消防安全')])).toBe('单选题每题的分数要一样');
    expect(faultOfPlan([single(201, 2)])).toBe('一份试卷最多200道题');
  });
});

describe('questions', () => {
  it('two texts that differ in spaces, signs, width and case alone say the same', () => {
    expect(plainWords('安全带，应 高挂低用（Ａ类）？')).toBe(plainWords('安全带应高挂低用(a类)'));
    expect(plainWords('不得少于2人')).not.toBe(plainWords('不得少于3人'));
  });

  it('says what is wrong with options and answer', () => {
    const fault = (kind: QuestionKind, texts: string[], answer: string[]) =>
      faultOfChoices({ kind, options: texts.map((text, at) => ({ key: 'ABCDEF'[at]!, text })), answer });
    expect(fault('SINGLE', ['甲', '乙', '丙'], ['B'])).toBeUndefined();
    expect(fault('SINGLE', ['甲', '乙'], ['B'])).toBe('单选题至少要有3个选项');
    expect(fault('SINGLE', ['甲', '乙', '甲 '], ['B'])).toBe('选项A和C一样');
    expect(fault('SINGLE', ['甲', '乙', '丙'], ['A', 'B'])).toBe('单选题要有一个答案');
    expect(fault('SINGLE', ['甲', '乙', '丙'], ['D'])).toBe('答案D没有对应的选项');
    expect(fault('MULTIPLE', ['甲', '乙', '丙', '丁'], ['A'])).toBe('多选题至少有两个答案');
    expect(fault('MULTIPLE', ['甲', '乙', '丙', '丁'], ['A', 'D'])).toBeUndefined();
    expect(fault('JUDGE', [], ['A'])).toBe('判断题的答案是“对”或“错”');

    expect(
      faultOfChoices({
        kind: 'SINGLE',
        options: [
          { key: 'A', text: '甲' },
          { key: 'C', text: '乙' },
        ],
        answer: ['A'],
      }),
    ).toContain('中间不能空');
  });
});
