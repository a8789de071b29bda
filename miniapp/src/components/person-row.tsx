import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Tick } from './tick';
import './person-row.scss';

/** One person of a list: name, masked number, and what matters here; with a tick where somebody is to be chosen. */
export function PersonRow({
  name,
  idNumberMasked,
  value,
  more,
  checked,
  onTick,
}: {
  name: string;
  idNumberMasked: string;
  value?: ReactNode;
  more?: ReactNode;
  checked?: boolean;
  onTick?: () => void;
}) {
  const body = (
    <View className="person">
      <View className="person-line">
        <View className="person-name">{name}</View>
        {value}
      </View>
      <View className="person-id">{idNumberMasked}</View>
      {more}
    </View>
  );
  if (!onTick) return <View className="person-row">{body}</View>;
  return (
    <View className="person-row person-tick">
      <Tick checked={checked ?? false} label={`${name}，${idNumberMasked}`} onChange={onTick}>
        {body}
      </Tick>
    </View>
  );
}
