import type { Released, TransferIn as View } from '@jzt/shared/contract/transferIn';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { PROVINCES } from '@jzt/shared/domain/provinces';
import { step } from '@jzt/shared/workflow/machine';
import { transferIn as machine } from '@jzt/shared/workflow/machines/transferIn';
import type { Caller } from '../../platform/http/tokens';
import { presentSubject } from '../../platform/subject';
import { presentTimeline } from '../../platform/timeline';
import type { PersonCard } from '../person/person.service';
import type { TransferIn } from './transferIn.model';
import { can } from './transferIn.policy';

type From = Pick<TransferIn, 'fromNumber' | 'fromProvince' | 'subject' | 'validTo'>;

export const presentReleased = ({ fromNumber, fromProvince, subject, validTo }: From): Released => ({
  number: fromNumber,
  subject: presentSubject(subject),
  provinceZh: PROVINCES[fromProvince as Jurisdiction]?.name ?? fromProvince,
  validTo,
});

/** Who holds it, and who employs them now. */
export interface Around {
  card: PersonCard;
  enterpriseName?: string;
}

export function presentTransferIn(one: TransferIn, caller: Caller, { card, enterpriseName }: Around): View {
  const may = (event: 'approve' | 'returnRequest' | 'withdraw' | 'orderCertificate') => step(machine, one.status, event, caller.role).ok;
  return {
    id: one._id.toHexString(),
    holderName: card.name,
    idNumberMasked: card.idNumberMasked,
    from: presentReleased(one),
    enterpriseName,
    portraitFileId: one.portraitFileId,
    status: one.status,
    statusZh: machine.states[one.status],
    reason: one.reason,
    certificateId: one.certificateId,
    certificateNumber: one.certificateNumber,
    sentAt: one.waitingSince.toISOString(),
    canApprove: may('approve') && can(caller, 'APPROVE_SERVICE', one),
    canReturn: may('returnRequest') && can(caller, 'REFUSE_SERVICE', one),
    canOrder: one.reason !== undefined && may('orderCertificate') && can(caller, 'APPROVE_SERVICE', one),
    canWithdraw: may('withdraw'),
    timeline: presentTimeline(one.history, machine, '提交调入申请'),
    version: one.version,
  };
}
