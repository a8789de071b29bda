import type { ExamPaper } from '@jzt/shared/contract/exam';
import { session } from '@/api';
import { storage } from '@/api/storage';
import type { Entries } from '../answer-book';

interface Kept {
  paper: ExamPaper;
  /** How far the server's clock is ahead of this one, ms. */
  ahead: number;
}

const name = (id: string, part: 'paper' | 'answers'): string => `draft.${session.get()?.personId ?? ''}.exam.${id}.${part}`;

/** The paper and the answers of a running exam on this device; gone after 交卷 and with the sign-out, like every draft. */
export const keptExam = {
  answers: (id: string) => storage.get<Entries>(name(id, 'answers')),
  keepAnswers: (id: string, entries: Entries): void => void storage.set(name(id, 'answers'), entries),
  keepPaper: (id: string, paper: ExamPaper): void =>
    void storage.set(name(id, 'paper'), { paper, ahead: Date.parse(paper.serverTime) - Date.now() } satisfies Kept),
  /** The paper as it was, with the server's time of this moment: a machine that starts again without a network goes on. */
  paper(id: string): ExamPaper | undefined {
    const kept = storage.get<Kept>(name(id, 'paper'));
    return kept && { ...kept.paper, serverTime: new Date(Date.now() + kept.ahead).toISOString() };
  },
  clear(id: string): void {
    storage.remove(name(id, 'paper'));
    storage.remove(name(id, 'answers'));
  },
};
