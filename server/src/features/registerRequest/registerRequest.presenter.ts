import type { RegisterRequest as View, RegisterRequestReview } from '@jzt/shared/contract/registerRequest';
import { CERTIFICATE_KINDS } from '@jzt/shared/domain/categories';
import { registerRequest as machine } from '@jzt/shared/workflow/machines/registerRequest';
import { presentTimeline } from '../../platform/timeline';
import type { PersonCard } from '../person/person.service';
import type { RegisterRequest } from './registerRequest.model';

export const presentRequest = (one: RegisterRequest): View => ({
  id: one._id.toHexString(),
  status: one.status,
  statusZh: machine.states[one.status],
  kind: one.kind,
  kindZh: CERTIFICATE_KINDS[one.kind].label,
  trade: one.trade,
  number: one.number,
  proofFileId: one.proofFileId,
  reason: one.reason,
  certificateId: one.certificateId,
  canWithdraw: one.status === 'SUBMITTED',
  timeline: presentTimeline(one.history, machine, '申请补登'),
  version: one.version,
});

export const presentReview = (one: RegisterRequest, card: PersonCard): RegisterRequestReview => ({
  id: one._id.toHexString(),
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  kind: one.kind,
  kindZh: CERTIFICATE_KINDS[one.kind].label,
  trade: one.trade,
  number: one.number,
  proofFileId: one.proofFileId,
  since: one.waitingSince.toISOString(),
  version: one.version,
});
