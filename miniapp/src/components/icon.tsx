import { View } from '@tarojs/components';
import { a11y } from './a11y';
import './icon.scss';

/** The pictures in assets/icons (NutUI's, MIT). A list of 200 rows says only their name; icon.scss carries each picture once. */
export type IconName =
  | 'arrow-down'
  | 'arrow-left'
  | 'arrow-right'
  | 'arrow-up'
  | 'check'
  | 'clock'
  | 'close'
  | 'edit'
  | 'eye'
  | 'mail'
  | 'order'
  | 'phone'
  | 'photograph'
  | 'refresh'
  | 'scan'
  | 'search'
  | 'service'
  | 'shield-check'
  | 'user';

/** An icon sized in px at normal type and growing with it; always silent for screen readers (the text beside it speaks). */
export function Icon({ of: name, size = 22, className = '' }: { of: IconName; size?: number; className?: string }) {
  return (
    <View
      className={`jz-icon jz-icon-${name} ${className}`.trimEnd()}
      style={{ fontSize: `calc(${size}px * var(--type, 1))` }}
      {...a11y({ hidden: true })}
    />
  );
}
