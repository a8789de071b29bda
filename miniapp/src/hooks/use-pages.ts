import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { api, asApiError, type AnyArgs, type ApiError, type ArgsOf } from '@/api';
import { useQuery, type Query } from './use-query';

interface PageOf<I> {
  items: I[];
  nextCursor?: string;
  total?: number;
}
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

/** A cursor list (`page(Item)` in the contract): the first page is a useQuery, more pages are added below it and start over when it is asked again. */
export function usePages<R extends RouteSpec>(route: R, args: ArgsOf<R> & AnyArgs, options: { enabled?: boolean } = {}): Pages<ItemOf<R>> {
  type I = ItemOf<R>;
  const first = useQuery(route, args, options) as unknown as Query<PageOf<I>>;
  const [more, setMore] = useState<{ of?: PageOf<I>; pages: PageOf<I>[]; busy: boolean; error?: ApiError }>({ pages: [], busy: false });
  const current = more.of === first.data ? more : { of: first.data, pages: [], busy: false };
  const last = current.pages[current.pages.length - 1] ?? first.data;
  const latest = useRef({ first, current, last, args });
  latest.current = { first, current, last, args };

  useEffect(() => setMore({ of: first.data, pages: [], busy: false }), [first.data]);

  const loadMore = useCallback(async (): Promise<void> => {
    const { first, current, last, args } = latest.current;
    if (!last?.nextCursor || current.busy) return;
    setMore({ ...current, busy: true });
    try {
      const next = (await api.call(route, {
        ...args,
        query: { ...(args.query as object), cursor: last.nextCursor },
      } as never)) as unknown as PageOf<I>;
      setMore((before) => (before.of === first.data ? { of: first.data, pages: [...before.pages, next], busy: false } : before));
    } catch (error) {
      setMore((before) => (before.of === first.data ? { ...before, busy: false, error: asApiError(error) } : before));
    }
  }, [route]);

  return {
    ...first,
    items: [...(first.data?.items ?? []), ...current.pages.flatMap((page) => page.items)],
    hasMore: Boolean(last?.nextCursor),
    loadingMore: current.busy,
    moreError: 'error' in current ? current.error : undefined,
    loadMore,
  };
}
