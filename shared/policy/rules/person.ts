import { addDays, addMonths, fullYears } from '../../domain/calendar';
import { EDUCATIONS, type Education } from '../../domain/educations';
import { rule } from '../core';
import * as say from '../messages';

/** Not below this age in full years (O-10). */
export const minimumAge = rule(['person'], (given: { years: number }, context, person) => {
  if (fullYears(person.birthDate, context.today) < given.years) context.refuse(say.TOO_YOUNG, { age: given.years });
});

/** Not below this education (O-10). */
export const educated = rule(['application'], (given: { least: Education }, context, { education }) => {
  if (education && EDUCATIONS.indexOf(education) < EDUCATIONS.indexOf(given.least))
    context.refuse(say.EDUCATION_TOO_LOW, { least: given.least });
});

/** Found fit by a medical examination of these last months (O-10). */
export const medicallyFit = rule(['application'], (given: { months: number }, context, { medicalOn }) => {
  if (!medicalOn || medicalOn > context.today) context.refuse(say.MEDICAL_REQUIRED);
  else if (addMonths(medicalOn, given.months) < context.today) context.refuse(say.MEDICAL_TOO_OLD, given);
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
