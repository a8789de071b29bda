import { View, type ViewProps } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { a11y, pressKeys } from './a11y';
import './tap.scss';

export interface TapProps {
  onTap?: () => void;
  /** Read aloud instead of the content. */
  label?: string;
  role?: 'button' | 'link' | 'checkbox' | 'radio' | 'tab' | 'switch';
  checked?: boolean;
  disabled?: boolean;
  className?: string;
  style?: ViewProps['style'];
  id?: string;
}

/** Anything that is tapped: at least 48 px high, pressed feedback, a role for screen readers, and the Enter key at a computer. */
export function Tap({
  onTap,
  label,
  role = 'button',
  checked,
  disabled,
  className = '',
  style,
  id,
  children,
}: PropsWithChildren<TapProps>) {
  const go = disabled ? undefined : onTap;
  return (
    <View
      id={id}
      className={`jz-tap ${disabled ? 'jz-tap-off' : ''} ${className}`}
      style={style}
      hoverClass={go ? 'jz-tap-on' : 'none'}
      onClick={go}
      {...a11y({ label, role, checked, disabled })}
      {...pressKeys(disabled ? undefined : () => go?.())}
    >
      {children}
    </View>
  );
}
