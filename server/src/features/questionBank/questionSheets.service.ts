import { Inject, Singleton } from '@midwayjs/core';
import { QuestionContent, type QuestionImport } from '@jzt/shared/contract/question';
import type { Category } from '@jzt/shared/domain/categories';
import { CODES } from '@jzt/shared/domain/codes';
import {
  DIFFICULTIES,
  DIFFICULTY_LABELS,
  faultOfChoices,
  OPTION_KEYS,
  plainWords,
  QUESTION_KIND_LABELS,
  QUESTION_KINDS,
  QUESTION_POOL_LABELS,
  QUESTION_POOLS,
} from '@jzt/shared/domain/questions';
import { trusted } from '../../platform/database';
import { badInput } from '../../platform/errors';
import { sha256 } from '../../platform/crypto';
import type { Caller } from '../../platform/http/tokens';
import { emptySheet, readSheet, resultSheet, type SheetForm, type SheetRow } from '../../platform/sheets/index';
import { QuestionModel, type Question, type WrittenQuestion } from './question.model';
import { asWritten, Questions, sameQuestion } from './questions.service';

const letters = OPTION_KEYS;
type Column =
  | 'kind'
  | 'stem'
  | `option${(typeof OPTION_KEYS)[number]}`
  | 'answer'
  | 'topic'
  | 'difficulty'
  | 'pool'
  | 'codes'
  | 'source'
  | 'explanation';

const option = (letter: string) => ({ title: `选项${letter}`, width: 20 });
const FORM: SheetForm<Column> = {
  name: '考题',
  columns: {
    kind: { title: '题型', width: 10, required: true, list: QUESTION_KINDS.map((one) => QUESTION_KIND_LABELS[one]) },
    stem: { title: '题干', width: 50, required: true },
    optionA: option('A'),
    optionB: option('B'),
    optionC: option('C'),
    optionD: option('D'),
    optionE: option('E'),
    optionF: option('F'),
    answer: { title: '答案', width: 10, required: true },
    topic: { title: '知识点', width: 16, required: true },
    difficulty: { title: '难度', width: 8, required: true, list: DIFFICULTIES.map((one) => DIFFICULTY_LABELS[one]) },
    pool: { title: '用途', width: 8, required: true, list: QUESTION_POOLS.map((one) => QUESTION_POOL_LABELS[one]) },
    codes: { title: '适用（不填为全部）', width: 20 },
    source: { title: '出处', width: 24 },
    explanation: { title: '解析', width: 40 },
  },
  most: 1000,
  mostBytes: 3 * 1024 * 1024,
};

interface Examined {
  row: SheetRow<Column>;
  state: 'NEW' | 'ALREADY' | 'WRONG';
  said: string;
  written?: WrittenQuestion;
}

/** 批量出题 by a table: looked at row by row, then all of it or nothing; what is there already stays as it is. */
@Singleton()
export class QuestionSheets {
  @Inject() private readonly questions: Questions;

  empty(): Promise<Buffer> {
    return emptySheet(FORM);
  }

  /** Stores nothing. Throws what `readSheet` does. */
  async preview(caller: Caller, category: Category, content: Buffer): Promise<QuestionImport> {
    return summed(await this.examine(caller, category, content));
  }

  /** Every row or none; a repeat goes on where a crash broke it off. Throws what `preview` does, or ROWS_WRONG. */
  async take(caller: Caller, category: Category, content: Buffer): Promise<QuestionImport> {
    const examined = await this.examine(caller, category, content);
    const wrong = examined.filter((one) => one.state === 'WRONG');
    if (wrong.length)
      throw badInput('ROWS_WRONG', `有${wrong.length}行不对，整份都没有导入。第${wrong[0]!.row.line}行：${wrong[0]!.said}。改好后重新上传`);
    for (const { written, state } of examined)
      if (state === 'NEW') await this.questions.store(caller, category, written!, 'import', opOf(caller, category, written!));
    return summed(examined);
  }

