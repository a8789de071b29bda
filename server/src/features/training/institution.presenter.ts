import type { Institution } from '@jzt/shared/contract/organisation';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { isAuthorised } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import type { InstitutionRecord } from '../organisation/organisation.model';
import { institutionFacts } from '../organisation/organisation.service';

type OpenClasses = Institution['classes'];

/** An institution with the authorisations in force on `day` and the classes one may still join. */
export function presentInstitution(one: InstitutionRecord, day: LocalDate, classes: OpenClasses): Institution {
  return {
    id: one._id.toHexString(),
    name: one.name,
    address: one.address,
    phone: one.phone,
    authorisations: institutionFacts(one)
      .authorisations.filter((each) => isAuthorised({ authorisations: [each] }, each, day))
      .map((each) => ({ category: each.category, code: each.code, labelZh: describe(each), from: each.from, to: each.to })),
    classes,
  };
}
