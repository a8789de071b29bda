import { fill, shortages, type PaperRow } from '@jzt/shared/domain/papers';
import { QUESTION_KINDS } from '@jzt/shared/domain/questions';
import type { BankQuestion } from '../questionBank/questionBank.model';
import type { PaperQuestion, StoredAnswer } from './exam.model';

/** Shuffles with a given source of randomness, `random(n)` in 0…n-1. */
function shuffle<T>(list: readonly T[], random: (below: number) => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** Thrown when the bank cannot fill the paper; nobody sits half an exam. */
export class BankTooSmall extends Error {}

/**
 * Draws one candidate's paper: questions without repetition, in random order inside each kind, options of choices shuffled.
 * The letters stay A, B, C… in the order shown, so that the key is rewritten with them.
 */
export function drawPaper(bank: readonly BankQuestion[], plan: readonly PaperRow[], random: (below: number) => number): PaperQuestion[] {
  const rows = fill(plan, shuffle(bank, random));
  if (!rows) throw new BankTooSmall(shortages(plan, bank).join('；'));
  const drawn = rows.flatMap((questions, at) => questions.map((question) => ({ question, score: plan[at]!.score })));
  return QUESTION_KINDS.flatMap((kind) =>
    shuffle(
      drawn.filter(({ question }) => question.kind === kind),
      random,
    ).map(({ question, score }) => freeze(question, score, random)),
  );
}

function freeze(question: BankQuestion, score: number, random: (below: number) => number): PaperQuestion {
  const { id, kind, stem, answer, pictureFileId } = question;
  const head = { id, kind, stem, ...(pictureFileId && { pictureFileId }) };
  if (kind === 'JUDGE') return { ...head, options: question.options, score, answer };
  const options = shuffle(question.options, random).map((option, at) => ({
    from: option.key,
    key: String.fromCharCode(65 + at),
    text: option.text,
  }));
  return {
    ...head,
    score,
    options: options.map(({ key, text }) => ({ key, text })),
    answer: options
      .filter((one) => answer.includes(one.from))
      .map((one) => one.key)
      .sort(),
  };
}

/** Marks the answers: a question counts in full or not at all. */
export function mark(paper: readonly PaperQuestion[], answers: Readonly<Record<string, StoredAnswer>>): number {
  const sound = soundAnswers(paper, answers);
  return paper.reduce((sum, question) => sum + (sameChoice(sound[question.id]?.choice ?? [], question.answer) ? question.score : 0), 0);
}

/** Is it an answer to a question of this paper, made of that question's options, each once? */
export function faultOf(paper: readonly PaperQuestion[], questionId: string, choice: readonly string[]): 'QUESTION' | 'OPTION' | undefined {
  const question = paper.find((one) => one.id === questionId);
  if (!question) return 'QUESTION';
  const known = choice.every((key, at) => question.options.some((option) => option.key === key) && choice.indexOf(key) === at);
  return known ? undefined : 'OPTION';
}

/** What of the stored answers belongs to the paper; junk that got in before there were limits is left behind. */
export function soundAnswers(
  paper: readonly PaperQuestion[],
  answers: Readonly<Record<string, StoredAnswer>>,
): Record<string, StoredAnswer> {
  const kept = paper.flatMap((question): [string, StoredAnswer][] => {
    const stored = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return stored && !faultOf(paper, question.id, stored.choice) ? [[question.id, stored]] : [];
  });
  return Object.fromEntries(kept);
}

const sameChoice = (chosen: readonly string[], answer: readonly string[]): boolean =>
  [...new Set(chosen)].sort().join() === [...answer].sort().join();

/** Later versions win; an answer that the phone kept and the server never saw is taken over at submission. */
export function mergeAnswers(
  stored: Readonly<Record<string, StoredAnswer>>,
  sent: readonly { questionId: string; choice: string[]; version: number }[],
  paper: readonly PaperQuestion[],
): Record<string, StoredAnswer> {
  const merged = soundAnswers(paper, stored);
  for (const { questionId, choice, version } of sent) {
    if (faultOf(paper, questionId, choice)) continue;
    if (version > (merged[questionId]?.version ?? 0)) merged[questionId] = { choice, version };
  }
  return merged;
}
