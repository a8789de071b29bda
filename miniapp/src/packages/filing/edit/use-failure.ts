import { useEffect } from 'react';
import type { ApiError } from '@/api';

/** Tells of each refusal of an action once, to who can do something about it. */
export function useFailure(error: ApiError | undefined, onFail: (error: ApiError) => void): void {
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
}
