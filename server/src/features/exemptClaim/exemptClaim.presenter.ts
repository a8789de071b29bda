import type { ClaimReview, ExemptClaim as View, StuckClaim } from '@jzt/shared/contract/exemptClaim';
import { exemptClaim as machine } from '@jzt/shared/workflow/machines/exemptClaim';
import { presentTimeline } from '../../platform/timeline';
import type { PersonCard } from '../person/person.service';
import type { ExemptClaim } from './exemptClaim.model';

export const presentClaim = (one: ExemptClaim): View => ({
  id: one._id.toHexString(),
  number: one.number,
  status: one.status,
  statusZh: machine.states[one.status],
  proofNumber: one.proofNumber,
  proofFileId: one.proofFileId,
  portraitFileId: one.portraitFileId,
  reason: one.reason,
  certificateId: one.certificateId,
  certificateNumber: one.certificateNumber,
  timeline: presentTimeline(one.history, machine, '提交免试申领'),
  version: one.version,
});

export const presentStuck = (one: ExemptClaim, card: PersonCard): StuckClaim => ({
  id: one._id.toHexString(),
  number: one.number,
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  proofNumber: one.proofNumber,
  message: one.reason ?? '',
  at: one.updatedAt.toISOString(),
});

export const presentReview = (one: ExemptClaim, card: PersonCard): ClaimReview => ({
  id: one._id.toHexString(),
  number: one.number,
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  proofNumber: one.proofNumber,
  proofFileId: one.proofFileId,
  portraitFileId: one.portraitFileId,
  since: one.waitingSince.toISOString(),
  version: one.version,
});
