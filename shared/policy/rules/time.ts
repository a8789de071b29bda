import type { LocalDate } from '../../domain/calendar';
import { addDays, addMonths } from '../../domain/calendar';
import { rule } from '../core';
import * as say from '../messages';

/** A distance from the last valid day: `{months: -6}`, `{days: -10}`. Calendar months, clamped to the end of the month; natural days. */
export interface Offset {
  readonly months?: number;
  readonly days?: number;
}

export const shift = (day: LocalDate, { months = 0, days = 0 }: Offset): LocalDate => {
  const moved = months ? addMonths(day, months) : day;
  return days ? addDays(moved, days) : moved;
};

/** Open from one day to another, both inclusive; it closes by itself (CQ-15, CQ-19, HN-04, HN-06). */
export const fixedWindow = rule([], (given: { what: string; from?: LocalDate; to: LocalDate }, context) => {
  const { what, to } = given;
  const from = given.from ?? null;
  context.limit(from, to);
  if (from !== null && context.today < from) context.refuse(say.NOT_OPEN, { what, from, to });
  if (context.today > to) context.refuse(say.CLOSED, { what, to });
});

/** Open between two distances from the last valid day, both inclusive (CQ-08, CQ-10, CQ-11). `late`: what is said when it is over. */
export const validityWindow = rule(
  ['certificate'],
  (given: { what: string; opens?: Offset; closes?: Offset; late?: say.Message }, context, certificate) => {
    const last = certificate?.validTo;
    if (!last) return;
    const from = given.opens ? shift(last, given.opens) : null;
    const end = shift(last, given.closes ?? {});
    // An office's delay takes nobody's time.
    const { kept } = certificate;
    const to = kept && kept !== true && kept > end ? kept : end;
    context.limit(from, to);
    const values = { what: given.what, from: from ?? '', to, last, days: -(given.closes?.days ?? 0) };
    if (from !== null && context.today < from) context.refuse(say.WINDOW_NOT_OPEN, values);
    if (context.today > to && kept !== true) context.refuse(given.late ?? say.WINDOW_PASSED, values);
  },
);
