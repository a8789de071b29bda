const DAY_MS = 24 * 3600_000;
/** China's calendar day of an instant, counted from 1970. */
const dayOf = (instant: string): number => Math.floor((Date.parse(instant) + 8 * 3600_000) / DAY_MS);

/** How far the start is: `还有3天` (calendar days in China); undefined on the day itself and afterwards, when a clock says it better. */
export function daysUntil(startsAt: string, serverTime: string): string | undefined {
  const days = dayOf(startsAt) - dayOf(serverTime);
  if (days < 1) return undefined;
  return days === 1 ? '明天' : `还有${days}天`;
}
