import type { CeCase, CeRecordRow } from '@jzt/shared/contract/continuingEducation';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { PersonCard } from '../person/person.service';
import { ceFacts } from './ceLaw.service';
import type { ContinuingEducation } from './continuingEducation.model';

/** As the person sees it; nothing before they have signed up. */
export function presentCe(
  one: ContinuingEducation,
  known: { needsRecord: boolean; hours?: { requiredHours: string; earnedHours: string } },
): CeCase | undefined {
  if (!one.mode || one.status === 'ELIGIBLE') return undefined;
  return {
    id: one._id.toHexString(),
    status: one.status,
    statusZh: machine.states[one.status],
    mode: one.mode,
    providerName: one.providerName ?? '',
    className: one.className,
    classEndsOn: one.classEndsOn,
    ...(known.hours && one.mode === 'OFFLINE' && one.status !== 'ENROLLED' && known.hours),
    passedOn: one.passedOn,
    recorded: known.needsRecord ? (ceFacts(one)?.recorded ?? 'NONE') : 'NOT_NEEDED',
    examSessionId: one.examSessionId,
    reason: one.reason,
    canWithdraw: one.status === 'ENROLLED',
    timeline: presentTimeline(one.history, machine, '开始办理'),
    version: one.version,
  };
}

export const presentRecord = (one: ContinuingEducation, { name, idNumberMasked }: PersonCard): CeRecordRow => ({
  id: one._id.toHexString(),
  name,
  idNumberMasked,
  subject: presentSubject(one.subject),
  certificateNumber: one.certificateNumber,
  validTo: one.periodEnd,
  mode: one.mode!,
  providerName: one.providerName ?? '',
  passedOn: one.passedOn!,
  status: one.status,
  statusZh: machine.states[one.status],
  version: one.version,
});
