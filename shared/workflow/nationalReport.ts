import { NATIONAL_OPERATIONS, NATIONAL_STATES } from '../domain/stateCodes';
import type { NationalKind, NationalOperation, NationalState } from '../domain/stateCodes';
import type { Event, State } from './machine';
import { certificate } from './machines/certificate';

type CertificateState = State<typeof certificate>;
/** The events of the machine, and the two that make a certificate. */
export type CertificateEvent = Event<typeof certificate> | 'issue' | 'transferIn';

const STATES: Record<CertificateState, NationalState> = {
  ISSUED: 'VALID',
  ACTIVE: 'VALID',
  EXTENDING: 'VALID',
  CHANGING: 'VALID',
  RECHECKING: 'VALID',
  SUSPENDED: 'SUSPENDED',
  TRANSFER_OUT: 'TRANSFER_OUT',
  TRANSFERRED_OUT: 'TRANSFER_OUT',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
  RESCINDED: 'RESCINDED',
  REVOKED: 'REVOKED',
  DEACTIVATED: 'OTHER',
  VOIDED: 'OTHER',
  REPLACED: 'OTHER',
};

// A request that is still being decided changes nothing for the nation, so it has no entry.
const OPERATIONS: Partial<Record<CertificateEvent, NationalOperation>> = {
  issue: 'ISSUE',
  transferIn: 'TRANSFER_IN',
  extend: 'EXTEND',
  completeChange: 'CHANGE',
  completeRecheck: 'OTHER',
  reissue: 'OTHER',
  suspend: 'SUSPEND',
  restore: 'RESTORE',
  resumeExtension: 'RESTORE',
  expire: 'EXPIRE',
  cancel: 'CANCEL',
  rescind: 'CANCEL',
  revoke: 'CANCEL',
  releaseTransferOut: 'CANCEL',
  recallTransferOut: 'UNDO_TRANSFER_OUT',
  deactivate: 'OTHER',
  reactivate: 'OTHER',
  voidCertificate: 'OTHER',
  replace: 'OTHER',
};

/** These make another version of the file, which names the one before it. */
const NEW_VERSION: readonly CertificateEvent[] = ['extend', 'completeChange', 'completeRecheck', 'reissue', 'transferIn'];

export interface NationalReport {
  certState: string;
  /** Only with state 99, where the platform demands it. */
  certStatusDescription?: string;
  operateType: string;
  /** Must `associatedZzeCertID` name the version before this one? */
  linksPrevious: boolean;
}

/** What the national platform is told when `event` has brought a certificate to `to` (JS-22); null when it need not know. Throws RangeError when the kind has no such operation. */
export function nationalReport(kind: NationalKind, event: CertificateEvent, to: CertificateState): NationalReport | null {
  const operation = OPERATIONS[event];
  if (!operation) return null;
  const operations: Partial<Record<NationalOperation, string>> = NATIONAL_OPERATIONS[kind];
  const states: Partial<Record<NationalState, string>> = NATIONAL_STATES[kind];
  const operateType = operations[operation];
  const certState = states[STATES[to]];
  if (!operateType || !certState) throw new RangeError(`${kind} has no national ${event}`);
  return {
    certState,
    ...(STATES[to] === 'OTHER' ? { certStatusDescription: certificate.states[to] } : {}),
    operateType,
    linksPrevious: NEW_VERSION.includes(event),
  };
}
