import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import './state-block.scss';

/** The face of a block that has nothing to show: what is so, why, and one thing to do. */
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
    <View className="jz-state" {...a11y({ live: kind !== 'empty' })}>
      <View className={`jz-state-sign jz-state-${kind}`} {...a11y({ hidden: true })}>
        <View className="jz-state-board" />
        <View className="jz-state-leg" />
      </View>
      <View className="jz-state-title">{title}</View>
      {hint && <View className="jz-state-hint">{hint}</View>}
      {action && <View className="jz-state-action">{action}</View>}
    </View>
  );
}
