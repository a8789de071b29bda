import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { createStore } from '@/api/store';
import { storage } from '@/api/storage';

/** Chosen in 我的; `system` follows the phone (WeChat's fontSizeScaleFactor, 1.4 in care mode). */
export type TypeSize = 'system' | 'normal' | 'large' | 'largest';

const FACTORS = { normal: 1, large: 1.2, largest: 1.4 } as const;
const KEY = 'typeSize';
const size = createStore<TypeSize>(storage.get<TypeSize>(KEY) ?? 'system');

const systemFactor = (): number => {
  if (process.env.TARO_ENV === 'h5') return 1;
  const { fontSizeScaleFactor } = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number };
  // Below 1 would be too small in the sun; above 1.6 no line of a 320 px screen holds a word.
  return Math.min(1.6, Math.max(1, fontSizeScaleFactor ?? 1));
};

export const typeScale = {
  size: size.get,
  choose(next: TypeSize): void {
    storage.set(KEY, next);
    size.set(next);
  },
};

/** The factor all type is multiplied with (1–1.6); Page puts it into `--type`. */
export function useTypeScale(): number {
  const chosen = useSyncExternalStore(size.subscribe, size.get);
  return chosen === 'system' ? systemFactor() : FACTORS[chosen];
}
