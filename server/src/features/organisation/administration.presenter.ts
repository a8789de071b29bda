import { GROUND_LABELS, type OrganisationFile, type OrganisationItem } from '@jzt/shared/contract/administration';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import { ORGANISATION_LABELS } from '@jzt/shared/domain/organisations';
import type { Authorisation } from '@jzt/shared/policy/facts';
import { isAuthorised } from '@jzt/shared/policy/index';
import { describe } from '@jzt/shared/policy/words';
import { organisation as machine } from '@jzt/shared/workflow/machines/organisation';
import { presentTimeline } from '../../platform/timeline';
import type { OrganisationRecord } from './organisation.model';

const inForce = (one: Authorisation, day: LocalDate): boolean => isAuthorised({ authorisations: [one] }, one, day);

export const presentItem = (one: OrganisationRecord, day: LocalDate): OrganisationItem => ({
  id: one._id.toHexString(),
  kind: one.kind,
  kindZh: ORGANISATION_LABELS[one.kind],
  name: one.name,
  creditCode: one.creditCode,
  city: one.city,
  address: one.address,
  phone: one.phone,
  jurisdictions: one.jurisdictions,
  status: one.status,
  statusZh: machine.states[one.status],
  suspendedTo: one.suspendedTo,
  authorisedZh: one.authorisations
    .filter((each) => inForce(each, day))
    .map(describe)
    .join('、'),
});

export const presentFile = (one: OrganisationRecord, day: LocalDate, acts: OrganisationFile['acts']): OrganisationFile => ({
  ...presentItem(one, day),
  authorisations: one.authorisations.map((each) => {
    const ground = each.ground ?? 'LISTED';
    return {
      category: each.category,
      code: each.code,
      labelZh: describe(each),
      from: each.from,
      to: each.to,
      ground,
      groundZh: GROUND_LABELS[ground],
      document: each.document,
      inForce: one.status === 'ACTIVE' && inForce(each, day),
    };
  }),
  timeline: presentTimeline(one.history, machine, '登记单位').map((line) => ({ ...line, labelZh: NOTES[line.event] ?? line.labelZh })),
  version: one.version,
  acts,
});

/** What is noted beside the machine. */
const NOTES: Partial<Record<string, string>> = { edit: '更正登记', authorise: '更新授权' };
