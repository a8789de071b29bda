import { useState } from 'react';
import { reviewRoutes as api, type ReviewItem } from '@jzt/shared/contract/review';
import { useConfirm, type BatchResult } from '@/components';
import { useAction } from '@/hooks';
import { useTicks } from '@/hooks/use-ticks';

/** As many as the contract takes at a time. */
const MOST = 50;

/** What may be passed without a look of its own: the cases that have nothing to look at twice. */
export const batchable = (items: readonly ReviewItem[]): ReviewItem[] =>
  items.filter((item) => item.status === 'SUBMITTED' && item.risks.length === 0);

/** Tick mode: passes many at once, leaves out what is risky, and tells what became of each (JX-17). */
export function useBatch(items: readonly ReviewItem[]) {
  const [on, setOn] = useState(false);
  const [results, setResults] = useState<{ results: BatchResult[]; names: Map<string, string> }>();
  const [dialog, ask] = useConfirm();
  const pass = useAction(api.passBatch, { changes: ['review', 'account'] });
  const able = batchable(items);
  const ticks = useTicks(
    able.map((item) => item.id),
    MOST,
  );
  const leftOut = items.length - able.length;

  const end = () => {
    setOn(false);
    ticks.clear();
    pass.reset();
  };
  const send = async () => {
    const chosen = items.filter((item) => ticks.isTicked(item.id));
    const sure = await ask({
      title: `通过这${chosen.length}份报名？`,
      text: '通过后转主管部门核查社保，报名人马上收到通知，不能撤销。',
      yes: `通过${chosen.length}份`,
    });
    if (!sure) return;
    const answer = await pass.run({ body: { items: chosen.map(({ id, version }) => ({ id, version })) } });
    if (!answer) return;
    setResults({ results: answer.results, names: new Map(chosen.map((item) => [item.id, item.person.name])) });
    end();
  };
  return {
    on,
    begin: () => setOn(true),
    end,
    send,
    able,
    leftOut,
    ticks,
    most: MOST,
    busy: pass.busy,
    error: pass.error,
    results,
    close: () => setResults(undefined),
    dialog,
  };
}
