import { addDays, fullYears } from '../../domain/calendar';
import { rule } from '../core';
import * as say from '../messages';

/** Not below this age in full years (O-10). */
export const minimumAge = rule(['person'], (given: { years: number }, context, person) => {
  if (fullYears(person.birthDate, context.today) < given.years) context.refuse(say.TOO_YOUNG, { age: given.years });
});

/**
 * Not above this age (JX-13, JX-14). `大于N岁` counts full years, so from the next birthday on; with `DAY_AFTER_BIRTHDAY` from the day after the Nth birthday.
 */
export const maximumAge = rule(['person'], (given: { sex: 'F' | 'M'; years: number; counting?: 'DAY_AFTER_BIRTHDAY' }, context, person) => {
  if (person.sex !== given.sex) return;
  const over = given.counting
    ? fullYears(person.birthDate, addDays(context.today, -1)) >= given.years
    : fullYears(person.birthDate, context.today) > given.years;
  if (over) context.refuse(say.TOO_OLD, { sex: given.sex === 'F' ? '女性' : '男性', age: given.years });
});
