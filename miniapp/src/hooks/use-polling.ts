import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';

/** Repeats `work` every `ms` while `active` and the page is in front: for what moves by itself on the server. Never two at a time. */
export function usePolling(active: boolean, ms: number, work: () => Promise<unknown>): void {
  const [shown, setShown] = useState(true);
  const latest = useRef(work);
  latest.current = work;
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  useEffect(() => {
    if (!active || !shown) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const turn = () => {
      timer = setTimeout(() => {
        void latest.current().finally(() => {
          if (!over) turn();
        });
      }, ms);
    };
    turn();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [active, shown, ms]);
}
