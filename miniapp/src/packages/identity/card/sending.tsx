import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { a11y } from '@/components';

const SLOW_AFTER_MS = 8_000;

/** The photo is on its way and being read; on a slow network it says so instead of looking dead. */
export function Sending() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <View className="sending" {...a11y({ live: true })}>
      <View className="sending-bar" />
      {slow ? '网络有点慢，还在上传。请不要离开这一页。' : '正在上传和识别，一般只要几秒钟。'}
    </View>
  );
}
