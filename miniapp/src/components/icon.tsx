import type { ComponentType } from 'react';
import { a11y } from './a11y';

/** An icon of @nutui/icons-react-taro, sized in px at normal type and growing with it; always silent for screen readers (the text beside it speaks). */
export function Icon({
  of: Glyph,
  size = 22,
  className = '',
}: {
  of: ComponentType<Record<string, unknown>>;
  size?: number;
  className?: string;
}) {
  const scaled = `calc(${size}px * var(--type, 1))`;
  return <Glyph size={scaled} className={className} {...a11y({ hidden: true })} />;
}
