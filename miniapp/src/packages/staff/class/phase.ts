import type { TrainingClass } from '@jzt/shared/contract/training';
import type { Tone } from '@/components';

const DAY_MS = 86_400_000;
/** The calendar day in China, which is what a class is dated by. */
const dayOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** Where a class stands today, in words: only shown; whether somebody may still be enrolled is the server's answer. */
export function phaseOf({ startsOn, endsOn }: Pick<TrainingClass, 'startsOn' | 'endsOn'>, now = Date.now()): { words: string; tone: Tone } {
  const today = dayOf(now);
  if (today < startsOn) return { words: '还没开班', tone: 'note' };
  if (today > endsOn) return { words: '已结束', tone: 'still' };
  const left = Math.round((Date.parse(endsOn) - Date.parse(today)) / DAY_MS);
  return left === 0 ? { words: '今天结束', tone: 'warn' } : { words: `还有${left}天`, tone: 'ok' };
}
