import { useSyncExternalStore } from 'react';
import { outbox, useSession } from '@/api';

/** The queue of what was done offline: what waits, what was refused, and the ways to send again or dismiss. Page shows it by itself. */
export function useOutbox(lane?: string) {
  useSession();
  const all = useSyncExternalStore(outbox.subscribe, outbox.get);
  const items = lane ? all.filter((item) => item.lane === lane) : all;
  return {
    items,
    waiting: items.filter((item) => !item.refused && outbox.isMine(item)).length,
    /** Done in another role of this person: they wait for it. */
    elsewhere: items.filter((item) => !item.refused && !outbox.isMine(item)).length,
    refused: items.filter((item) => item.refused).length,
    add: outbox.add,
    send: outbox.send,
    isMine: outbox.isMine,
    dismiss: outbox.dismiss,
  };
}
