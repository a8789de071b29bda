import Taro, { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useCallback, useEffect, useRef } from 'react';

const isWeapp = () => process.env.TARO_ENV === 'weapp';

/** The screen stays lit while this page is in front: nobody touches it during a lesson. */
export function useKeepScreenOn(): void {
  const keep = (keepScreenOn: boolean) => {
    if (isWeapp()) void Taro.setKeepScreenOn({ keepScreenOn }).catch(() => undefined);
  };
  useDidShow(() => keep(true));
  useDidHide(() => keep(false));
  useUnload(() => keep(false));
}

/** How many in front want it. */
let hiding = 0;

function hide(by: 1 | -1): void {
  hiding += by;
  // Not every phone can; where it cannot, nothing else changes.
  if (isWeapp() && hiding === Math.max(by, 0))
    Taro.setVisualEffectOnCapture?.({ visualEffect: hiding > 0 ? 'hidden' : 'none', fail: () => undefined });
}

/** A picture or a recording of the screen shows nothing while this is in front, from when it is first drawn: ID cards, faces, exam questions. */
export function useHiddenOnCapture(): void {
  const hides = useRef(false);
  const turn = useCallback((on: boolean) => {
    if (hides.current === on) return;
    hides.current = on;
    hide(on ? 1 : -1);
  }, []);
  useEffect(() => {
    turn(true);
    return () => turn(false);
  }, [turn]);
  useDidShow(() => turn(true));
  useDidHide(() => turn(false));
}
