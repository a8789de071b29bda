import type { EnterpriseSummary, Institution } from '@jzt/shared/contract/organisation';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { CATEGORY_LABELS } from '@jzt/shared/domain/categories';
import { isAuthorised } from '@jzt/shared/policy/index';
import type { EnterpriseRecord, InstitutionRecord } from './organisation.model';
import { institutionFacts } from './organisation.service';

type OpenClasses = Institution['classes'];

/** An institution with the authorisations in force on `day` and the classes one may still join. */
export function presentInstitution(one: InstitutionRecord, day: LocalDate, classes: OpenClasses): Institution {
  const inForce = institutionFacts(one).authorisations.filter((each) =>
    isAuthorised({ authorisations: [each] }, { category: each.category }, day),
  );
  return {
    id: one._id.toHexString(),
    name: one.name,
    address: one.address,
    phone: one.phone,
    authorisations: inForce.map((each) => ({
      category: each.category,
      labelZh: CATEGORY_LABELS[each.category],
      from: each.from,
      to: each.to,
    })),
    classes,
  };
}

export const presentEnterprise = (one: EnterpriseRecord): EnterpriseSummary => ({
  id: one._id.toHexString(),
  name: one.name,
  creditCode: one.creditCode,
  address: one.address,
});
