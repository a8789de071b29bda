import { View } from '@tarojs/components';
import type { ReviewItem } from '@jzt/shared/contract/review';
import { Icon, StatusChip, Tap } from '@/components';
import { formatSince } from '@/format';

const LONG_MS = 48 * 3_600_000;

/** One person of the queue: who, for what, how long; with a tick while a batch is made (not where something has to be looked at). */
export function QueueRow({
  item,
  selected,
  tick,
  onTap,
}: {
  item: ReviewItem;
  selected?: boolean;
  tick?: 'on' | 'off' | 'barred';
  onTap: () => void;
}) {
  const waiting = item.status === 'SUBMITTED';
  const long = waiting && Date.now() - Date.parse(item.waitingSince) > LONG_MS;
  const risk = item.risks.length > 0;
  const label = [
    item.person.name,
    item.subject.labelZh,
    waiting && `等了${formatSince(item.waitingSince)}`,
    risk && '有提示',
    tick === 'barred' && '不能批量通过',
  ]
    .filter(Boolean)
    .join('，');
  return (
    <Tap
      className={`queue-row ${selected ? 'queue-row-here' : ''}`}
      role={tick ? 'checkbox' : 'button'}
      checked={tick && tick === 'on'}
      disabled={tick === 'barred'}
      label={label}
      onTap={onTap}
    >
      {tick && (
        <View className={`jz-mark jz-mark-square ${tick === 'on' ? 'jz-mark-on' : ''} ${tick === 'barred' ? 'queue-barred' : ''}`}>
          {tick === 'on' && <Icon of="check" size={16} />}
        </View>
      )}
      <View className="queue-main">
        <View className="queue-line">
          <View className="queue-name">{item.person.name}</View>
          <StatusChip tone={waiting ? (long ? 'warn' : 'still') : undefined} status={item.status}>
            {waiting ? `等了${formatSince(item.waitingSince)}` : item.statusZh}
          </StatusChip>
        </View>
        <View className="queue-subject">{item.subject.labelZh}</View>
        <View className="queue-more">{[item.person.idNumberMasked, item.enterpriseName].filter(Boolean).join(' · ')}</View>
        {risk && (
          <View className="queue-risk">
            {tick === 'barred' ? '有提示，要单独看：' : '请多看一眼：'}
            {item.risks.join('；')}
          </View>
        )}
      </View>
    </Tap>
  );
}
