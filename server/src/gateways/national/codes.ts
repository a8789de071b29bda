import type { NationalKind, NationalOperation, NationalState } from './port';

/**
 * The platform's dictionaries (O-02). The same digits mean different things for the two kinds, so there is one table per kind and nothing shared:
 * state 03 is 吊销 for special operations but 撤销 for safety management; operation 08 is 变更 for the one and 转入 for the other.
 */
const STATES: Record<NationalKind, Readonly<Record<string, NationalState>>> = {
  SPECIAL_OP: { '01': 'VALID', '02': 'SUSPENDED', '03': 'REVOKED', '04': 'RESCINDED', '05': 'CANCELLED', '06': 'EXPIRED', '99': 'OTHER' },
  SAFETY_MGMT: {
    '01': 'VALID', '02': 'SUSPENDED', '03': 'RESCINDED', '04': 'CANCELLED', '05': 'EXPIRED', '06': 'TRANSFERRED_OUT', '07': 'REVOKED', '99': 'OTHER',
  },
};

const OPERATIONS: Record<NationalKind, Readonly<Partial<Record<NationalOperation, string>>>> = {
  SPECIAL_OP: { ISSUE: '01', EXTEND: '02', SUSPEND: '03', EXPIRE: '04', CANCEL: '05', RESCIND: '05', REVOKE: '05', RESUME: '06', CHANGE: '08' },
  SAFETY_MGMT: {
    ISSUE: '01', EXTEND: '02', SUSPEND: '03', EXPIRE: '04', CANCEL: '05', RESCIND: '05', REVOKE: '05', TRANSFER_OUT: '05', RESUME: '06',
    TRANSFER_IN: '08', CHANGE: '09', UNDO_TRANSFER_OUT: '10',
  },
};

/** The state a certificate is in after each operation: the platform wants both. */
const STATE_AFTER: Record<NationalOperation, NationalState> = {
  ISSUE: 'VALID',
  EXTEND: 'VALID',
  SUSPEND: 'SUSPENDED',
  EXPIRE: 'EXPIRED',
  CANCEL: 'CANCELLED',
  REVOKE: 'REVOKED',
  RESCIND: 'RESCINDED',
  RESUME: 'VALID',
  CHANGE: 'VALID',
  TRANSFER_OUT: 'TRANSFERRED_OUT',
  TRANSFER_IN: 'VALID',
  UNDO_TRANSFER_OUT: 'VALID',
};

/** Two digits of this kind → meaning; undefined for digits the dictionary of this kind does not have. */
export function decodeState(kind: NationalKind, stateCode: string): NationalState | undefined {
  return STATES[kind][stateCode];
}

/** Meaning → the two digits of this kind; undefined where the kind has no such state (special operations are never transferred out). */
export function encodeState(kind: NationalKind, state: NationalState): string | undefined {
  return Object.entries(STATES[kind]).find(([, meaning]) => meaning === state)?.[0];
}

/** The operation's two digits and the state digits that go with it. Throws RangeError for an operation this kind does not have. */
export function encodeOperation(kind: NationalKind, operation: NationalOperation): { operateType: string; certState: string } {
  const operateType = OPERATIONS[kind][operation];
  const certState = encodeState(kind, STATE_AFTER[operation]);
  if (operateType === undefined || certState === undefined) throw new RangeError(`${kind} has no operation ${operation}`);
  return { operateType, certState };
}
