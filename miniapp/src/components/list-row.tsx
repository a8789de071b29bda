import { ArrowRight } from '@nutui/icons-react-taro';
import { View } from '@tarojs/components';
import type { ComponentType, ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Tap } from './tap';
import './list-row.scss';

export interface ListRowProps {
  title: ReactNode;
  /** Second line: why, or what next. */
  hint?: ReactNode;
  /** At the right: a value, a StatusChip. */
  value?: ReactNode;
  /** An icon of @nutui/icons-react-taro, or one character. */
  icon?: ComponentType<Record<string, unknown>> | string;
  onTap?: () => void;
  label?: string;
  disabled?: boolean;
}

/** A row in a Card; with `onTap` it is a target with an arrow. Long values go below instead of being cut. */
export function ListRow({ title, hint, value, icon, onTap, label, disabled }: ListRowProps) {
  const body = (
    <>
      {icon && (
        <View className="jz-row-icon" {...a11y({ hidden: true })}>
          {typeof icon === 'string' ? <View className="jz-row-glyph">{icon}</View> : <Icon of={icon} size={22} />}
        </View>
      )}
      <View className="jz-row-main">
        <View className="jz-row-line">
          <View className="jz-row-title">{title}</View>
          {value !== undefined && <View className="jz-row-value">{value}</View>}
        </View>
        {hint && <View className="jz-row-hint">{hint}</View>}
      </View>
      {onTap && !disabled && <Icon of={ArrowRight} size={16} className="jz-row-arrow" />}
    </>
  );
  return onTap ? (
    <Tap className="jz-row" onTap={onTap} label={label} disabled={disabled}>
      {body}
    </Tap>
  ) : (
    <View className="jz-row jz-row-still">{body}</View>
  );
}

/** Names and values, e.g. the facts of an application. Values may be long; numbers are kept whole and selectable. */
export function Facts({ rows }: { rows: { name: string; value?: ReactNode }[] }) {
  return (
    <View className="jz-facts">
      {rows
        .filter((row) => row.value !== undefined && row.value !== '')
        .map((row) => (
          <View className="jz-fact" key={row.name}>
            <View className="jz-fact-name">{row.name}</View>
            <View className="jz-fact-value">{row.value}</View>
          </View>
        ))}
    </View>
  );
}
