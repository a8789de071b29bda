import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import './bottom-bar.scss';

/** The one next step at the thumb: `<Page footer={<BottomBar><Button block>…</Button></BottomBar>}>`; `above` says why it is not possible yet, or what failed. */
export function BottomBar({ above, children }: PropsWithChildren<{ above?: ReactNode }>) {
  return (
    <View className="jz-bar">
      <View className="jz-bar-inner">
        {above}
        <View className="jz-bar-buttons">{children}</View>
      </View>
    </View>
  );
}
