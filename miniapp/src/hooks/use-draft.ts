import { useDidHide, useUnload } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { session } from '@/api';
import { storage } from '@/api/storage';

const KEPT_FOR_MS = 30 * 24 * 3600 * 1000;
const SAVE_AFTER_MS = 400;

export interface Draft<T> {
  value: T;
  /** Merges into the form and saves it a moment later. */
  set(patch: Partial<T>): void;
  /** Call after the server has accepted the form. */
  clear(): void;
  /** When an earlier, unfinished form was brought back (epoch ms): say so on the screen. */
  restoredAt?: number;
}

/**
 * A form that survives a phone call, a crash and a dead battery: kept on this phone for this person, for 30 days.
 * Sign-out deletes it. Name the key by form and case: `application.new`, `review.<id>`.
 */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const name = `draft.${session.get()?.personId ?? 'guest'}.${key}`;
  const [kept] = useState(() => {
    const found = storage.get<{ at: number; value: Partial<T> }>(name);
    return found && Date.now() - found.at < KEPT_FOR_MS ? found : undefined;
  });
  const [value, setValue] = useState<T>({ ...initial, ...kept?.value });
  const unsaved = useRef<T>();
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current) storage.set(name, { at: Date.now(), value: unsaved.current });
    unsaved.current = undefined;
  }, [name]);
  const set = useCallback(
    (patch: Partial<T>) => {
      setValue((before) => (unsaved.current = { ...before, ...patch }));
      clearTimeout(timer.current);
      timer.current = setTimeout(save, SAVE_AFTER_MS);
    },
    [save],
  );
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = undefined;
    storage.remove(name);
  }, [name]);

  useDidHide(save);
  useUnload(save);
  useEffect(() => save, [save]);
  return { value, set, clear, restoredAt: kept?.at };
}
