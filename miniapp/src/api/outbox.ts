import type { RouteSpec } from '@jzt/shared/contract/route';
import { asApiError } from './api-error';
import { checkedBody, newKey, type AnyArgs, type ArgsOf, type CallOptions } from './client';
import { createStore } from './store';

/** One thing done while the network was away, waiting to be sent; plain data, so that it outlives the app. */
export interface OutboxItem {
  id: string;
  /** What it belongs to, e.g. `study:<kind>:<id>`; answers are delivered by lane. */
  lane: string;
  /** What the person sees in the queue: “第3课 学习进度”. */
  label: string;
  route: Pick<RouteSpec, 'id' | 'method' | 'path' | 'access' | 'idempotent'>;
  args: AnyArgs;
  key: string;
  at: number;
  /** The role it was done in (session.actingAs): it goes out in no other. */
  as?: string;
  /** Set when the server said no: shown until the person dismisses it. */
  refused?: string;
}

export interface OutboxDeps {
  call(route: RouteSpec, args: AnyArgs, options: CallOptions): Promise<unknown>;
  load(): OutboxItem[] | undefined;
  save(items: OutboxItem[]): void;
  /** The role the person acts in now. */
  actingAs(): string | undefined;
  /** Runs `work` later; injected so that a test need not wait. */
  later(work: () => void, ms: number): void;
}

const BACKOFF_MS = [3_000, 6_000, 15_000, 30_000, 60_000];

/**
 * A queue on the phone's disk: sent in order, one at a time, each with its own idempotency key, until the server has answered.
 * Nothing is dropped silently: a refusal stays visible.
 */
export function createOutbox({ call, load, save, actingAs, later }: OutboxDeps) {
  const store = createStore<readonly OutboxItem[]>(load() ?? []);
  const listeners = new Map<string, Set<(item: OutboxItem, answer: unknown) => void>>();
  let sending: Promise<void> | undefined;
  let failures = 0;

  const keep = (items: OutboxItem[]): void => {
    store.set(items);
    save(items);
  };
  // By key, not id: a newer one may have taken the place of what was just sent.
  const change = (key: string, next?: OutboxItem): void =>
    keep(store.get().flatMap((item) => (item.key === key ? (next ? [next] : []) : [item])));

  const isMine = (item: OutboxItem): boolean => item.as === undefined || item.as === actingAs();

  const sendAll = async (): Promise<void> => {
    for (;;) {
      const item = store.get().find((each) => !each.refused && isMine(each));
      if (!item) return;
      try {
        const answer = await call(item.route as RouteSpec, item.args, { idempotencyKey: item.key });
        failures = 0;
        change(item.key);
        for (const listener of listeners.get(item.lane) ?? []) listener(item, answer);
      } catch (thrown) {
        const error = asApiError(thrown);
        if (error.isUnanswered || error.status >= 500 || error.status === 429 || error.status === 401) {
          const wait = (error.detail.retryAfterSeconds ?? 0) * 1000 || BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]!;
          failures += 1;
          later(() => void outbox.send(), wait);
          return;
        }
        change(item.key, { ...item, refused: error.messageZh });
      }
    }
  };

  const outbox = {
    get: store.get,
    subscribe: store.subscribe,
    /** It can go out in the role of now. */
    isMine,

    /** Puts a call into the queue and starts sending. `replace` takes out an unsent one of the same lane and name (an answer changed before it went out); `as` the role it was decided in, when that was earlier. */
    add<R extends RouteSpec>(
      route: R,
      args: ArgsOf<R> & AnyArgs,
      { lane, label, replace, as = actingAs() }: { lane: string; label: string; replace?: string; as?: string },
    ): string {
      const id = replace ? `${lane}/${replace}` : newKey();
      const { id: routeId, method, path, access, idempotent } = route;
      const item: OutboxItem = {
        id,
        lane,
        label,
        key: newKey(),
        at: Date.now(),
        as,
        route: { id: routeId, method, path, access, ...(idempotent && { idempotent }) },
        args: { params: args.params, query: args.query, body: checkedBody(route, args.body) },
      };
      keep([...store.get().filter((each) => each.id !== id), item]);
      void outbox.send();
      return id;
    },

    /** Sends what waits; callers at the same time share one run. */
    send(): Promise<void> {
      sending ??= sendAll().finally(() => {
        sending = undefined;
      });
      return sending;
    },

    /** Takes a refused item out of the queue after the person has read why. */
    dismiss: (id: string): void => keep(store.get().filter((item) => item.id !== id)),

    /** Empties the queue: the person has signed out. */
    clear: (): void => keep([]),

    /** Hears every answer of a lane; returns the way to stop. */
    onAnswer(lane: string, listener: (item: OutboxItem, answer: unknown) => void): () => void {
      const all = listeners.get(lane) ?? new Set();
      listeners.set(lane, all.add(listener));
      return () => all.delete(listener);
    },
  };
  return outbox;
}
