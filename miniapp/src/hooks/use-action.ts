import { useCallback, useRef, useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { api, asApiError, type AnyArgs, type ApiError, type ArgsOf } from '@/api';
import { keptKey } from '@/api/kept-keys';
import { storage } from '@/api/storage';
import { invalidate } from './use-query';

export interface Action<R extends RouteSpec> {
  /** Sends it. Resolves to the answer, or to undefined when it was refused or unanswered (then `error` says why). A second tap while busy joins the first. */
  run(args: ArgsOf<R> & AnyArgs): Promise<ResponseOf<R> | undefined>;
  busy: boolean;
  error?: ApiError;
  /** Wrong fields by name, for `<Field error={action.fields.name}>`. */
  fields: Record<string, string>;
  /** Forgets the error, e.g. when the person edits the form. */
  reset(): void;
}

/** A write. Keeps one idempotency key per filled form until the server has answered; afterwards asks the queries named in `changes` again. */
export function useAction<R extends RouteSpec>(route: R, { changes = [] }: { changes?: string[] } = {}): Action<R> {
  const [state, setState] = useState<{ busy: boolean; error?: ApiError }>({ busy: false });
  const running = useRef<Promise<ResponseOf<R> | undefined>>();
  const affected = useRef(changes);
  affected.current = changes;

  const run = useCallback(
    (args: ArgsOf<R> & AnyArgs) => {
      const send = async (): Promise<ResponseOf<R> | undefined> => {
        setState({ busy: true });
        const kept = route.idempotent ? keptKey(storage, route, args) : undefined;
        try {
          const answer = await api.call(route, args, { idempotencyKey: kept?.key });
          kept?.answered();
          setState({ busy: false });
          invalidate(...affected.current);
          return answer;
        } catch (thrown) {
          const error = asApiError(thrown);
          if (!error.isUnanswered) kept?.answered();
          setState({ busy: false, error });
          return undefined;
        } finally {
          running.current = undefined;
        }
      };
      running.current ??= send();
      return running.current;
    },
    [route],
  );

  const reset = useCallback(() => setState((before) => (before.error ? { busy: before.busy } : before)), []);
  return { run, busy: state.busy, error: state.error, fields: state.error?.fields ?? {}, reset };
}
