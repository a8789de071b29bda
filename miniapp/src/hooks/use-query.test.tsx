import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen, waitFor } from '@testing-library/react';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { answers, api, session } from '@/api';
import { page } from '../../testing/tarojs-taro';
import { useAction } from './use-action';
import { invalidate, useQuery, type QueryOptions } from './use-query';

const person = (personId: string, role = 'WORKER') =>
  ({ personId, role, accessToken: `${personId}-token`, refreshToken: 'r', memberships: [] }) as never;

/** What the server answers next; a test may answer later by its own hand. */
let server: jest.SpiedFunction<typeof api.call>;
const count = (unread: number) => ({ items: [], unread }) as never;

function Page({ name, options }: { name: string; options?: QueryOptions }) {
  const { state, data, busy } = useQuery(inboxRoutes.list, {}, options);
  return <div aria-label={name}>{`${state} ${data?.unread ?? '-'}${busy ? ' busy' : ''}`}</div>;
}
const shown = (name: string) => screen.getByLabelText(name).textContent;

describe('useQuery', () => {
  beforeEach(() => {
    server = jest.spyOn(api, 'call').mockResolvedValue(count(3));
    act(() => session.keep(person('p1')));
  });
  afterEach(() => act(() => session.end()));

  it('asks once for two pages with the same question', async () => {
    render(
      <>
        <Page name="one" />
        <Page name="two" />
      </>,
    );
    expect([shown('one'), shown('two')]).toEqual(['loading - busy', 'loading - busy']);
    await waitFor(() => expect([shown('one'), shown('two')]).toEqual(['ready 3', 'ready 3']));
    expect(server).toHaveBeenCalledTimes(1);
  });

  it('shows a page that opens the answer of the last one, and asks anew behind it', async () => {
    const { unmount } = render(<Page name="one" />);
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    unmount();
    server.mockResolvedValue(count(4));
    render(<Page name="two" />);
    expect(shown('two')).toBe('ready 3 busy');
    await waitFor(() => expect(shown('two')).toBe('ready 4'));
  });

  it('after a write shows nothing older to a page that opens, and keeps what is on a page', async () => {
    render(<Page name="one" />);
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    act(() => answers.written());
    let answer!: (value: never) => void;
    server.mockReturnValue(new Promise((resolve) => (answer = resolve as never)));
    render(<Page name="two" />);
    expect([shown('one'), shown('two')]).toEqual(['ready 3 busy', 'loading - busy']);
    await act(async () => answer(count(0)));
    expect([shown('one'), shown('two')]).toEqual(['ready 0', 'ready 0']);
  });

  it('asks again what an action says it changes, and nothing else', async () => {
    function Reader() {
      const action = useAction(inboxRoutes.readAll, { changes: ['inbox'] });
      return <button onClick={() => void action.run({})}>全部已读</button>;
    }
    render(
      <>
        <Page name="one" />
        <Reader />
      </>,
    );
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    server.mockResolvedValue(count(0));
    act(() => screen.getByText('全部已读').click());
    await waitFor(() => expect(shown('one')).toBe('ready 0'));
    server.mockClear();
    act(() => invalidate('application'));
    expect(server).not.toHaveBeenCalled();
  });

  it.each([
    ['another person', () => session.keep(person('p2'))],
    ['another role of the same person', () => session.keep(person('p1', 'INSTITUTION_STAFF'))],
  ])('never shows %s what was answered before', async (_who, change) => {
    render(<Page name="one" />);
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    let answer!: (value: never) => void;
    server.mockReturnValue(new Promise((resolve) => (answer = resolve as never)));
    act(change);
    expect(shown('one')).toBe('loading - busy');
    await act(async () => answer(count(9)));
    expect(shown('one')).toBe('ready 9');
  });

  it('drops the answer to somebody who has signed out in the meantime', async () => {
    let answer!: (value: never) => void;
    server.mockReturnValue(new Promise((resolve) => (answer = resolve as never)));
    render(<Page name="one" />);
    act(() => session.end());
    await act(async () => answer(count(3)));
    expect(shown('one')).toBe('guest -');
    server.mockResolvedValue(count(5));
    act(() => session.keep(person('p1')));
    expect(shown('one')).toBe('loading - busy');
    await waitFor(() => expect(shown('one')).toBe('ready 5'));
  });

  it('goes on with the renewed token of the same person without asking anew', async () => {
    render(<Page name="one" />);
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    act(() => session.keep({ ...(person('p1') as object), accessToken: 'renewed' } as never));
    expect(shown('one')).toBe('ready 3');
    expect(server).toHaveBeenCalledTimes(1);
  });

  it.each<[string, QueryOptions | undefined, number]>([
    ['asks again', undefined, 2],
    ['does not, where it is told so,', { onShow: false }, 1],
  ])('%s when the page is shown again', async (_does, options, times) => {
    render(<Page name="one" options={options} />);
    await waitFor(() => expect(shown('one')).toBe('ready 3'));
    await act(async () => page('show'));
    expect(server).toHaveBeenCalledTimes(times);
  });

  it('does not ask before it may', () => {
    render(<Page name="one" options={{ enabled: false }} />);
    expect([shown('one'), server.mock.calls.length]).toEqual(['idle -', 0]);
  });
});
