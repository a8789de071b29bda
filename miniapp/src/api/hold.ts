import type { BodyOf, ParamsOf, RouteSpec } from '@jzt/shared/contract/route';
import { checkedBody, newKey } from './client';
import type { createOutbox } from './outbox';
import { createStore } from './store';

/** Something decided that is not sent yet and can still be taken back; plain data, so that it outlives the app. */
export interface Held<R extends RouteSpec> {
  id: string;
  label: string;
  args: { params: ParamsOf<R>; body: BodyOf<R> };
  /** When it goes out, epoch ms of this phone. */
  until: number;
  /** The role it was decided in (session.actingAs). */
  as?: string;
}

export interface HoldDeps<R extends RouteSpec> {
  route: R;
  /** The outbox lane it goes out by. */
  lane: string;
  /** How long it can be taken back. */
  forMs: number;
  outbox: Pick<ReturnType<typeof createOutbox>, 'add'>;
  actingAs(): string | undefined;
  load(): Held<R>[] | undefined;
  save(items: readonly Held<R>[]): void;
  later(work: () => void, ms: number): void;
  now(): number;
}

/**
 * Holds acts back for some seconds, on the phone's disk, so that a slip of the thumb can be undone before anybody hears of it.
 * Afterwards, or when the app is put away (`release`), they go into the outbox, which keeps them until the server has answered.
 */
export function createHold<R extends RouteSpec>({ route, lane, forMs, outbox, actingAs, load, save, later, now }: HoldDeps<R>) {
  const store = createStore<readonly Held<R>[]>(load() ?? []);

  const keep = (items: readonly Held<R>[]): void => {
    store.set(items);
    save(items);
  };

  const send = (which: (held: Held<R>) => boolean): void => {
    for (const held of store.get().filter(which)) {
      // Into the outbox before out of here: killed in between, it replaces itself there.
      outbox.add(route, held.args as never, { lane, label: held.label, replace: held.id, as: held.as });
      keep(store.get().filter((each) => each.id !== held.id));
    }
  };
  const sendDue = (): void => send((held) => held.until <= now());
  const wait = (held: Held<R>): void => later(sendDue, Math.max(0, held.until - now()) + 20);

  const hold = {
    get: store.get,
    subscribe: store.subscribe,

    /** Throws INVALID_INPUT when the body does not fit the contract. */
    add(args: Held<R>['args'], label: string): Held<R> {
      const held = {
        id: newKey(),
        label,
        args: { params: args.params, body: checkedBody(route, args.body) as BodyOf<R> },
        until: now() + forMs,
        as: actingAs(),
      };
      keep([...store.get(), held]);
      wait(held);
      return held;
    },

    /** Takes it back; false when it has gone already. */
    undo(id: string): boolean {
      const left = store.get().filter((each) => each.id !== id);
      if (left.length === store.get().length) return false;
      keep(left);
      return true;
    },

    /** Sends everything now: the app is put away, or another role takes over. */
    release: (): void => send(() => true),

    /** Nothing is kept: the person has signed out. */
    clear: (): void => keep([]),
  };

  // After a restart: what was due goes out, the rest waits on, never longer than it would have (the phone's clock may have been set back).
  keep(store.get().map((held) => ({ ...held, until: Math.min(held.until, now() + forMs) })));
  sendDue();
  store.get().forEach(wait);
  return hold;
}
