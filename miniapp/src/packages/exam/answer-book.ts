import type { ExamPaper, Question, SavedAnswer } from '@jzt/shared/contract/exam';
import type { ApiError } from '../../api/api-error';

export interface Entry {
  choice: string[];
  version: number;
  /** The server has answered for exactly this version: it is durable there. */
  saved: boolean;
}
export type Entries = Readonly<Record<string, Entry>>;

export interface AnswerBookDeps {
  /** What this phone or computer kept of the same exam, from before a reload. */
  kept?: Entries;
  keep(entries: Entries): void;
  /** Saves one answer at the server; rejects with an ApiError. */
  send(answer: SavedAnswer): Promise<unknown>;
  /** The paper as the server has it now, asked for when an answer is out of date. */
  reload(): Promise<Pick<ExamPaper, 'answers'>>;
  later(work: () => void, ms: number): void;
  onChange(entries: Entries): void;
  /** The server takes no more answers. */
  onOver(): void;
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

/** What the server has and what was kept here, by question: the newer version counts, and what the server does not have is still to be sent. */
export function mergedAnswers(answers: readonly SavedAnswer[], kept: Entries = {}): Entries {
  const merged: Record<string, Entry> = Object.fromEntries(
    answers.map(({ questionId, choice, version }) => [questionId, { choice, version, saved: true }]),
  );
  for (const [id, entry] of Object.entries(kept)) {
    const known = merged[id];
    if (!known || entry.version > known.version) merged[id] = { ...entry, saved: false };
  }
  return merged;
}

/** The choice after a tap: one of several for single choice and judgement, on or off for multiple choice; in the order of the options. */
export function choiceAfter(question: Pick<Question, 'kind' | 'options'>, before: readonly string[], key: string): string[] {
  if (question.kind !== 'MULTIPLE') return [key];
  const next = before.includes(key) ? before.filter((each) => each !== key) : [...before, key];
  return question.options.map((option) => option.key).filter((each) => next.includes(each));
}

/**
 * The answers of one exam: each tap is kept on this device first, then sent with a version per question, one at a time, again and again until the
 * server has answered (design.md section 7). Only the newest answer of a question is sent.
 */
export function createAnswerBook(
  paper: Pick<ExamPaper, 'answers' | 'questions'>,
  { kept, keep, send, reload, later, onChange, onOver }: AnswerBookDeps,
) {
  const known = new Set(paper.questions.map((question) => question.id));
  let entries: Entries = mergedAnswers(paper.answers, Object.fromEntries(Object.entries(kept ?? {}).filter(([id]) => known.has(id))));
  let running: Promise<void> | undefined;
  let failures = 0;
  let over = false;

  const set = (next: Entries): void => {
    entries = next;
    keep(entries);
    onChange(entries);
  };
  const unsaved = (): [string, Entry][] => Object.entries(entries).filter(([, entry]) => !entry.saved);

  const sendAll = async (): Promise<void> => {
    for (;;) {
      const [first] = unsaved();
      if (!first || over) return;
      const [questionId, { choice, version }] = first;
      try {
        await send({ questionId, choice, version });
        failures = 0;
        // It may have been changed while it was on its way.
        if (entries[questionId]?.version === version) set({ ...entries, [questionId]: { choice, version, saved: true } });
      } catch (thrown) {
        const error = thrown as ApiError;
        if (error.code === 'ANSWER_STALE') {
          try {
            const { answers } = await reload();
            // Another window answered it: what the server has counts, unless this one is newer by now.
            set(
              mergedAnswers(answers, Object.fromEntries(unsaved().filter(([id, entry]) => id !== questionId || entry.version !== version))),
            );
            continue;
          } catch (again) {
            if (refusedForGood(again as ApiError)) return stop();
          }
        } else if (error.code === 'QUESTION_NOT_FOUND') {
          set(Object.fromEntries(Object.entries(entries).filter(([id]) => id !== questionId)));
          continue;
        } else if (refusedForGood(error)) return stop();
        later(() => void book.flush(), RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!);
        failures += 1;
        return;
      }
    }
  };
  const stop = (): void => {
    over = true;
    onOver();
  };

  const book = {
    entries: (): Entries => entries,
    /** A tap on an option. */
    tap(question: Question, key: string): void {
      const before = entries[question.id];
      const choice = choiceAfter(question, before?.choice ?? [], key);
      if (over || (question.kind !== 'MULTIPLE' && before?.choice[0] === key)) return;
      set({ ...entries, [question.id]: { choice, version: (before?.version ?? 0) + 1, saved: false } });
      void book.flush();
    },
    /** Sends what the server does not have; callers at the same time share one run. */
    flush(): Promise<void> {
      running ??= sendAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    /** All answers for 交卷. */
    all: (): SavedAnswer[] => Object.entries(entries).map(([questionId, { choice, version }]) => ({ questionId, choice, version })),
  };
  return book;
}

const refusedForGood = (error: ApiError): boolean => error.code === 'EXAM_OVER' || error.status === 403 || error.status === 404;

export type AnswerBook = ReturnType<typeof createAnswerBook>;
export const isAnswered = (entries: Entries, id: string): boolean => (entries[id]?.choice.length ?? 0) > 0;
export const unansweredOf = (questions: readonly Question[], entries: Entries): number =>
  questions.filter((question) => !isAnswered(entries, question.id)).length;
export const waitingOf = (entries: Entries): number => Object.values(entries).filter((entry) => !entry.saved).length;
