import { useSyncExternalStore } from 'react';
import { outbox } from '@/api';

/** The queue of what was done offline: what waits, what was refused, and the ways to send again or dismiss. Page shows it by itself. */
export function useOutbox(lane?: string) {
  const all = useSyncExternalStore(outbox.subscribe, outbox.get);
  const items = lane ? all.filter((item) => item.lane === lane) : all;
  return {
    items,
    waiting: items.filter((item) => !item.refused).length,
    refused: items.filter((item) => item.refused).length,
    add: outbox.add,
    send: outbox.send,
    dismiss: outbox.dismiss,
  };
}
