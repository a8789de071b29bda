import { useSyncExternalStore } from 'react';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { beforeLeaving, outbox, session } from '@/api';
import { createHold, type Held } from '@/api/hold';
import { storage } from '@/api/storage';
import { useOutbox } from '@/hooks/use-outbox';
import { invalidate } from '@/hooks/use-query';

export const LANE = 'review';
const HELD_MS = 10_000;

/** Review decisions of the last ten seconds: each can be taken back; afterwards the outbox sends it (design.md section 9). */
export const heldDecisions = createHold({
  route: reviewRoutes.decide,
  lane: LANE,
  forMs: HELD_MS,
  outbox,
  actingAs: session.actingAs,
  load: () => storage.get<Held<typeof reviewRoutes.decide>[]>('outbox.held'),
  save: (items) => void storage.set('outbox.held', items),
  later: (work, ms) => void setTimeout(work, ms),
  now: Date.now,
});
/** As whoever decided reads it, and the name in it again. */
export const labelOf = (did: string, person: string): string => `${did}：${person}`;
export const personOf = ({ label }: Held<typeof reviewRoutes.decide>): string => label.slice(label.indexOf('：') + 1);

session.onWipe(heldDecisions.clear);
beforeLeaving(heldDecisions);

// A decision that arrived, or was refused because somebody else was faster: the lists show what is so now.
outbox.onAnswer(LANE, () => invalidate('review', 'account'));
const refusals = (): number => outbox.get().filter((item) => item.lane === LANE && item.refused).length;
let known = refusals();
outbox.subscribe(() => {
  if (refusals() > known) invalidate('review', 'account');
  known = refusals();
});

/** What was decided on this phone and has not been answered: held back, waiting in the outbox, refused. */
export function useHeldDecisions() {
  const held = useSyncExternalStore(heldDecisions.subscribe, heldDecisions.get);
  const { items, dismiss } = useOutbox(LANE);
  const caseOf = (args: { params?: unknown }): string => (args.params as { id: string }).id;
  return {
    held,
    /** Cases that need no look any more. */
    decided: new Set([...held, ...items.filter((item) => !item.refused)].map((each) => caseOf(each.args))),
    refused: items
      .filter((item) => item.refused)
      .map((item) => ({ id: item.id, caseId: caseOf(item.args), label: item.label, why: item.refused! })),
    dismiss,
  };
}