  private async examine(caller: Caller, category: Category, content: Buffer): Promise<Examined[]> {
    const rows = await readSheet(FORM, content);
    const read = rows.map((row) => ({ row, ...this.read(row, category) }));
    const stems = read.flatMap(({ written }) => written?.stem ?? []);
    const [twins, taken] = [
      await this.questions.sameAs(caller.jurisdiction!, category, stems),
      await this.takenBefore(read.flatMap(({ written }) => (written ? opOf(caller, category, written) : []))),
    ];
    const seen = new Map<string, number>();
    return read.map(({ row, written, fault }): Examined => {
      if (!written) return { row, state: 'WRONG', said: fault! };
      const print = plainWords(written.stem);
      const before = seen.get(print);
      if (before) return { row, state: 'WRONG', said: `和第${before}行是同一道题` };
      seen.set(print, row.line);
      if (taken.has(opOf(caller, category, written))) return { row, state: 'ALREADY', said: '以前已经导入' };
      const twin = twins.get(print);
      if (!twin) return { row, state: 'NEW', said: '可以导入', written };
      if ([twin.shown, twin.current].some((one) => one && sameQuestion(one, written)))
        return { row, state: 'ALREADY', said: '题库里已有这道题' };
      return { row, state: 'WRONG', said: '题库里已有这道题，但选项或答案不同：请打开原题修改' };
    });
  }

  private read({ values, faults }: SheetRow<Column>, category: Category): { written?: WrittenQuestion; fault?: string } {
    if (faults[0]) return { fault: faults[0] };
    const kind = QUESTION_KINDS.find((one) => QUESTION_KIND_LABELS[one] === values.kind)!;
    const options = letters.map((key) => ({ key, text: values[`option${key}`] })).filter((one) => one.text);
    const codes = values.codes.split(/[、,，\s]+/).filter(Boolean);
    const unknown = codes.find((code) => !CODES[category]?.includes(code));
    if (unknown) return { fault: `没有“${unknown.slice(0, 20)}”这个工种或岗位代码` };
    const said = {
      kind,
      stem: values.stem,
      options: kind === 'JUDGE' ? [] : options,
      answer: answerOf(values.answer, kind),
      topic: values.topic,
      difficulty: DIFFICULTIES.find((one) => DIFFICULTY_LABELS[one] === values.difficulty),
      pool: QUESTION_POOLS.find((one) => QUESTION_POOL_LABELS[one] === values.pool),
      ...(codes.length && { codes: [...new Set(codes)] }),
      ...(values.source && { source: values.source }),
      ...(values.explanation && { explanation: values.explanation }),
    };
    const parsed = QuestionContent.safeParse(said);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const column = FORM.columns[String(issue!.path[0]) as Column]?.title ?? '选项';
      return { fault: `${column}：${issue!.message}` };
    }
    const written = asWritten(parsed.data);
    const fault = kind === 'JUDGE' && options.length ? '判断题不用填选项' : faultOfChoices(written);
    return fault ? { fault } : { written };
  }

  /** Rows that a file brought once, even if the question has been reworded since. */
  private async takenBefore(ops: readonly string[]): Promise<Set<string>> {
    const found = await QuestionModel.find({ createdOp: trusted({ $in: [...ops] }) } as never, { createdOp: 1 }).lean<Question[]>();
    return new Set(found.map((one) => one.createdOp!));
  }
}

/** `AC`, `A、C`, `对`, `√`. */
function answerOf(text: string, kind: string): string[] {
  if (kind === 'JUDGE') {
    if (/^(对|正确|√|T)$/i.test(text)) return ['T'];
    return /^(错|错误|×|F)$/i.test(text) ? ['F'] : [text.slice(0, 1)];
  }
  return [
    ...new Set(
      text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[、,\s]/g, ''),
    ),
  ];
}

/** The same row of the same province and category is stored once. */
const opOf = ({ jurisdiction }: Caller, category: Category, written: WrittenQuestion): string =>
  `row:${sha256(JSON.stringify([jurisdiction, category, plainWords(written.stem), written.kind, written.options, written.answer])).slice(0, 32)}`;

async function summed(examined: readonly Examined[]): Promise<QuestionImport> {
  const count = (state: Examined['state']) => examined.filter((one) => one.state === state).length;
  const first = examined.find((one) => one.state === 'WRONG');
  const rows = examined.map(({ row, state, said }) => ({ values: row.values, ok: state !== 'WRONG', said }));
  return {
    fresh: count('NEW'),
    already: count('ALREADY'),
    wrong: count('WRONG'),
    firstFault: first && `第${first.row.line}行：${first.said}`,
    sheet: (await resultSheet(FORM, rows)).toString('base64'),
  };
}
