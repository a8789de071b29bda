import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGE_OPTIONS, type Difficulty, type QuestionKind, type QuestionPool } from '@jzt/shared/domain/questions';
import type { BankQuestion } from '../src/features/questionBank/questionBank.model';
import { BANKS, TOPICS, type ExamCategory, type Topic } from './banks';
import { CONTENT } from './content';

const KINDS: Record<string, QuestionKind> = { S: 'SINGLE', M: 'MULTIPLE', J: 'JUDGE' };
const POOLS: Record<string, QuestionPool> = { '【考试】': 'EXAM', '【练习】': 'PRACTICE' };

/** A question as its file tells it; whose it is, the table of the banks says. */
export type TopicQuestion = Required<Omit<BankQuestion, 'codes' | 'source' | 'pictureFileId'>>;

/**
 * Reads a topic as a person writes it, three lines a question: kind, difficulty and stem; the options between ｜ with `*` before what is right
 * (对 or 错 for a judgement); `>` and why. A line 【考试】 or 【练习】 says which pool the questions below it belong to.
 */
export function readQuestions(topic: Topic): TopicQuestion[] {
  const lines = readFileSync(join(CONTENT, 'questions', `${topic}.txt`), 'utf8').split('\n');
  const questions: TopicQuestion[] = [];
  let pool: QuestionPool | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.trim();
    if (!line || line.startsWith('#')) continue;
    if (POOLS[line]) {
      pool = POOLS[line];
      continue;
    }
    const [, letter, difficulty, stem] = /^([SMJ])([123]) (.+)$/.exec(line) ?? [];
    const explanation = /^> (.+)$/.exec(lines[at + 2] ?? '')?.[1];
    if (!letter || !stem || !explanation || !pool) throw new Error(`${topic}.txt, line ${at + 1}: not a question`);
    const id = `${topic}-${questions.length + 1}`;
    const head = { id, pool, topic: TOPICS[topic], kind: KINDS[letter]!, difficulty: Number(difficulty) as Difficulty };
    questions.push({ ...head, stem, ...choices(head.kind, lines[at + 1]!.trim()), explanation });
    at += 2;
  }
  return questions;
}

function choices(kind: QuestionKind, line: string): Pick<BankQuestion, 'options' | 'answer'> {
  if (kind === 'JUDGE')
    return { options: [...JUDGE_OPTIONS], answer: JUDGE_OPTIONS.filter((one) => one.text === line).map((one) => one.key) };
  const options = line.split('｜').map((text, at) => ({ key: String.fromCharCode(65 + at), text }));
  return {
    options: options.map(({ key, text }) => ({ key, text: text.replace(/^\*/, '') })),
    answer: options.filter((one) => one.text.startsWith('*')).map((one) => one.key),
  };
}

/** The whole bank of a category, both pools; each question once, whoever it is for. */
export function bankOf(category: ExamCategory): BankQuestion[] {
  return BANKS[category].flatMap((part) =>
    part.topics.flatMap((topic) => readQuestions(topic).map((one) => ('codes' in part ? { ...one, codes: [...part.codes] } : one))),
  );
}
