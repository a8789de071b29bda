import { addDays, weekday } from './calendar';
import type { LocalDate } from './calendar';
import { HOLIDAYS } from './holidays';

const YEARS = Object.keys(HOLIDAYS).map(Number);
const FIRST_YEAR = Math.min(...YEARS);
const LAST_YEAR = Math.max(...YEARS);

/** The last day the official calendar is known for: the next year's notice may still move the last week of the year (2018-12-29 was worked for 2019). */
export const CALENDAR_KNOWN_TO: LocalDate = `${LAST_YEAR}-12-24`;

/** Thrown instead of a guess when a day lies outside the official calendar. */
export class UnknownCalendarError extends RangeError {
  readonly code = 'WORKING_CALENDAR_UNKNOWN';

  constructor(readonly date: LocalDate) {
    super(`The official working days are known from ${FIRST_YEAR}-01-01 to ${CALENDAR_KNOWN_TO}, not for ${date}`);
  }
}

/** Is the day worked by the official calendar, 调休 included? Throws UnknownCalendarError outside it. */
export function isWorkingDay(date: LocalDate): boolean {
  const lists = HOLIDAYS[Number(date.slice(0, 4))];
  if (!lists || date > CALENDAR_KNOWN_TO) throw new UnknownCalendarError(date);
  const day = date.slice(5, 7) + date.slice(8);
  const ordinary = weekday(date);
  return ordinary === 0 || ordinary === 6 ? lists[1].includes(day) : !lists[0].includes(day);
}

/** The `count`-th working day after `date`, the day itself not counted. Throws UnknownCalendarError when the way leaves the official calendar, RangeError below 0. */
export function addWorkingDays(date: LocalDate, count: number): LocalDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`);
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. Throws UnknownCalendarError when the way leaves the official calendar. */
export function workingDaysLeft(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}
