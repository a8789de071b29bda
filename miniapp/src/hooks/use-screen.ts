import Taro, { useDidHide, useDidShow, useUnload } from '@tarojs/taro';

const weapp = process.env.TARO_ENV === 'weapp';

/** The screen stays lit while this page is in front: nobody touches it during a lesson. */
export function useKeepScreenOn(): void {
  const keep = (keepScreenOn: boolean) => {
    if (weapp) void Taro.setKeepScreenOn({ keepScreenOn }).catch(() => undefined);
  };
  useDidShow(() => keep(true));
  useDidHide(() => keep(false));
  useUnload(() => keep(false));
}

/** A picture or a recording of the screen shows nothing while this page is in front: ID cards, exam questions. */
export function useHiddenOnCapture(): void {
  const hide = (visualEffect: 'hidden' | 'none') => {
    // Not every phone can; where it cannot, nothing else changes.
    if (weapp) Taro.setVisualEffectOnCapture?.({ visualEffect, fail: () => undefined });
  };
  useDidShow(() => hide('hidden'));
  useDidHide(() => hide('none'));
  useUnload(() => hide('none'));
}
