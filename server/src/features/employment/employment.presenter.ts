import type { Employment as View } from '@jzt/shared/contract/employment';
import { employment } from '@jzt/shared/workflow/machines/employment';
import { presentTimeline } from '../../platform/timeline';
import type { EnterpriseRecord } from '../organisation/organisation.model';
import type { PersonCard } from '../person/person.service';
import type { Employment } from './employment.model';

const ASKED_ZH: Record<Employment['askedBy'], string> = { WORKER: '本人申请聘用关系', ENTERPRISE: '企业邀请建立聘用关系' };

export function presentEmployment(one: Employment, enterprise: EnterpriseRecord, person: PersonCard): View {
  return {
    id: one._id.toHexString(),
    status: one.status,
    statusZh: employment.states[one.status],
    askedBy: one.askedBy,
    enterprise: { id: one.enterpriseId, name: enterprise.name, creditCode: enterprise.creditCode },
    person: { id: person.id, name: person.name, idNumberMasked: person.idNumberMasked },
    position: one.position,
    since: one.confirmedAt?.toISOString(),
    endedAt: one.endedAt?.toISOString(),
    createdAt: one.createdAt.toISOString(),
    timeline: presentTimeline(one.history, employment, ASKED_ZH[one.askedBy]),
    version: one.version,
  };
}
