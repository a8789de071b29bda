import { addDays } from '../../domain/calendar';
import { rule } from '../core';
import * as say from '../messages';

/** The holder chooses once; the days to do so are the window (CQ-24). Afterwards no choice is enough: the cancellation itself ends the case (CQ-26). */
export const chooseWithin = rule(['duplicateCase'], (given: { workingDays: number }, context, duplicateCase) => {
  if (duplicateCase.chosen) context.refuse(say.DUPLICATE_SOLVED);
  if (duplicateCase.notifiedOn === null) return;
  const last = context.workingDay(duplicateCase.notifiedOn, given.workingDays);
  if (last !== null) context.limit(duplicateCase.notifiedOn, last);
});

/** Public notice once the days to choose are over, or nobody could be reached: so many failed attempts over so many channels (CQ-25, A-27). */
export const publicNotice = rule(
  ['duplicateCase'],
  (given: { workingDays: number; attempts: number; channels: number }, context, duplicateCase) => {
    const { notifiedOn, failedAttempts, chosen, publishedOn } = duplicateCase;
    if (chosen) return context.refuse(say.DUPLICATE_SOLVED);
    if (publishedOn !== null) return context.refuse(say.ALREADY_PUBLISHED);
    if (notifiedOn === null) {
      const unreachable = failedAttempts.length >= given.attempts && new Set(failedAttempts).size >= given.channels;
      if (!unreachable) context.refuse(say.NOTIFY_FIRST, { attempts: given.attempts, channels: given.channels });
      return;
    }
    const last = context.workingDay(notifiedOn, given.workingDays);
    if (last === null) return;
    context.limit(addDays(last, 1), null);
    if (context.today <= last) context.refuse(say.CHOICE_STILL_OPEN, { to: last });
  },
);

/** Cancelled by law only after the full days of the public notice (CQ-26). */
export const noticeOver = rule(['duplicateCase'], (given: { workingDays: number }, context, duplicateCase) => {
  if (duplicateCase.chosen) return context.refuse(say.DUPLICATE_SOLVED);
  if (duplicateCase.publishedOn === null) return context.refuse(say.PUBLISH_FIRST);
  const last = context.workingDay(duplicateCase.publishedOn, given.workingDays);
  if (last === null) return;
  context.limit(addDays(last, 1), null);
  if (context.today <= last) context.refuse(say.NOTICE_RUNNING, { to: last });
});
