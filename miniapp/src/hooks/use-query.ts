import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { api, asApiError, keptAnswers, network, useSession, type AnyArgs, type ApiError, type ArgsOf } from '@/api';
import { usePulled } from './pull-down';

/**
 * What a screen draws (see `<Screen>`): `guest` needs a sign-in first; `ready` may be an old answer (`isOld`) while offline.
 */
export type QueryState = 'idle' | 'guest' | 'loading' | 'ready' | 'error' | 'offline' | 'denied';

export interface Query<T> {
  state: QueryState;
  data?: T;
  error?: ApiError;
  /** The data is the last answer kept on the phone, of `at`. */
  isOld: boolean;
  /** When the data was answered, epoch ms. */
  at?: number;
  /** A request is under way (also behind data that is shown). */
  busy: boolean;
  refetch(): Promise<void>;
  /** Puts an answer in place, e.g. the one an action gave back. */
  put(data: T): void;
}

export interface QueryOptions {
  /** False: do not ask yet (a parameter is missing). */
  enabled?: boolean;
  /** Ask again when the page is shown again; on by default. */
  onShow?: boolean;
}

interface Held<T> {
  name: string;
  data?: T;
  at?: number;
  isOld: boolean;
  error?: ApiError;
  busy: boolean;
}

const interested = new Set<{ routeId: string; refetch: () => void }>();

/** Asks every shown query of these routes again: `invalidate('application')` or `invalidate('application.view')`. */
export function invalidate(...prefixes: string[]): void {
  for (const each of [...interested])
    if (prefixes.some((prefix) => each.routeId === prefix || each.routeId.startsWith(`${prefix}.`))) each.refetch();
}

/** Reads a GET route: the newest question wins, late answers of older ones are dropped, the last answer is kept for offline. */
export function useQuery<R extends RouteSpec>(
  route: R,
  args: ArgsOf<R> & AnyArgs,
  { enabled = true, onShow = true }: QueryOptions = {},
): Query<ResponseOf<R>> {
  type T = ResponseOf<R>;
  const who = useSession();
  const guest = route.access !== 'PUBLIC' && !who;
  const asked = enabled && !guest;
  const name = `${who?.personId ?? ''}.${who?.role ?? ''}.${who?.organisationId ?? ''}.${route.id}.${JSON.stringify([args.params, args.query])}`;
  const [held, setHeld] = useState<Held<T>>({ name, isOld: false, busy: asked });
  const turn = useRef(0);
  const asking = useRef<string>();
  const alive = useRef(true);
  const latest = useRef({ route, args, name });
  latest.current = { route, args, name };

  const refetch = useCallback(async (): Promise<void> => {
    const { route, args, name } = latest.current;
    const mine = (turn.current += 1);
    const current = () => alive.current && mine === turn.current;
    asking.current = name;
    setHeld((before) => (before.name === name ? { ...before, busy: true } : { name, isOld: false, busy: true }));
    try {
      const data = await api.call(route, args as ArgsOf<R> & AnyArgs);
      if (!current()) return;
      setHeld({ name, data, at: Date.now(), isOld: false, busy: false });
      keptAnswers.set(route.id, name, data);
    } catch (thrown) {
      if (!current()) return;
      const error = asApiError(thrown);
      const kept = error.isUnanswered ? keptAnswers.get<T>(name) : undefined;
      setHeld((before) => {
        const data = error.isUnanswered ? (before.data ?? kept?.data) : undefined;
        return { name, error, data, at: before.at ?? kept?.at, isOld: data !== undefined, busy: false };
      });
    } finally {
      if (current()) asking.current = undefined;
    }
  }, []);

  useEffect(() => {
    if (asked && asking.current !== name) void refetch();
  }, [asked, name, refetch]);

  useDidShow(() => {
    // The first show may come before the first question or while it is under way.
    if (onShow && asked && asking.current !== latest.current.name) void refetch();
  });

  usePulled(async () => {
    if (asked) await refetch();
  });

  useEffect(() => {
    alive.current = true;
    const entry = { routeId: route.id, refetch: () => void refetch() };
    if (asked) interested.add(entry);
    const stop = network.subscribe(() => {
      if (asked && network.isOnline()) void refetch();
    });
    return () => {
      alive.current = false;
      interested.delete(entry);
      stop();
    };
  }, [asked, route.id, refetch]);

  // A changed question shows nothing of the old one.
  const now = held.name === name ? held : { name, isOld: false, busy: asked };
  const { data, error, at, isOld, busy } = now as Held<T>;
  const state: QueryState = guest
    ? 'guest'
    : !enabled
      ? 'idle'
      : data !== undefined
        ? 'ready'
        : !error
          ? 'loading'
          : error.isDenied
            ? 'denied'
            : error.isUnanswered
              ? 'offline'
              : 'error';
  const put = useCallback((next: T) => {
    turn.current += 1;
    setHeld({ name: latest.current.name, data: next, at: Date.now(), isOld: false, busy: false });
  }, []);
  return { state, data, error, at, isOld, busy, refetch, put };
}
