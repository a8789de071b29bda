import type { Question, SavedAnswer } from '@jzt/shared/contract/exam';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError, localError } from '../../api/api-error';
import { choiceAfter, createAnswerBook, mergedAnswers, unansweredOf, waitingOf, type Entries } from './answer-book';

const options = ['A', 'B', 'C', 'D'].map((key) => ({ key, text: key }));
const single: Question = { id: 'q1', kind: 'SINGLE', stem: '单选', options, score: 2 };
const multiple: Question = { id: 'q2', kind: 'MULTIPLE', stem: '多选', options, score: 4 };
const judge: Question = {
  id: 'q3',
  kind: 'JUDGE',
  stem: '判断',
  options: [
    { key: 'T', text: '对' },
    { key: 'F', text: '错' },
  ],
  score: 2,
};
const questions = [single, multiple, judge];

/** The server's rule, in small: a newer version is taken, the same one acknowledged again, an older or different one is stale. */
function server() {
  const all = {
    answers: {} as Record<string, SavedAnswer>,
    online: true,
    swallow: false,
    closed: false,
    sent: [] as string[],
    save(answer: SavedAnswer) {
      if (!all.online) throw localError('OFFLINE');
      all.sent.push(`${answer.questionId}.${answer.version}`);
      if (all.closed) throw new ApiError('EXAM_OVER', '考试已结束', 409);
      const stored = all.answers[answer.questionId];
      if (
        stored &&
        stored.version >= answer.version &&
        !(stored.version === answer.version && stored.choice.join() === answer.choice.join())
      )
        throw new ApiError('ANSWER_STALE', '有更新的答案', 409);
      all.answers[answer.questionId] = answer;
      if (all.swallow) throw localError('TIMEOUT');
      return {};
    },
  };
  return all;
}

let remote: ReturnType<typeof server>;
let disk: Entries | undefined;
let retry: (() => void)[];
let over: number;

const open = () =>
  createAnswerBook(
    { questions, answers: Object.values(remote.answers) },
    {
      kept: disk,
      keep: (entries) => (disk = structuredClone(entries)),
      send: (answer) => Promise.resolve().then(() => remote.save(answer)),
      reload: () => Promise.resolve({ answers: Object.values(remote.answers) }),
      later: (work) => void retry.push(work),
      onChange: () => undefined,
      onOver: () => (over += 1),
    },
  );
const settle = async () => {
  await new Promise(setImmediate);
  for (const work of retry.splice(0)) work();
  await new Promise(setImmediate);
};

beforeEach(() => {
  remote = server();
  disk = undefined;
  retry = [];
  over = 0;
});

describe('a tap on an option', () => {
  it('chooses one, or several in the order of the options', () => {
    expect(choiceAfter(single, ['A'], 'C')).toEqual(['C']);
    expect(choiceAfter(judge, [], 'F')).toEqual(['F']);
    expect(choiceAfter(multiple, ['C'], 'A')).toEqual(['A', 'C']);
    expect(choiceAfter(multiple, ['A', 'C'], 'A')).toEqual(['C']);
  });

  it('is kept on this device at once, and saved when the server has answered', async () => {
    const book = open();
    book.tap(single, 'B');
    expect(disk).toEqual({ q1: { choice: ['B'], version: 1, saved: false } });
    expect(waitingOf(book.entries())).toBe(1);
    await settle();
    expect(disk).toEqual({ q1: { choice: ['B'], version: 1, saved: true } });
    expect(unansweredOf(questions, book.entries())).toBe(2);
  });

  it('on the option already chosen sends nothing', async () => {
    const book = open();
    book.tap(single, 'B');
    await settle();
    book.tap(single, 'B');
    await settle();
    expect(remote.sent).toEqual(['q1.1']);
  });
});

describe('a weak network', () => {
  it('offline: sends only the newest answer of each question when it is back', async () => {
    const book = open();
    remote.online = false;
    book.tap(single, 'A');
    book.tap(single, 'B');
    book.tap(multiple, 'A');
    book.tap(multiple, 'C');
    await settle();
    expect(waitingOf(book.entries())).toBe(2);
    remote.online = true;
    await settle();
    expect(remote.sent).toEqual(['q1.2', 'q2.2']);
    expect(remote.answers.q2!.choice).toEqual(['A', 'C']);
    expect(waitingOf(book.entries())).toBe(0);
  });

  it('duplicate: an answer whose acknowledgement was lost is sent again and is not stale', async () => {
    const book = open();
    remote.swallow = true;
    book.tap(single, 'B');
    await new Promise(setImmediate);
    expect(waitingOf(book.entries())).toBe(1);
    remote.swallow = false;
    await settle();
    expect(remote.sent).toEqual(['q1.1', 'q1.1']);
    expect(waitingOf(book.entries())).toBe(0);
  });

  it('reload: goes on with every answer, and sends what the server does not have', async () => {
    const first = open();
    first.tap(single, 'B');
    await settle();
    remote.online = false;
    first.tap(judge, 'T');
    await settle();
    retry = [];
    remote.online = true;
    const second = open();
    expect(second.entries()).toMatchObject({ q1: { choice: ['B'], saved: true }, q3: { choice: ['T'], saved: false } });
    await second.flush();
    expect(remote.answers.q3!.choice).toEqual(['T']);
  });
});

describe('two windows', () => {
  it('the one that is behind takes over what the server has, and loses none of its other answers', async () => {
    const [left, right] = [open(), open()];
    left.tap(single, 'A');
    left.tap(single, 'B');
    await settle();
    right.tap(single, 'D');
    right.tap(judge, 'F');
    await settle();
    expect(right.entries()).toMatchObject({ q1: { choice: ['B'], saved: true }, q3: { choice: ['F'], saved: true } });
    expect(remote.answers.q1!.choice).toEqual(['B']);
  });
});

describe('the end', () => {
  it('stops when the server takes no more', async () => {
    const book = open();
    remote.closed = true;
    book.tap(single, 'A');
    await settle();
    book.tap(judge, 'T');
    await settle();
    expect(over).toBe(1);
    expect(remote.sent).toEqual(['q1.1']);
  });

  it('drops what was kept of questions that are not on this paper', () => {
    disk = { other: { choice: ['A'], version: 9, saved: false } };
    expect(open().entries()).toEqual({});
  });
});

it('whatever was kept and whatever the server has: the newer version of each question counts, and only what the server has is called saved', () => {
  const entry = fc.record({
    choice: fc.constantFrom<string[]>(['A'], ['B'], ['A', 'C']),
    version: fc.integer({ min: 1, max: 5 }),
    saved: fc.boolean(),
  });
  const ids = fc.constantFrom('q1', 'q2', 'q3');
  fc.assert(
    fc.property(fc.dictionary(ids, entry), fc.dictionary(ids, entry), (kept, stored) => {
      const answers = Object.entries(stored).map(([questionId, { choice, version }]) => ({ questionId, choice, version }));
      for (const [id, merged] of Object.entries(mergedAnswers(answers, kept))) {
        expect(merged.version).toBe(Math.max(kept[id]?.version ?? 0, stored[id]?.version ?? 0));
        expect(merged.saved).toBe((stored[id]?.version ?? 0) >= (kept[id]?.version ?? 0));
      }
    }),
  );
});
