import type { CertificateServiceName } from '@jzt/shared/contract/certificateService';
import type { Service } from '@jzt/shared/policy/index';
import type { Event } from '@jzt/shared/workflow/machine';
import type { certificate } from '@jzt/shared/workflow/machines/certificate';

type CertificateEvent = Event<typeof certificate>;

/** What one business does to the certificate. */
export interface Terms {
  /** The service of the law that decides it. */
  law: Extract<Service, 'CE_EXTEND' | 'RENEW' | 'CHANGE' | 'RECHECK' | 'REISSUE' | 'CANCEL' | 'TRANSFER_OUT'>;
  /** Asked for, the certificate is in hand: whoever comes second is told. Absent: its state stays, and it is only reserved. */
  request?: CertificateEvent;
  /** Refused or withdrawn, it is as it was. */
  refuse?: CertificateEvent;
  withdraw?: CertificateEvent;
  /** A new edition is printed, and this event goes with it (JS-05, JS-22). */
  prints?: Extract<CertificateEvent, 'extend' | 'completeChange' | 'completeRecheck' | 'reissue'>;
  /** Nothing is printed: it is carried out by this event. */
  carries?: Extract<CertificateEvent, 'cancel'>;
  /** Approved, the other province is to receive it (QH-03). */
  releases?: true;
  /** The last valid day moves by the years of the kind. */
  prolongs?: true;
  /** Why it is asked must be said. */
  needsReason?: true;
}

const EXTENSION = {
  request: 'requestExtension',
  refuse: 'refuseExtension',
  withdraw: 'withdrawRequest',
  prints: 'extend',
  prolongs: true,
} as const;

export const TERMS: Record<CertificateServiceName, Terms> = {
  EXTEND: { law: 'CE_EXTEND', ...EXTENSION },
  RENEW: { law: 'RENEW', ...EXTENSION },
  CHANGE: { law: 'CHANGE', request: 'requestChange', refuse: 'refuseChange', withdraw: 'withdrawRequest', prints: 'completeChange' },
  RECHECK: {
    law: 'RECHECK',
    request: 'requestRecheck',
    refuse: 'refuseRecheck',
    withdraw: 'withdrawRequest',
    prints: 'completeRecheck',
    prolongs: true,
  },
  REISSUE: { law: 'REISSUE', prints: 'reissue', needsReason: true },
  CANCEL: { law: 'CANCEL', carries: 'cancel', needsReason: true },
  TRANSFER_OUT: {
    law: 'TRANSFER_OUT',
    request: 'requestTransferOut',
    refuse: 'undoTransferOut',
    withdraw: 'undoTransferOut',
    releases: true,
  },
};
