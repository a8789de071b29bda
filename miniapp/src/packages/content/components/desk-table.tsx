import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y, Card, Facts, Tap, Tick } from '@/components';
import { useWide } from '@/hooks';
import './desk-table.scss';

const h5 = process.env.TARO_ENV === 'h5';
const as = (role: string) => (h5 ? { role } : {});

export interface Column<T> {
  title: string;
  /** A grid track: `120px`, `minmax(200px, 3fr)`. */
  width: string;
  cell: (item: T) => ReactNode;
}

interface Ticks {
  can: (id: string) => boolean;
  isTicked: (id: string) => boolean;
  toggle: (id: string) => void;
}

/** A list with columns at a computer, cards on a phone. A row's name opens it. */
export function DeskTable<T extends { id: string }>({
  label,
  items,
  columns,
  nameOf,
  onOpen,
  ticks,
}: {
  label: string;
  items: readonly T[];
  /** The first one is the row's name. */
  columns: readonly Column<T>[];
  nameOf: (item: T) => string;
  onOpen: (item: T) => void;
  ticks?: Ticks;
}) {
  const wide = useWide();
  const tick = (item: T, words?: string) =>
    ticks?.can(item.id) && (
      <Tick checked={ticks.isTicked(item.id)} onChange={() => ticks.toggle(item.id)} label={`勾选：${nameOf(item)}`}>
        {words}
      </Tick>
    );
  const [name, ...others] = columns;
  const opener = (item: T) => (
    <Tap className="content-open" label={`打开：${nameOf(item)}`} onTap={() => onOpen(item)}>
      {name!.cell(item)}
    </Tap>
  );
  if (!wide)
    return (
      <>
        {items.map((item) => (
          <Card key={item.id}>
            {opener(item)}
            <Facts rows={others.map((column) => ({ name: column.title, value: column.cell(item) }))} />
            {tick(item, '勾选')}
          </Card>
        ))}
      </>
    );
  const tracks = { gridTemplateColumns: [...(ticks ? ['52px'] : []), ...columns.map((column) => column.width)].join(' ') };
  return (
    <View className="content-table" {...as('table')} {...a11y({ label })}>
      <View className="content-row content-row-head" style={tracks} {...as('row')}>
        {ticks && <View className="content-cell" {...as('columnheader')} />}
        {columns.map(({ title }) => (
          <View key={title} className="content-cell" {...as('columnheader')}>
            {title}
          </View>
        ))}
      </View>
      {items.map((item) => (
        <View key={item.id} className="content-row" style={tracks} {...as('row')}>
          {ticks && (
            <View className="content-cell content-tick" {...as('cell')}>
              {tick(item)}
            </View>
          )}
          {columns.map((column, at) => (
            <View key={column.title} className="content-cell" {...as('cell')}>
              {at === 0 ? opener(item) : column.cell(item)}
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}
