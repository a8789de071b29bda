import { View } from '@tarojs/components';
import { Cell } from '@nutui/nutui-react-taro';
import '@nutui/nutui-react-taro/dist/es/packages/cell/style/css';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import { Tap } from './tap';
import './list-row.scss';

export interface ListRowProps {
  title: ReactNode;
  /** Second line: why, or what next. */
  hint?: ReactNode;
  /** At the right: a value, a StatusChip. */
  value?: ReactNode;
  icon?: IconName;
  /** One character in the place of the icon. */
  glyph?: string;
  onTap?: () => void;
  label?: string;
  disabled?: boolean;
}

/** A row in a Card, NutUI's Cell; with `onTap` it is a target with an arrow. Long values go below instead of being cut. */
export function ListRow({ title, hint, value, icon, glyph, onTap, label, disabled }: ListRowProps) {
  const body = (
    <>
      {(icon || glyph) && (
        <View className="jz-row-icon" {...a11y({ hidden: true })}>
          {icon ? <Icon of={icon} size={22} /> : <View className="jz-row-glyph">{glyph}</View>}
        </View>
      )}
      <Cell title={title} description={hint} extra={value} align="baseline" radius="0" />
      {onTap && !disabled && <Icon of="arrow-right" size={16} className="jz-row-arrow" />}
    </>
  );
  // A Cell takes neither role nor name nor keys: those are the Tap's.
  return onTap ? (
    <Tap className="jz-row" onTap={onTap} label={label} disabled={disabled}>
      {body}
    </Tap>
  ) : (
    <View className="jz-row jz-row-still">{body}</View>
  );
}

/** Names and values, e.g. the facts of an application. Values may be long; numbers are kept whole and selectable. No Cell: a list of 200 cards has 800 of them. */
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
