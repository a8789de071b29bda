import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { fullMarkOf, PAPER_PLAN } from '@jzt/shared/domain/papers';
import type { BankQuestion } from '../questionBank/questionBank.model';
import { BankTooSmall, drawPaper, mark, mergeAnswers } from './paper';

const question = (kind: BankQuestion['kind'], at: number): BankQuestion => {
  const options =
    kind === 'JUDGE'
      ? [
          { key: 'T', text: '对' },
          { key: 'F', text: '错' },
        ]
      : ['A', 'B', 'C', 'D'].map((key) => ({ key, text: `${kind}${at}-${key}` }));
  return {
    id: `${kind}-${at}`,
    kind,
    stem: `题${at}`,
    options,
    answer: kind === 'JUDGE' ? ['T'] : kind === 'SINGLE' ? ['B'] : ['A', 'D'],
  };
};
const bank = [...Array(30).keys()].flatMap((at) => (['SINGLE', 'MULTIPLE', 'JUDGE'] as const).map((kind) => question(kind, at)));
const source = (seeds: readonly number[]) => {
  let at = 0;
  return (below: number) => seeds[at++ % seeds.length]! % below;
};

describe('exam paper (design.md section 7)', () => {
  it('QH-17 a drawn paper has the planned questions once each, and its right answers earn the full mark', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), (seeds) => {
        const paper = drawPaper(bank, PAPER_PLAN, source(seeds));
        expect(new Set(paper.map((one) => one.id)).size).toBe(35);
        const right = Object.fromEntries(paper.map((one) => [one.id, { choice: one.answer, version: 1 }]));
        expect(mark(paper, right)).toBe(fullMarkOf(PAPER_PLAN));
        for (const one of paper) {
          const original = bank.find((other) => other.id === one.id)!;
          const textOf = (options: BankQuestion['options'], keys: string[]) =>
            options
              .filter((option) => keys.includes(option.key))
              .map((option) => option.text)
              .sort();
          expect(textOf(one.options, one.answer)).toEqual(textOf(original.options, original.answer));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('a bank that is too small draws nothing', () => {
    expect(() => drawPaper(bank.slice(0, 9), PAPER_PLAN, () => 0)).toThrow(BankTooSmall);
  });

  it('a multiple choice counts only when all right ones and no wrong one are chosen', () => {
    const paper = drawPaper(bank, [{ kind: 'MULTIPLE', count: 1, score: 4 }], () => 0);
    const { id, answer } = paper[0]!;
    expect(mark(paper, { [id]: { choice: [...answer].reverse(), version: 1 } })).toBe(4);
    expect(mark(paper, { [id]: { choice: answer.slice(1), version: 1 } })).toBe(0);
    expect(mark(paper, { [id]: { choice: ['A', 'B', 'C', 'D'], version: 1 } })).toBe(0);
  });

  it('merging keeps the later version, whatever the order, and ignores unknown questions and options', () => {
    const paper = drawPaper(bank, [{ kind: 'SINGLE', count: 2, score: 1 }], () => 0);
    const id = paper[0]!.id;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            questionId: fc.constantFrom(id, 'unknown'),
            choice: fc.constantFrom('A', 'B', 'Z').map((key) => [key]),
            version: fc.integer({ min: 1, max: 9 }),
          }),
        ),
        (sent) => {
          const merged = mergeAnswers({}, sent, paper);
          const valid = sent.filter((one) => one.questionId === id && one.choice[0] !== 'Z');
          expect(merged[id]?.version).toBe(valid.length ? Math.max(...valid.map((one) => one.version)) : undefined);
          expect(merged.unknown).toBeUndefined();
        },
      ),
    );
  });
});
