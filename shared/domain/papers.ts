import { DIFFICULTY_LABELS, QUESTION_KIND_LABELS, type Difficulty, type QuestionKind } from './questions';

/** One line of a blueprint (组卷方案): how many questions of a kind, of which topic and difficulty, and what each is worth. Absent: of any. */
export interface PaperRow {
  kind: QuestionKind;
  topic?: string;
  difficulty?: Difficulty;
  count: number;
  score: number;
}

/** What a blueprint looks at of a question. */
export interface Fitting {
  id: string;
  kind: QuestionKind;
  topic?: string;
  difficulty?: Difficulty;
}

/** The full mark of every paper: pass marks are points of it. */
export const FULL_MARK = 100;
/** Of one paper. */
export const MOST_QUESTIONS = 200;

/** The usual composition of the computer exam, where nobody has made a blueprint (demonstration value, A-23). */
export const PAPER_PLAN: readonly PaperRow[] = [
  { kind: 'SINGLE', count: 20, score: 3 },
  { kind: 'MULTIPLE', count: 5, score: 4 },
  { kind: 'JUDGE', count: 10, score: 2 },
];

export const fullMarkOf = (plan: readonly PaperRow[]): number => plan.reduce((sum, one) => sum + one.count * one.score, 0);

const fits = (row: PaperRow, one: Fitting): boolean =>
  one.kind === row.kind &&
  (row.topic === undefined || one.topic === row.topic) &&
  (row.difficulty === undefined || one.difficulty === row.difficulty);

/** 单选题“临时用电”（难） */
export const rowWords = ({ kind, topic, difficulty }: Pick<PaperRow, 'kind' | 'topic' | 'difficulty'>): string =>
  `${QUESTION_KIND_LABELS[kind]}${topic ? `“${topic}”` : ''}${difficulty ? `（${DIFFICULTY_LABELS[difficulty]}）` : ''}`;

/**
 * Which questions each row takes, none twice: in the order of `bank`, so that a shuffled bank gives a random paper. Where rows overlap
 * (a topic, and a difficulty of every topic) what one has taken is given back when another has no choice. Undefined when it cannot be done.
 */
export function fill<Q extends Fitting>(plan: readonly PaperRow[], bank: readonly Q[]): Q[][] | undefined {
  const fitting = plan.map((row) => bank.filter((one) => fits(row, one)));
  const takenBy = new Map<string, number>();
  const take = (row: number, seen: Set<string>): boolean => {
    for (const { id } of fitting[row]!) {
      if (seen.has(id)) continue;
      const owner = takenBy.get(id);
      if (owner === row) continue;
      seen.add(id);
      if (owner === undefined || take(owner, seen)) {
        takenBy.set(id, row);
        return true;
      }
    }
    return false;
  };
  // What is asked for most narrowly chooses first.
  const order = plan.map((_row, at) => at).sort((one, other) => fitting[one]!.length - fitting[other]!.length);
  for (const row of order) for (let count = plan[row]!.count; count > 0; count--) if (!take(row, new Set())) return undefined;
  return fitting.map((questions, row) => questions.filter(({ id }) => takenBy.get(id) === row));
}

/** Does the bank fill the paper? What is missing, a sentence each; empty when nothing is. */
export function shortages(plan: readonly PaperRow[], bank: readonly Fitting[]): string[] {
  const missing = plan.flatMap((row) => {
    const found = bank.filter((one) => fits(row, one)).length;
    return found < row.count ? [`${rowWords(row)}要${row.count}道，题库只有${found}道`] : [];
  });
  if (missing.length || fill(plan, bank)) return missing;
  return plan
    .map((row) => row.kind)
    .filter((kind, at, all) => all.indexOf(kind) === at)
    .flatMap((kind) => {
      const rows = plan.filter((row) => row.kind === kind);
      if (fill(rows, bank)) return [];
      return [`${QUESTION_KIND_LABELS[kind]}的各行要用到同样的题，合起来${rows.reduce((sum, one) => sum + one.count, 0)}道不够分`];
    });
}

/** What is wrong with a blueprint itself, as one sentence; undefined when it holds. */
export function faultOfPlan(plan: readonly PaperRow[]): string | undefined {
  const keys = plan.map(rowWords);
  const twice = keys.find((key, at) => keys.indexOf(key) < at);
  if (twice) return `${twice}写了两行，请合成一行`;
  const uneven = plan.find((row) => plan.some((other) => other.kind === row.kind && other.score !== row.score));
  if (uneven) return `${QUESTION_KIND_LABELS[uneven.kind]}每题的分数要一样`;
  if (plan.reduce((sum, row) => sum + row.count, 0) > MOST_QUESTIONS) return `一份试卷最多${MOST_QUESTIONS}道题`;
  const mark = fullMarkOf(plan);
  return mark === FULL_MARK ? undefined : `满分要是${FULL_MARK}分，现在合计${mark}分`;
}
