import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { FilingItem } from '@jzt/shared/contract/filing';
import { a11y, Card, Facts, StatusChip, Tap, Tick } from '@/components';
import { useWide } from '@/hooks';
import { addedWords, NO_NUMBER } from './desk-words';
import './filing-table.scss';

const COLUMNS = ['姓名', '身份证', '公司', '岗位', '证书编号', '证书状态', '添加时间'] as const;
const h5 = process.env.TARO_ENV === 'h5';
const as = (role: string) => (h5 ? { role } : {});

interface Ticks {
  isTicked: (id: string) => boolean;
  toggle: (id: string) => void;
}

export interface FilingTableProps {
  items: readonly FilingItem[];
  /** Absent: nothing can be ticked. */
  ticks?: Ticks;
  onOpen: (item: FilingItem) => void;
  /** At the end of a row, on a phone below a card. */
  actOf?: (item: FilingItem) => ReactNode;
}

const numberOf = (item: FilingItem): string => item.certificateNo ?? NO_NUMBER;

/** The list in the columns of the portal (JX-21): a table at a computer, cards on a phone. */
export function FilingTable({ items, ticks, onOpen, actOf }: FilingTableProps) {
  const wide = useWide();
  if (!wide)
    return (
      <>
        {items.map((item) => (
          <Card key={item.id} title={item.name} extra={<StatusChip status={item.status}>{item.statusZh}</StatusChip>}>
            {ticks && (
              <Tick checked={ticks.isTicked(item.id)} onChange={() => ticks.toggle(item.id)} label={`勾选${item.name}`}>
                勾选
              </Tick>
            )}
            <Facts
              rows={[
                { name: '身份证', value: item.idNumberMasked },
                { name: '公司', value: item.enterpriseName },
                { name: '岗位', value: item.postZh ?? '还没有选' },
                { name: '证书编号', value: numberOf(item) },
                { name: '添加时间', value: addedWords(item.addedAt) },
                { name: '说明', value: noteOf(item) },
              ]}
            />
            <View className="filing-acts">
              <Tap className="filing-open" label={`打开${item.name}的换证申请`} onTap={() => onOpen(item)}>
                打开
              </Tap>
              {actOf?.(item)}
            </View>
          </Card>
        ))}
      </>
    );
  return (
    <View className={`filing-table ${ticks ? 'filing-table-ticks' : ''}`} {...as('table')} {...a11y({ label: '换证申请' })}>
      <View className="filing-row filing-row-head" {...as('row')}>
        {ticks && <View className="filing-cell" {...as('columnheader')} />}
        {COLUMNS.map((name) => (
          <View key={name} className="filing-cell" {...as('columnheader')}>
            {name}
          </View>
        ))}
        <View className="filing-cell" {...as('columnheader')}>
          操作
        </View>
      </View>
      {items.map((item) => (
        <View key={item.id} className="filing-row" {...as('row')}>
          {ticks && (
            <View className="filing-cell filing-tick" {...as('cell')}>
              <Tick checked={ticks.isTicked(item.id)} onChange={() => ticks.toggle(item.id)} label={`勾选${item.name}`} />
            </View>
          )}
          {[item.name, item.idNumberMasked, item.enterpriseName, item.postZh ?? NO_NUMBER, numberOf(item)].map((text, at) => (
            <View key={COLUMNS[at]} className="filing-cell" {...as('cell')}>
              {text}
            </View>
          ))}
          <View className="filing-cell" {...as('cell')}>
            <StatusChip status={item.status}>{item.statusZh}</StatusChip>
            {noteOf(item) && <View className="filing-note">{noteOf(item)}</View>}
          </View>
          <View className="filing-cell" {...as('cell')}>
            {addedWords(item.addedAt)}
          </View>
          <View className="filing-cell filing-acts" {...as('cell')}>
            <Tap className="filing-open" label={`打开${item.name}的换证申请`} onTap={() => onOpen(item)}>
              打开
            </Tap>
            {actOf?.(item)}
          </View>
        </View>
      ))}
    </View>
  );
}

/** Why it is not further: rejected for a reason, something missing, a number on its way. */
const noteOf = (item: FilingItem): string | undefined =>
  item.reason
    ? `驳回原因：${item.reason}`
    : item.certificateNote
      ? item.certificateNote
      : item.missing.length > 0
        ? `还缺：${item.missing.join('、')}`
        : undefined;
