import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createAnswers } from './answers';
import { ApiError, localError } from './api-error';

let now: number;
const disk = new Map<string, { at: number; data: unknown }>();
const fresh = () =>
  createAnswers({
    now: () => now,
    kept: { get: (name) => disk.get(name) as never, set: (_route, name, data) => void disk.set(name, { at: now, data }) },
  });
let answers: ReturnType<typeof fresh>;
beforeEach(() => {
  now = 1_000_000;
  disk.clear();
  answers = fresh();
});

/** A request that is answered when the test says so. */
function request() {
  let answer!: (data: unknown) => void;
  let fail!: (error: unknown) => void;
  const reply = new Promise((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { call: jest.fn(() => reply), answer, fail };
}
const follow = (name = 'q') => {
  const heard = jest.fn();
  return { heard, leave: answers.follow(name, heard) };
};
const dataOf = (name = 'q') => answers.get(name).data;

describe('answers shared by the pages', () => {
  it('are asked for once by all who ask while the request is under way', async () => {
    const first = request();
    const second = request();
    const both = [answers.ask('q', 'r', first.call), answers.ask('q', 'r', second.call)];
    expect(answers.get('q').busy).toBe(true);
    first.answer('three');
    await Promise.all(both);
    expect([first.call, second.call].map((each) => each.mock.calls.length)).toEqual([1, 0]);
    expect(answers.get('q')).toMatchObject({ data: 'three', at: now, isOld: false, busy: false });
  });

  it('reach every page with the same question, and no other', async () => {
    const [one, two, other] = [follow(), follow(), follow('other')];
    await answers.ask('q', 'r', async () => 'three');
    expect([one, two, other].map(({ heard }) => heard.mock.calls.length > 0)).toEqual([true, true, false]);
  });

  it.each([
    [29_999, true],
    [30_000, false],
  ])('serve a page that opens %d ms later: %s', async (later, serves) => {
    const { leave } = follow();
    await answers.ask('q', 'r', async () => 'three');
    now += later;
    expect(answers.isFresh('q')).toBe(serves);
    leave();
    expect(dataOf()).toBe(serves ? 'three' : undefined);
  });

  it('do not serve it after a write, while the page that draws them goes on drawing them', async () => {
    const { leave } = follow();
    await answers.ask('q', 'r', async () => 'three');
    answers.written();
    expect([answers.isFresh('q'), dataOf()]).toEqual([false, 'three']);
    leave();
    expect(dataOf()).toBeUndefined();
  });

  it('are asked for anew after a write, and the answer from before it is dropped, also when it comes last', async () => {
    follow();
    const before = request();
    const after = request();
    const asked = [answers.ask('q', 'r', before.call)];
    answers.written();
    asked.push(answers.ask('q', 'r', after.call));
    after.answer('new');
    before.answer('old');
    await Promise.all(asked);
    expect([dataOf(), answers.isFresh('q'), disk.get('q')?.data]).toEqual(['new', true, 'new']);
  });

  it('that were under way at a write are shown to who asked, and not handed on', async () => {
    follow();
    const { call, answer } = request();
    const asked = answers.ask('q', 'r', call);
    answers.written();
    answer('old');
    await asked;
    expect([dataOf(), answers.isFresh('q')]).toEqual(['old', false]);
  });

  it('put in place win over a request under way', async () => {
    follow();
    const { call, answer } = request();
    const asked = answers.ask('q', 'r', call);
    answers.put('q', 'given back');
    answer('late');
    await asked;
    expect(answers.get('q')).toMatchObject({ data: 'given back', busy: false });
  });

  it('are gone when somebody else takes over, also those still under way, on the phone’s disk too', async () => {
    const { heard } = follow();
    await answers.ask('q', 'r', async () => 'mine');
    disk.clear();
    const { call, answer } = request();
    const asked = answers.ask('q', 'r', call);
    heard.mockClear();
    answers.clear();
    expect([dataOf(), heard.mock.calls.length]).toEqual([undefined, 1]);
    answer('mine, late');
    await asked;
    expect([dataOf(), disk.size]).toEqual([undefined, 0]);
    await answers.ask('q', 'r', async () => 'theirs');
    expect([dataOf(), heard.mock.calls.length > 1]).toEqual(['theirs', true]);
  });

  it('stay, as old ones, while the network is gone', async () => {
    follow();
    await answers.ask('q', 'r', async () => 'three');
    await answers.ask('q', 'r', () => Promise.reject(localError('OFFLINE')));
    expect(answers.get('q')).toMatchObject({ data: 'three', at: 1_000_000, isOld: true, error: { code: 'OFFLINE' } });
    expect(answers.isFresh('q')).toBe(false);
  });

  it('come from the phone’s disk when the network is gone and none came before', async () => {
    disk.set('q', { at: 7, data: 'yesterday' });
    follow();
    await answers.ask('q', 'r', () => Promise.reject(localError('TIMEOUT')));
    expect(answers.get('q')).toMatchObject({ data: 'yesterday', at: 7, isOld: true });
  });

  it('are taken away by a refusal', async () => {
    disk.set('q', { at: 7, data: 'yesterday' });
    follow();
    await answers.ask('q', 'r', async () => 'three');
    await answers.ask('q', 'r', () => Promise.reject(new ApiError('FORBIDDEN', '不是您的', 403)));
    expect(answers.get('q')).toMatchObject({ data: undefined, isOld: false, error: { code: 'FORBIDDEN' } });
  });
});
