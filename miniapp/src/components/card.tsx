import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { Tap } from './tap';
import './card.scss';

export interface CardProps {
  title?: string;
  /** At the title's right: a StatusChip, a quiet Button. */
  extra?: ReactNode;
  /** The barrier stripe on top: this block has to be noticed. */
  alert?: boolean;
  onTap?: () => void;
  /** Needed with `onTap`: what a screen reader says for the whole card. */
  label?: string;
  className?: string;
}

/** No Card of NutUI's: that is one of goods with a price. A block of one subject. With `onTap` the whole block is one target. */
export function Card({ title, extra, alert, onTap, label, className = '', children }: PropsWithChildren<CardProps>) {
  const content = (
    <>
      {alert && <View className="jz-card-stripe" />}
      {(title || extra) && (
        <View className="jz-card-head">
          {title && <View className="jz-card-title">{title}</View>}
          {extra}
        </View>
      )}
      {children}
    </>
  );
  return onTap ? (
    <Tap className={`jz-card ${className}`} onTap={onTap} label={label ?? title}>
      {content}
    </Tap>
  ) : (
    <View className={`jz-card ${className}`}>{content}</View>
  );
}

/** A heading between cards, with an optional quiet action at its right. */
export function SectionTitle({ extra, children }: PropsWithChildren<{ extra?: ReactNode }>) {
  return (
    <View className="jz-section">
      <View className="jz-section-text">{children}</View>
      {extra}
    </View>
  );
}
