import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { answers, api, network, session, useSession, type AnyArgs, type ApiError, type ArgsOf } from '@/api';
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

const interested = new Set<{ routeId: string; refetch: () => void }>();

/** Asks every shown query of these routes again: `invalidate('application')` or `invalidate('application.view')`. */
export function invalidate(...prefixes: string[]): void {
  for (const each of [...interested])
    if (prefixes.some((prefix) => each.routeId === prefix || each.routeId.startsWith(`${prefix}.`))) each.refetch();
}

/** Reads a GET route: the answer is shared with every page that asks the same (see createAnswers), the last one is kept for offline. */
export function useQuery<R extends RouteSpec>(
  route: R,
  args: ArgsOf<R> & AnyArgs,
  { enabled = true, onShow = true }: QueryOptions = {},
): Query<ResponseOf<R>> {
  type T = ResponseOf<R>;
  const who = useSession();
  const guest = route.access !== 'PUBLIC' && !who;
  const asked = enabled && !guest;
  const name = `${session.asker()}.${route.id}.${JSON.stringify([args.params, args.query])}`;
  const latest = useRef({ route, args, name });
  latest.current = { route, args, name };
  const answer = useSyncExternalStore(
    useCallback((listener) => answers.follow(name, listener), [name]),
    () => answers.get<T>(name),
  );
  // What another page draws, and a write has outdated, is not shown here: a form would begin with it.
  const outdated = useRef<{ name: string; at?: number }>();
  if (outdated.current?.name !== name) outdated.current = { name, at: answers.isFresh(name) ? undefined : answer.at };

  const refetch = useCallback((): Promise<void> => {
    const { route, args, name } = latest.current;
    return answers.ask(name, route.id, () => api.call(route, args as ArgsOf<R> & AnyArgs));
  }, []);
  const put = useCallback((data: T) => answers.put(latest.current.name, data), []);

  useEffect(() => {
    if (asked) void refetch();
  }, [asked, name, refetch]);

  useDidShow(() => {
    // The first show may come before the first question, or while it is under way: they are one request.
    if (onShow && asked) void refetch();
  });

  usePulled(async () => {
    if (asked) await refetch();
  });

  useEffect(() => {
    if (!asked) return undefined;
    const entry = { routeId: route.id, refetch: () => void refetch() };
    interested.add(entry);
    const stop = network.subscribe(() => {
      if (network.isOnline()) void refetch();
    });
    return () => {
      interested.delete(entry);
      stop();
    };
  }, [asked, route.id, refetch]);

  const { error, at, isOld } = answer;
  const data = !error && at !== undefined && outdated.current.at === at ? undefined : answer.data;
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
  return { state, data, error, at, isOld, busy: answer.busy || state === 'loading', refetch, put };
}
