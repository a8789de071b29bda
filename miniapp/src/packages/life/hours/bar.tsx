import { View } from '@tarojs/components';
import { a11y } from '@/components';

const share = (part: number, whole: number): number => Math.max(0, Math.min(100, whole ? Math.round((part / whole) * 100) : 100));

/** Hours against their target: filled, what waits for review lighter behind it, and both numbers in words. */
export function Bar({ name, done, waiting = '0', target }: { name: string; done: string; waiting?: string; target: string }) {
  const [now, soon] = [share(Number(done), Number(target)), share(Number(done) + Number(waiting), Number(target))];
  const isMet = Number(done) >= Number(target);
  return (
    <View className="yearly-bar" {...a11y({ role: 'progressbar', label: `${name}${done}学时，要求${target}学时` })}>
      <View className="yearly-head">
        <View className="yearly-name">{name}</View>
        <View className={`yearly-figure ${isMet ? 'yearly-met' : ''}`}>{`${done} / ${target}学时`}</View>
      </View>
      <View className="yearly-track">
        <View className="yearly-soon" style={{ width: `${soon}%` }} />
        <View className={`yearly-done ${isMet ? 'yearly-done-met' : ''}`} style={{ width: `${now}%` }} />
      </View>
    </View>
  );
}
