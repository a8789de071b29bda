import { CERTIFICATE_SERVICES, CHANGE_ITEMS, type ServiceCase as View } from '@jzt/shared/contract/certificateService';
import { maskIdNumber } from '@jzt/shared/domain/masking';
import { ROLE_LABELS } from '@jzt/shared/domain/roles';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { certificateService as machine } from '@jzt/shared/workflow/machines/certificateService';
import { step } from '@jzt/shared/workflow/machine';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { ServiceCase } from './certificateService.model';
import { can } from './certificateService.policy';

/** What a person of the case looks like beside it, read when it is shown. */
export interface Around {
  holderName: string;
  idNumber: string;
  /** By item of CHANGE_ITEMS: as it stands on the certificate, and as it is to stand. */
  changed: Partial<Record<keyof typeof CHANGE_ITEMS, { from?: string; to: string }>>;
  basis: View['basis'];
}

/** Who asked; a base names the enterprise that it acts for. */
function askedByOf({ askedBy: { role, name }, onBehalfOf }: ServiceCase): string {
  if (role === 'WORKER') return '本人';
  const who = [ROLE_LABELS[role], name].filter(Boolean).join(' ');
  return onBehalfOf ? `${who}（代${onBehalfOf.name}）` : who;
}

export function presentService(one: ServiceCase, caller: Caller, around: Around): View {
  const may = (event: 'approve' | 'refuse' | 'withdraw' | 'resume' | 'returnForCorrection' | 'correct') =>
    step(machine, one.status, event, caller.role).ok;
  const { toProvince } = one;
  return {
    id: one._id.toHexString(),
    service: one.service,
    nameZh: CERTIFICATE_SERVICES[one.service],
    certificateId: one.certificateId,
    certificateNumber: one.certificateNumber,
    subject: presentSubject(one.subject),
    validTo: one.validTo,
    newValidTo: one.newValidTo,
    holderName: around.holderName,
    idNumberMasked: maskIdNumber(around.idNumber),
    changes: one.changes.map((item) => ({ item: CHANGE_ITEMS[item], ...(around.changed[item] ?? { to: '按新上传的照片' }) })),
    portraitFileId: one.portraitFileId,
    reason: one.reason,
    toProvinceZh: toProvince && PROVINCES[toProvince]?.name,
    askedBy: askedByOf(one),
    askedAt: one.createdAt.toISOString(),
    basis: around.basis,
    status: one.status,
    statusZh: machine.states[one.status],
    decisionReason: one.decisionReason,
    correctBy: one.correctBy,
    canCorrect: may('correct') && can(caller, 'CORRECT_SERVICE', one),
    canWithdraw: may('withdraw'),
    canApprove: (may('approve') || may('resume')) && can(caller, 'APPROVE_SERVICE', one),
    canRefuse: may('refuse') && can(caller, 'REFUSE_SERVICE', one),
    canReturn: may('returnForCorrection') && can(caller, 'REFUSE_SERVICE', one),
    timeline: presentTimeline(one.history, machine, '提交申请'),
    version: one.version,
  };
}
