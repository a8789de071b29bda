import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Tap } from './tap';
import './tiles.scss';

/** No Grid of NutUI's: its items take neither role, name nor keys. The work of a desk at a glance: `<Tiles><Tile …/></Tiles>`, two in a row, more where there is room. */
export function Tiles({ children }: PropsWithChildren) {
  return <View className="jz-tiles">{children}</View>;
}

export interface TileProps {
  title: string;
  /** How many wait; undefined while that is not known. `100+` when there are more than were counted. */
  count?: number | string;
  /** What is so, or the next thing to do. */
  hint?: string;
  /** Something waits for this person. */
  due?: boolean;
  onTap: () => void;
}

/** One kind of work, with how much of it waits. */
export function Tile({ title, count, hint, due, onTap }: TileProps) {
  return (
    <Tap
      className={`jz-tile ${due ? 'jz-tile-due' : ''}`}
      label={[title, count, hint].filter((each) => each !== undefined).join('，')}
      onTap={onTap}
    >
      <View className="jz-tile-title">{title}</View>
      <View className="jz-tile-count">{count ?? '—'}</View>
      {hint && <View className="jz-tile-hint">{hint}</View>}
    </Tap>
  );
}
