import { setTimeout as pause } from 'node:timers/promises';
import { toLocalDate, type LocalDate } from '@jzt/shared/domain/calendar';

/** The server's clock. Every rule asks it; a test hands over one that stands where the test needs it. */
export interface Clock {
  now(): Date;
  /** Lets so many milliseconds of it go by. */
  pause(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: () => new Date(), pause: (ms) => pause(ms) };

/** The calendar day (Asia/Shanghai). */
export const today = (clock: Clock): LocalDate => toLocalDate(clock.now());

/** A moment as people are told it: 11月30日 18:27, China's clock. */
export const when = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
