import { useCallback, useState } from 'react';

/** Ticks on a list of ids, at most `most` at a time; what is no longer in the list is no longer ticked. */
export function useTicks(tickable: readonly string[], most: number) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ticked = chosen.filter((id) => tickable.includes(id));
  const toggle = useCallback(
    (id: string) => setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id])),
    [],
  );
  const all = ticked.length > 0 && ticked.length === Math.min(tickable.length, most);
  return {
    ticked,
    isTicked: (id: string) => ticked.includes(id),
    /** No more can be ticked. */
    full: ticked.length >= most,
    all,
    toggle,
    toggleAll: () => setChosen(all ? [] : tickable.slice(0, most)),
    set: setChosen,
    clear: () => setChosen([]),
  };
}
