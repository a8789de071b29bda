import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Source } from '@jzt/shared/domain/sources';
import type { CertificateText } from '../certificate/certificate.model';
import type { Succession } from '../../platform/succession';

/** A certificate being made: nobody's yet, and found by nobody (QH-20). */
export interface CertificateDraft extends CertificateText {
  certificateId: string;
  /** How it stands to another certificate, as its source told. */
  succeeds?: Succession;
  /** Of a certificate that had others before: which, from 2, and the national identifier of the last one. */
  edition?: number;
  previousIdentifier?: string;
}

/** What has been done so far for one certificate, step by step, on the row of whoever issues it. */
export interface IssuingRow {
  source: Source;
  /** Number, token and every word of the certificate: fixed before anything is rendered. */
  draft?: CertificateDraft;
  /** 电子证照标识 of the national platform (O-09). */
  identifier?: string;
  /** SHA-256 of the sealed file. */
  sealedSha256?: string;
}

/** Day and moment that the certificate bears, however many tries it takes; `attempt` counts an officer's tries, from 1. */
export interface IssuingTry {
  issuedOn: LocalDate;
  signedAt: Date;
  attempt: number;
}
