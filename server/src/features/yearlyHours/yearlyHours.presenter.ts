import type { CeFinding, HoursReport } from '@jzt/shared/contract/yearlyHours';
import { ceFinding } from '@jzt/shared/workflow/machines/ceFinding';
import { ceReportBatch } from '@jzt/shared/workflow/machines/ceReportBatch';
import { step } from '@jzt/shared/workflow/machine';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import { filesOf, wordsOf } from '../certificate/evidence.service';
import type { Finding, HoursBatch } from './yearlyHours.model';
import { findings, reports } from './yearlyHours.policy';

export const presentReport = (one: HoursBatch, caller: Caller): HoursReport => ({
  id: one._id.toHexString(),
  batchNumber: one.slot.replace('#', '第') + '批',
  institutionName: one.institutionName,
  status: one.status,
  statusZh: ceReportBatch.states[one.status],
  reason: one.reason,
  rows: one.rows.map(({ certificateNumber, holderName, total, professional, mode, assessedOn }) => ({
    certificateNumber,
    holderName,
    total,
    professional,
    mode,
    assessedOn,
  })),
  sentAt: one.history.findLast((line) => line.event === 'submit')!.at.toISOString(),
  canDecide: step(ceReportBatch, one.status, 'enter', caller.role).ok && reports.can(caller, 'RECORD_CE', one),
  canCorrect: one.status === 'RETURNED' && caller.role === 'INSTITUTION_STAFF',
  timeline: presentTimeline(one.history, ceReportBatch, '上报批次'),
  version: one.version,
});

export const presentFinding = (one: Finding, caller: Caller, holderName: string): CeFinding => ({
  id: one._id.toHexString(),
  certificateId: one.certificateId,
  certificateNumber: one.certificateNumber,
  subject: presentSubject(one.subject),
  holderName,
  ground: one.ground,
  groundZh: one.groundZh,
  status: one.status,
  statusZh: ceFinding.states[one.status],
  appealBy: one.appealBy,
  appeal: one.appeal,
  evidence: wordsOf(one.evidence),
  evidenceFileIds: filesOf(one.evidence),
  decisionReason: one.decisionReason,
  canAppeal: step(ceFinding, one.status, 'appeal', caller.role).ok,
  canDecide: step(ceFinding, one.status, 'confirm', caller.role).ok && findings.can(caller, 'VOID_CERTIFICATE', one),
  timeline: presentTimeline(one.history, ceFinding, '提出作废'),
  version: one.version,
});
