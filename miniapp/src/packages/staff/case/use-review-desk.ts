import Taro from '@tarojs/taro';
import { useCallback, useState } from 'react';
import { reviewRoutes as api } from '@jzt/shared/contract/review';
import { photosOf } from '@/components/case-file';
import { useSeen } from '@/components/use-seen';
import { usePages, useQuery } from '@/hooks';
import { useHeldDecisions } from '../held-decisions';

/** The states of an application that its institution looks up; the first is the work. */
export const LISTS = ['SUBMITTED', 'INST_RETURNED', 'AUTH_CHECK', 'INST_REJECTED'] as const;
export type List = (typeof LISTS)[number];

/**
 * The review desk: the queue without what was just decided on this phone, the case in hand, and the next one as soon as a decision was made.
 * `first` is the case it was opened with; with `openFirst` the longest waiting one is taken in hand by itself (a computer shows both).
 */
export function useReviewDesk({ first, openFirst = false, list = 'SUBMITTED' }: { first?: string; openFirst?: boolean; list?: List }) {
  const queue = usePages(api.queue, { query: list === 'SUBMITTED' ? {} : { status: list } });
  const { decided } = useHeldDecisions();
  const [chosen, setChosen] = useState<{ id?: string; none?: boolean }>({ id: first });
  const waiting = list === 'SUBMITTED' ? queue.items.filter((item) => !decided.has(item.id)) : queue.items;
  const current = chosen.id ?? (openFirst && !chosen.none ? waiting[0]?.id : undefined);
  const query = useQuery(api.view, { params: { id: current ?? '' } }, { enabled: current !== undefined });

  const seen = useSeen(query.data?.id, query.data ? photosOf(query.data) : []);

  const choose = useCallback((id: string) => {
    setChosen({ id });
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  }, []);
  const next = waiting.find((item) => item.id !== current && !decided.has(item.id));
  const goOn = () => {
    if (next) return choose(next.id);
    setChosen({ none: true });
  };
  return {
    queue,
    waiting,
    decided,
    current,
    query,
    seen,
    choose,
    goOn,
    next,
    left: waiting.filter((item) => item.id !== current).length,
  };
}

export type ReviewDesk = ReturnType<typeof useReviewDesk>;
