import { useEffect, useState } from 'react';

/**
 * False for `ms` after the value has changed: a button beneath it rests, so that a second tap meant for what was there before does nothing.
 * Going back to an earlier value rests again.
 */
export function useRested<T>(value: T, ms: number): boolean {
  const [rested, setRested] = useState<{ value: T }>();
  useEffect(() => {
    setRested(undefined);
    const timer = setTimeout(() => setRested({ value }), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested !== undefined && Object.is(rested.value, value);
}
