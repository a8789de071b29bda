import { View } from '@tarojs/components';
import { StatusChip, Tap } from '@/components';
import { formatSince } from '@/format';
import './waiting-row.scss';

export interface WaitingRowProps {
  name: string;
  /** What it is about. */
  what?: string;
  more?: string;
  since: string;
  state?: { status: string; words: string };
  selected?: boolean;
  onTap: () => void;
}

/** Somebody who waits for the authority: who, for what, how long. */
export function WaitingRow({ name, what, more, since, state, selected, onTap }: WaitingRowProps) {
  const waited = `等了${formatSince(since)}`;
  return (
    <Tap
      className={`wait-row ${selected ? 'wait-row-here' : ''}`}
      label={[name, what, state?.words, waited].filter(Boolean).join('，')}
      onTap={onTap}
    >
      <View className="wait-line">
        <View className="wait-name">{name}</View>
        <View className="wait-since">{waited}</View>
      </View>
      {what && <View className="wait-what">{what}</View>}
      {more && <View className="wait-more">{more}</View>}
      {state && (
        <View className="wait-state">
          <StatusChip status={state.status}>{state.words}</StatusChip>
        </View>
      )}
    </Tap>
  );
}
