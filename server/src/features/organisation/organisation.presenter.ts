import type { EnterpriseSummary, Institution } from '@jzt/shared/contract/organisation';
import { CATEGORY_LABELS, type Category } from '@jzt/shared/domain/categories';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { EnterpriseRecord, InstitutionRecord } from './organisation.model';

type OpenClasses = Institution['classes'];

/** An institution with the authorisations in force on `day` and the classes one may still join. */
export function presentInstitution(one: InstitutionRecord, day: LocalDate, classes: OpenClasses): Institution {
  const inForce = one.authorisations.filter((each) => each.from <= day && (!each.to || day <= each.to));
  return {
    id: one._id.toHexString(), name: one.name, address: one.address, phone: one.phone,
    authorisations: inForce.map((each) => ({ category: each.category, labelZh: CATEGORY_LABELS[each.category as Category] ?? each.category, from: each.from, to: each.to })),
    classes,
  };
}

export const presentEnterprise = (one: EnterpriseRecord): EnterpriseSummary => ({ id: one._id.toHexString(), name: one.name, creditCode: one.creditCode, address: one.address });
