import { useCallback, useState } from 'react';
import type { ResponseOf, RouteSpec } from '@jzt/shared/contract/route';
import { api, asApiError, type AnyArgs, type ApiError } from '@/api';
import { invalidate } from './use-query';

/** Sends one photo to an `upload: true` route; pair it with `<PhotoPicker>`. */
export function useUpload<R extends RouteSpec & { upload: true }>(route: R, { changes = [] }: { changes?: string[] } = {}) {
  const [state, setState] = useState<{ busy: boolean; error?: ApiError }>({ busy: false });
  const affected = changes.join(' ');
  const run = useCallback(
    async (filePath: string, args: AnyArgs = {}): Promise<ResponseOf<R> | undefined> => {
      setState({ busy: true });
      try {
        const answer = await api.upload(route, filePath, args);
        setState({ busy: false });
        if (affected) invalidate(...affected.split(' '));
        return answer;
      } catch (error) {
        setState({ busy: false, error: asApiError(error) });
        return undefined;
      }
    },
    [route, affected],
  );
  return { run, ...state };
}
