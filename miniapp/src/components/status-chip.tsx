import { View } from '@tarojs/components';
import './status-chip.scss';

export type Tone = 'ok' | 'warn' | 'bad' | 'note' | 'still';

const TONES: [RegExp, Tone][] = [
  [/REJECTED|FAILED|EXPIRED|REVOKED|RESCINDED|VOIDED|CANCELLED|ABSENT|DECLINED|LAPSED/, 'bad'],
  [/RETURNED|PENDING|SUSPENDED|DEACTIVATED|MANUAL|REQUESTED|INACTIVE|REFUSED/, 'warn'],
  [/^(ACTIVE|VERIFIED|LEDGERED|CONFIRMED|PASSED|CERTIFIED|APPROVED|ISSUED|TRAINED|COMPLETED|LEARNT|SCORED|HOURS_MET)$/, 'ok'],
  [/^(NONE|DRAFT|WITHDRAWN|ENDED|CLOSED|REPLACED|NOT_STARTED|TRANSFERRED_OUT)$/, 'still'],
];

/** The colour of a machine's state; the word itself comes from the server (`statusZh`). */
export const toneOf = (status: string): Tone => TONES.find(([pattern]) => pattern.test(status))?.[1] ?? 'note';

/**
 * A state in one word: `<StatusChip status={a.status}>{a.statusZh}</StatusChip>`. Never colour alone.
 * No Tag of NutUI's: each draws two nodes that listen for taps, and a list of 200 rows has 200.
 */
export function StatusChip({ status, tone, children }: { status?: string; tone?: Tone; children: string }) {
  return <View className={`jz-chip jz-chip-${tone ?? toneOf(status ?? '')}`}>{children}</View>;
}
