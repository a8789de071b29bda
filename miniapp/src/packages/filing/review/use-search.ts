import { useDidShow } from '@tarojs/taro';
import { useCallback, useRef, useState } from 'react';
import { filingRoutes as api, type FilingItem } from '@jzt/shared/contract/filing';
import type { BodyOf } from '@jzt/shared/contract/route';
import { api as client, asApiError, type ApiError } from '@/api';

export type Asked = Omit<BodyOf<typeof api.search>, 'cursor' | 'limit'>;
interface Found {
  items: FilingItem[];
  nextCursor?: string;
  busy: boolean;
  error?: ApiError;
}

/** The province's search. A write by its method, because names and numbers stay out of addresses; of two answers the later question's counts. */
export function useSearch() {
  const [found, setFound] = useState<Found>({ items: [], busy: true });
  const asked = useRef<Asked>({});
  const turn = useRef(0);
  const ask = useCallback(async (body: Asked & { cursor?: string }, before: FilingItem[]) => {
    const mine = ++turn.current;
    setFound((now) => ({ ...now, busy: true, error: undefined }));
    try {
      const { items, nextCursor } = await client.call(api.search, { body });
      if (mine === turn.current) setFound({ items: [...before, ...items], nextCursor, busy: false });
    } catch (error) {
      if (mine === turn.current) setFound((now) => ({ ...now, busy: false, error: asApiError(error) }));
    }
  }, []);
  const search = useCallback(
    (next: Asked) => {
      asked.current = next;
      return ask(next, []);
    },
    [ask],
  );
  const again = useCallback(() => ask(asked.current, []), [ask]);
  useDidShow(() => void again());
  return {
    ...found,
    search,
    again,
    more: () => (found.nextCursor && !found.busy ? ask({ ...asked.current, cursor: found.nextCursor }, found.items) : undefined),
  };
}
