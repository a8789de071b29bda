import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { api, asApiError, type AnyArgs, type ApiError, type ArgsOf } from '@/api';
import { loadAgain, rowsOf, type PageOf } from './more-pages';
import { useQuery, type Query } from './use-query';

type ItemOf<R extends RouteSpec> = ResponseOf<R> extends { items: (infer I)[] } ? I : never;

export interface Pages<I> extends Query<PageOf<I>> {
  /** Everything loaded so far. */
  items: I[];
  hasMore: boolean;
  loadingMore: boolean;
  moreError?: ApiError;
  /** For useReachBottom and the “加载更多” row. */
  loadMore(): Promise<void>;
}

interface More<I> {
  /** The first page these follow. */
  of?: PageOf<I>;
  pages: PageOf<I>[];
  busy: boolean;
  error?: ApiError;
}

/**
 * A cursor list (`page(Item)` in the contract): the first page is a useQuery, more pages are added below it. When it is asked for again
 * (back from a case, out of the background) the rows stay in place until as many have come anew; another question begins at the top.
 */
export function usePages<R extends RouteSpec>(route: R, args: ArgsOf<R> & AnyArgs, options: { enabled?: boolean } = {}): Pages<ItemOf<R>> {
  type I = ItemOf<R>;
  const first = useQuery(route, args, options) as unknown as Query<PageOf<I>>;
  const [more, setMore] = useState<More<I>>({ pages: [], busy: false });
  const question = JSON.stringify([args.params, args.query]);
  const asked = useRef(question);
  const latest = useRef({ first, more, args });
  latest.current = { first, more, args };

  const ask = useCallback(
    (query: { cursor: string; limit?: number }) => {
      const { args } = latest.current;
      return api.call(route, { ...args, query: { ...(args.query as object), ...query } } as never) as unknown as Promise<PageOf<I>>;
    },
    [route],
  );

  const { data } = first;
  useEffect(() => {
    const before = latest.current.more;
    if (before.of === data) return;
    const same = asked.current === question;
    asked.current = question;
    if (!same || !data || !before.of || before.pages.length === 0) return setMore({ of: data, pages: [], busy: false });
    const wanted = rowsOf([before.of, ...before.pages]).length;
    const mine: More<I> = { ...before, of: data, busy: true, error: undefined };
    setMore(mine);
    // The old rows stay below the new first page until the new ones are there, and for good when those cannot be had.
    const settle = (next: Partial<More<I>>) => setMore((now) => (now.of === data ? { ...now, busy: false, ...next } : now));
    loadAgain(data, wanted, (cursor, limit) => ask({ cursor, limit })).then(
      (pages) => settle({ pages }),
      (error: unknown) => settle({ error: asApiError(error) }),
    );
  }, [data, question, ask]);

  const shown: More<I> = more.of === data || (data && asked.current === question) ? more : { of: data, pages: [], busy: false };
  const last = shown.pages[shown.pages.length - 1] ?? data;

  const loadMore = useCallback(async (): Promise<void> => {
    const { first, more } = latest.current;
    const of = first.data;
    const cursor = (more.pages[more.pages.length - 1] ?? of)?.nextCursor;
    if (!cursor || more.of !== of || more.busy) return;
    setMore({ of, pages: more.pages, busy: true });
    try {
      const next = await ask({ cursor });
      setMore((before) => (before.of === of ? { of, pages: [...before.pages, next], busy: false } : before));
    } catch (error) {
      setMore((before) => (before.of === of ? { ...before, busy: false, error: asApiError(error) } : before));
    }
  }, [ask]);

  return {
    ...first,
    items: data ? rowsOf([data, ...shown.pages]) : [],
    hasMore: Boolean(last?.nextCursor),
    loadingMore: shown.busy,
    moreError: shown.error,
    loadMore,
  };
}
