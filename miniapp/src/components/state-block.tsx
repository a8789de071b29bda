import { View } from '@tarojs/components';
import { Empty } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/empty/style/css';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import './state-block.scss';

/** The face of a block that has nothing to show, by NutUI's Empty (whose own pictures come from another company's server): what is so, why, and one thing to do. */
export function StateBlock({
  kind,
  title,
  hint,
  action,
}: {
  kind: 'empty' | 'error' | 'offline' | 'denied' | 'guest';
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <View className={`jz-state jz-state-${kind}`} {...a11y({ live: kind !== 'empty' })}>
      <Empty
        image={
          <View {...a11y({ hidden: true })}>
            <View className="jz-state-board" />
            <View className="jz-state-leg" />
          </View>
        }
        title={title}
        description={hint && <View className="jz-state-hint">{hint}</View>}
      >
        {action && <View className="jz-state-action">{action}</View>}
      </Empty>
    </View>
  );
}
