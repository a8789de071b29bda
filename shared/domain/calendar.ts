/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Days of this form compare as text: `'2023-07-14' < '2023-07-15'`. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
// China has had one zone without daylight saving since 1991; a fixed offset also works where Intl has no time zones (old phones).
const SHANGHAI_MS = 8 * 3_600_000;

const pad = (value: number, width: number) => String(value).padStart(width, '0');
const utc = (date: LocalDate) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));

function fromUtc(ms: number): LocalDate {
  const date = new Date(ms);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Is the text a day that exists, from 1900 on? `2023-02-29` is not. */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `days` days later, or earlier when negative (A-03: natural days). */
export const addDays = (date: LocalDate, days: number): LocalDate => fromUtc(utc(date) + days * DAY_MS);

/** `months` calendar months later or earlier; a day that the month lacks becomes its last day: 2024-08-31 less 6 is 2024-02-29. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)), 2)}`;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (utc(to) - utc(from)) / DAY_MS;

/** The day of the week, 0 Sunday … 6 Saturday. */
export const weekday = (date: LocalDate): number => new Date(utc(date)).getUTCDay();

/** Full years from `from` to `on`, turned on the day itself; who was born on 29 February turns on 1 March of a common year. */
export function fullYears(from: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(from.slice(0, 4));
  return on.slice(5) < from.slice(5) ? years - 1 : years;
}

/** The day in Asia/Shanghai at an instant. */
export const toLocalDate = (instant: Date | number): LocalDate => fromUtc(Number(instant) + SHANGHAI_MS);

/** The first instant of a day in Asia/Shanghai, in milliseconds since 1970. */
export const startOfDay = (date: LocalDate): number => utc(date) - SHANGHAI_MS;

/** The last instant of a day, 23:59:59.999: a deadline “X日前” is inclusive through it. */
export const endOfDay = (date: LocalDate): number => startOfDay(date) + DAY_MS - 1;
