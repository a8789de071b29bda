import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { formatClock } from '@/format';
import { useCountdown } from '@/hooks/use-countdown';
import { a11y } from './a11y';
import './countdown.scss';

/** No CountDown of NutUI's: it draws 60 times a second, by the phone's clock. Time left on the server's clock; red in the last `alarm` seconds, `onEnd` once at zero. */
export function Countdown({
  deadline,
  serverTime,
  label = '剩余时间',
  alarm = 300,
  onEnd,
}: {
  deadline: string;
  serverTime?: string;
  label?: string;
  alarm?: number;
  onEnd?: () => void;
}) {
  const left = useCountdown(deadline, serverTime);
  const told = useRef<string>();
  useEffect(() => {
    if (left !== 0 || told.current === deadline) return;
    told.current = deadline;
    onEnd?.();
  }, [left, deadline, onEnd]);
  if (left === undefined) return null;
  return (
    <View
      className={`jz-clock ${left <= alarm ? 'jz-clock-alarm' : ''}`}
      {...a11y({ role: 'timer', label: `${label}${Math.floor(left / 60)}分钟` })}
    >
      <View className="jz-clock-label">{label}</View>
      <View className="jz-clock-time">{formatClock(left)}</View>
    </View>
  );
}
