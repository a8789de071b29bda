import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useWide } from '@/hooks/use-wide';
import { StateBlock } from './state-block';
import './split.scss';

/**
 * A list and what was chosen from it: side by side at a computer (`<Page wide>`), the list alone on a phone, where the choice is a page of its own.
 * `detail` undefined: nothing is chosen yet.
 */
export function Split({ list, detail, choose = '请从左边选一条' }: { list: ReactNode; detail?: ReactNode; choose?: string }) {
  if (!useWide()) return <>{list}</>;
  return (
    <View className="jz-split">
      <View className="jz-split-list">{list}</View>
      <View className="jz-split-detail">{detail ?? <StateBlock kind="empty" title={choose} />}</View>
    </View>
  );
}
