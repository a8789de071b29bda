import type { IdentityView, ManualReview } from '@jzt/shared/contract/identity';
import { maskIdNumber, maskPhone } from '@jzt/shared/domain/masking';
import { identity } from '@jzt/shared/workflow/machines/identity';
import { presentTimeline } from '../../platform/timeline';
import type { Person } from '../person/person.model';
import type { PersonCard } from '../person/person.service';
import type { CardContent } from './identity.service';

/** What the owner sees of their real-name state. `reading` shows only while it waits to be confirmed. */
export function presentIdentity(
  person: Person,
  open: {
    name?: string;
    idNumber?: string;
    reading?: CardContent;
    missingSides: IdentityView['missingSides'];
    hotline?: string;
    attemptsLeft: number;
    retryAt?: Date;
    holder?: { phone?: string; recoverableUntil: Date };
  },
): IdentityView {
  const verified = ['VERIFIED', 'LEDGERED'].includes(person.status);
  return {
    status: person.status,
    statusZh: identity.states[person.status as keyof typeof identity.states],
    badges: { verified, ledgered: person.status === 'LEDGERED' },
    cardFileId: person.identity.cardFileId,
    cardBackFileId: person.identity.cardBackFileId,
    missingSides: open.missingSides,
    reading:
      person.status === 'PHOTO_OK' && open.reading?.portrait
        ? { ...open.reading.portrait, validTo: open.reading.authority?.validTo }
        : undefined,
    name: open.name,
    idNumberMasked: open.idNumber && maskIdNumber(open.idNumber),
    faceAttemptsLeft: open.attemptsLeft,
    faceRetryAt: open.retryAt?.toISOString(),
    manualReason: person.identity.manualReason,
    verifiedAt: person.identity.verifiedAt?.toISOString(),
    ledgeredAt: person.identity.ledgeredAt?.toISOString(),
    hotline: open.hotline,
    lastMessage: person.identity.lastMessage,
    holder: open.holder && {
      phoneMasked: open.holder.phone && maskPhone(open.holder.phone),
      recoverableUntil: open.holder.recoverableUntil.toISOString(),
    },
    timeline: presentTimeline(person.history, identity, '注册账号'),
    version: person.version,
  };
}

export const presentManualReview = (person: Person, card: PersonCard, takesOver?: { phone?: string }): ManualReview => ({
  personId: card.id,
  name: card.name,
  idNumberMasked: card.idNumberMasked,
  cardFileId: person.identity.cardFileId,
  cardBackFileId: person.identity.cardBackFileId,
  reason: person.identity.manualReason ?? '',
  since: (person.identity.manualSince ?? person.updatedAt).toISOString(),
  takesOver: takesOver && { phoneMasked: takesOver.phone && maskPhone(takesOver.phone) },
  version: person.version,
});
