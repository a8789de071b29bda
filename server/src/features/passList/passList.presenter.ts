import type { PassListBatch as View, PassListBatchItem } from '@jzt/shared/contract/passList';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { ExamPlan } from '../exam/exam.model';
import type { PersonCard } from '../person/person.service';
import type { PassListBatch } from './passList.model';
import { can } from './passList.policy';

/** An exam whose passed people await a batch. */
export interface ReadyPlan {
  plan: ExamPlan;
  institutionName: string;
  passed: number;
}

export const presentReady = ({ plan, institutionName, passed }: ReadyPlan) => ({
  examPlanId: plan._id.toHexString(),
  name: plan.name,
  institutionName,
  passed,
  subject: presentSubject(plan.subject),
});

export interface Names {
  planName: string;
  institutionName: string;
  /** Whose seal certificates of this kind bear (QH-36). */
  issuer: 'AUTHORITY' | 'INSTITUTION';
  /** Who keeps the province's seal. */
  sealOwner?: string;
}

const by = (batch: PassListBatch, event: string): string | undefined => batch.history.findLast((line) => line.event === event)?.byName;

function head(batch: PassListBatch, { planName, institutionName, issuer, sealOwner }: Names, caller: Caller) {
  const canApprove = eventsFrom(machine, batch.status, caller.role).includes('approve') && can(caller, 'APPROVE_PASS_LIST', batch);
  const canSign =
    eventsFrom(machine, batch.status, caller.role).includes('sign') &&
    can(caller, 'SIGN_PASS_LIST', batch) &&
    issuer === (caller.role === 'INSTITUTION_STAFF' ? 'INSTITUTION' : 'AUTHORITY');
  return {
    id: batch._id.toHexString(),
    number: batch.number,
    status: batch.status,
    statusZh: machine.states[batch.status],
    subject: presentSubject(batch.subject),
    examPlanId: batch.examPlanId,
    examPlanName: planName,
    institutionName,
    createdBy: by(batch, 'create') ?? '',
    approvedBy: by(batch, 'approve'),
    canApprove,
    canSign,
    sealOwnerZh: sealOwner,
    signedCount: batch.rows.filter((row) => row.sealedSha256).length,
    reason: batch.status === 'SIGNING' ? batch.signing?.waitingZh : batch.reason,
    createdAt: batch.createdAt.toISOString(),
    version: batch.version,
  };
}

export const presentItem = (batch: PassListBatch, names: Names, caller: Caller): PassListBatchItem => ({
  ...head(batch, names, caller),
  rowCount: batch.rows.length,
});

export const presentBatch = (batch: PassListBatch, names: Names, caller: Caller, cards: ReadonlyMap<string, PersonCard>): View => ({
  ...head(batch, names, caller),
  rows: batch.rows.map((row) => ({
    source: row.source,
    name: cards.get(row.personId)?.name ?? '',
    idNumberMasked: cards.get(row.personId)?.idNumberMasked ?? '',
    enterpriseName: row.enterpriseName,
    score: row.score,
    errors: row.faults,
    certificateNumber: row.draft?.number,
    certificateId: batch.status === 'ISSUED' ? row.draft?.certificateId : undefined,
    signed: row.sealedSha256 !== undefined,
  })),
  timeline: presentTimeline(batch.history, machine, '导入名单'),
});
