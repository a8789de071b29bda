import Taro from '@tarojs/taro';
import { useEffect } from 'react';

const WORDS = '考试还没有交卷，计时不会停。确定要离开吗？';

/** No leaving by accident: both platforms ask first. */
export function useStay(active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    if (process.env.TARO_ENV === 'h5') {
      const ask = (event: BeforeUnloadEvent) => event.preventDefault();
      window.addEventListener('beforeunload', ask);
      return () => window.removeEventListener('beforeunload', ask);
    }
    Taro.enableAlertBeforeUnload?.({ message: WORDS });
    return () => Taro.disableAlertBeforeUnload?.();
  }, [active]);
}
