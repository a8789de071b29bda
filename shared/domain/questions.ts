/** 单选, 多选, 判断. */
export const QUESTION_KINDS = ['SINGLE', 'MULTIPLE', 'JUDGE'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const QUESTION_KIND_LABELS: Record<QuestionKind, string> = { SINGLE: '单选题', MULTIPLE: '多选题', JUDGE: '判断题' };

/** What exams are drawn from, and what people practise with: never the same questions. */
export const QUESTION_POOLS = ['EXAM', 'PRACTICE'] as const;
export type QuestionPool = (typeof QUESTION_POOLS)[number];
export const QUESTION_POOL_LABELS: Record<QuestionPool, string> = { EXAM: '考试', PRACTICE: '练习' };

export const DIFFICULTIES = [1, 2, 3] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
export const DIFFICULTY_LABELS: Record<Difficulty, string> = { 1: '易', 2: '中', 3: '难' };

/** The two options of every judgement. */
export const JUDGE_OPTIONS = [
  { key: 'T', text: '对' },
  { key: 'F', text: '错' },
] as const;
/** The letters of the options of a choice. */
export const OPTION_KEYS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

export interface Choices {
  kind: QuestionKind;
  options: readonly { key: string; text: string }[];
  /** Keys of the right options. */
  answer: readonly string[];
}

/** Words alone, in one spelling: what is left of a text without spaces, punctuation, case and full-width forms. Two texts of the same say the same. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Sm}]/gu, '');

/** What is wrong with the options and the key of a question, as one sentence; undefined when they hold. */
export function faultOfChoices({ kind, options, answer }: Choices): string | undefined {
  if (kind === 'JUDGE') return answer.length === 1 && ['T', 'F'].includes(answer[0]!) ? undefined : '判断题的答案是“对”或“错”';
  if (options.some((one, at) => one.key !== OPTION_KEYS[at])) return '选项要从A起连着填，中间不能空';
  const [least, name] = kind === 'SINGLE' ? [3, '单选题'] : [4, '多选题'];
  if (options.length < least) return `${name}至少要有${least}个选项`;
  const texts = options.map((one) => one.text.normalize('NFKC').replace(/\s/g, ''));
  const same = texts.findIndex((text, at) => texts.indexOf(text) < at);
  if (same >= 0) return `选项${OPTION_KEYS[texts.indexOf(texts[same]!)]}和${OPTION_KEYS[same]}一样`;
  const unknown = answer.find((key) => !options.some((one) => one.key === key));
  if (unknown) return `答案${unknown}没有对应的选项`;
  if (kind === 'SINGLE') return answer.length === 1 ? undefined : '单选题要有一个答案';
  return answer.length >= 2 ? undefined : '多选题至少有两个答案';
}
