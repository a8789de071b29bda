import { useCallback, useEffect, useRef, useState } from 'react';
import { examRoutes as api, type ExamPaper, type Question } from '@jzt/shared/contract/exam';
import { api as client, asApiError, network, type ApiError } from '@/api';
import { useAction, usePolling } from '@/hooks';
import { replace } from '@/navigation';
import { routes } from '@/routes';
import { createAnswerBook, type AnswerBook, type Entries } from '../answer-book';
import { examClient } from '../client';
import { keptExam } from './kept-exam';

/** How long after the deadline the hand-in is tried again without a network; the server closes the exam by itself meanwhile. */
const TRY_AGAIN_MS = 4_000;

/** An exam under way: the paper, the answers with their saved state, the deadline on the server's clock, and 交卷. */
export function useAnswering(id: string) {
  const [paper, setPaper] = useState<ExamPaper>();
  const [clock, setClock] = useState<{ deadline: string; serverTime: string }>();
  const [error, setError] = useState<ApiError>();
  const [entries, setEntries] = useState<Entries>({});
  const [timeIsUp, setTimeIsUp] = useState(false);
  const book = useRef<AnswerBook>();
  const submitting = useAction(api.submit, { changes: ['exam'] });
  const { run } = submitting;

  const submit = useCallback(async (): Promise<void> => {
    const score = await run({ params: { id }, body: { answers: book.current?.all() ?? [] } });
    if (!score) return;
    keptExam.clear(id);
    await replace(routes.exam.score, { id });
  }, [id, run]);

  const begin = useCallback(async (): Promise<void> => {
    setError(undefined);
    const ask = () => client.call(api.start, { params: { id }, body: { client: examClient() } });
    let got: ExamPaper;
    try {
      got = await ask();
      keptExam.keepPaper(id, got);
    } catch (thrown) {
      const refused = asApiError(thrown);
      const kept = refused.isUnanswered ? keptExam.paper(id) : undefined;
      if (!kept) return setError(refused);
      got = kept;
    }
    setClock({ deadline: got.deadline, serverTime: got.serverTime });
    book.current = createAnswerBook(got, {
      kept: keptExam.answers(id),
      keep: (next) => keptExam.keepAnswers(id, next),
      send: async (answer) => {
        const reply = await client
          .call(api.saveAnswer, { params: { id }, body: answer })
          .catch((thrown: unknown) => Promise.reject(asApiError(thrown)));
        setClock({ deadline: reply.deadline, serverTime: reply.serverTime });
      },
      reload: () => ask().catch((thrown: unknown) => Promise.reject(asApiError(thrown))),
      later: (work, ms) => void setTimeout(work, ms),
      onChange: setEntries,
      // Handed in elsewhere, or the time is over: the score is there.
      onOver: () => setTimeIsUp(true),
    });
    setEntries(book.current.entries());
    setPaper(got);
    void book.current.flush();
  }, [id]);

  useEffect(() => {
    void begin();
    return network.subscribe(() => {
      if (network.isOnline()) void book.current?.flush();
    });
  }, [begin]);
  useEffect(() => {
    if (timeIsUp) void submit();
  }, [timeIsUp, submit]);
  usePolling(timeIsUp && submitting.error !== undefined, TRY_AGAIN_MS, submit);

  const tap = useCallback((question: Question, key: string) => book.current?.tap(question, key), []);
  const endTime = useCallback(() => setTimeIsUp(true), []);
  return {
    paper,
    clock,
    error,
    entries,
    begin,
    tap,
    submit,
    submitting: submitting.busy,
    submitError: submitting.error,
    timeIsUp,
    endTime,
    leaving: paper !== undefined && !submitting.busy && !timeIsUp,
  };
}
