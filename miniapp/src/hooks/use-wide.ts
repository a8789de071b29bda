import { useSyncExternalStore } from 'react';

/** From here on a list and what was chosen from it stand side by side. */
const WIDE = '(min-width: 1000px)';

const asked = () => (process.env.TARO_ENV === 'h5' ? window.matchMedia(WIDE) : undefined);
const subscribe = (listener: () => void): (() => void) => {
  const query = asked();
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
};
const isWide = (): boolean => asked()?.matches ?? false;

/** True at a computer's window (H5): desk work is laid out in two columns. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, isWide);
