import type { Clause } from '../core';
import { rule } from '../core';
import { fullYears } from '../../domain/calendar';

/** Not below this age in full years (O-10). */
export const minimumAge = rule(['person'], (clause: Clause<{ years: number }>, { person }, context) => {
  if (fullYears(person.birthDate, context.today) < clause.years) context.refuse(clause.id, 'TOO_YOUNG', { age: clause.years });
});
