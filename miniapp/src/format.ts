const HOUR = 3_600_000;
const pad = (value: number): string => String(value).padStart(2, '0');
/** China has one time zone and no summer time; WeChat on old Androids has no Intl. */
const inChina = (instant: string | number): Date => new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + 8 * HOUR);

/** `2026年11月21日` of an instant or a YYYY-MM-DD day. */
export function formatDate(value: string): string {
  const [year, month, day] = /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? value.split('-').map(Number)
    : [inChina(value).getUTCFullYear(), inChina(value).getUTCMonth() + 1, inChina(value).getUTCDate()];
  return `${year}年${month}月${day}日`;
}

/** Two days as one span: `2026年11月21日至12月31日`; a single day once. */
export function formatDays(from: string, to: string): string {
  if (from === to) return formatDate(from);
  return `${formatDate(from)}至${from.slice(0, 4) === to.slice(0, 4) ? formatDate(to).replace(/^\d+年/, '') : formatDate(to)}`;
}

/** `11月21日 14:05`, with the year when it is not this one. */
export function formatTime(instant: string | number, now = Date.now()): string {
  const at = inChina(instant);
  const year = at.getUTCFullYear() === inChina(now).getUTCFullYear() ? '' : `${at.getUTCFullYear()}年`;
  return `${year}${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
}

/** `11月21日`, with the year when it is not this one. */
export const formatDay = (instant: string | number, now = Date.now()): string => formatTime(instant, now).split(' ')[0]!;

/** How long ago, for queues: `12分钟`, `3小时`, `2天`. */
export function formatSince(instant: string | number, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - (typeof instant === 'number' ? instant : Date.parse(instant))) / 60_000));
  if (minutes < 60) return `${Math.max(1, minutes)}分钟`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}小时` : `${Math.floor(minutes / 1440)}天`;
}

/** Seconds as `1:05:09` or `05:09`. */
export function formatClock(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${pad(m)}:${pad(s)}`;
}

/** How long was studied, in words: `45秒`, `3分20秒`, `6小时`. */
export function formatAmount(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [h && `${h}小时`, m && `${m}分${s || h ? '' : '钟'}`, (s || seconds === 0) && `${s}秒`].filter(Boolean).join('');
}

/** Hours from the contract's `12.50`: `12.5学时`. */
export const formatHours = (hours: string): string => `${hours.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}学时`;

/** How many a list holds, for a desk: `12`, or `100+` when there are more pages. Undefined while nothing is known. */
export const countOf = (list?: { items: unknown[]; nextCursor?: string }): number | string | undefined =>
  list && (list.nextCursor ? `${list.items.length}+` : list.items.length);

/** How an exam ended, or how far it is: “82分，合格”, with a practical part “理论82分，待实操” (O-10). Undefined while there is no score. */
export function resultOf({ score, practical, passed }: { score?: number; practical?: number; passed?: boolean }): string | undefined {
  if (score === undefined) return undefined;
  if (passed === undefined) return `理论${score}分，待实操`;
  const word = passed ? '合格' : '不合格';
  return practical === undefined ? `${score}分，${word}` : `理论${score}分，实操${practical}分，${word}`;
}

/** What is needed to pass: “满分100，60分合格”, “满分100，理论60分、实操70分合格” (O-10). */
export const marksOf = ({ fullMark, passMark, practicalMark }: { fullMark: number; passMark: number; practicalMark?: number }): string =>
  `满分${fullMark}，${practicalMark === undefined ? `${passMark}分合格` : `理论${passMark}分、实操${practicalMark}分合格`}`;
