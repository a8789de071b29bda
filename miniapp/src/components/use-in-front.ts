import { useDidHide, useDidShow } from '@tarojs/taro';
import { useState } from 'react';

/** A page that was left keeps its state; what it has opened must not lie over the next one. */
export function useInFront(): boolean {
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  return front;
}
