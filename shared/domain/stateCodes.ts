/**
 * Codes of the national platform (O-02). The same digits mean different things for the two kinds (03 is 吊销 here and 撤销 there; 08 is 变更 here
 * and 转入 there), so each kind has a table of its own and there is no shared one.
 */
export const NATIONAL_STATES = {
  SAFETY_MGMT: {
    VALID: '01',
    SUSPENDED: '02',
    RESCINDED: '03',
    CANCELLED: '04',
    EXPIRED: '05',
    TRANSFER_OUT: '06',
    REVOKED: '07',
    OTHER: '99',
  },
  SPECIAL_OP: { VALID: '01', SUSPENDED: '02', REVOKED: '03', RESCINDED: '04', CANCELLED: '05', EXPIRED: '06', OTHER: '99' },
} as const;

/** CANCEL also carries 撤销, 吊销 and (SAFETY_MGMT) 办理转出: the state code tells which. */
export const NATIONAL_OPERATIONS = {
  SAFETY_MGMT: {
    ISSUE: '01',
    EXTEND: '02',
    SUSPEND: '03',
    EXPIRE: '04',
    CANCEL: '05',
    RESTORE: '06',
    OTHER: '07',
    TRANSFER_IN: '08',
    CHANGE: '09',
    UNDO_TRANSFER_OUT: '10',
  },
  SPECIAL_OP: { ISSUE: '01', EXTEND: '02', SUSPEND: '03', EXPIRE: '04', CANCEL: '05', RESTORE: '06', OTHER: '07', CHANGE: '08' },
} as const;

export type NationalKind = keyof typeof NATIONAL_STATES;
export type NationalState = keyof (typeof NATIONAL_STATES)['SAFETY_MGMT'];
export type NationalOperation = keyof (typeof NATIONAL_OPERATIONS)['SAFETY_MGMT'];

/** What a state code of the national platform means for this kind; null for a code the kind does not have. */
export function readNationalState(kind: NationalKind, code: string): NationalState | null {
  const found = Object.entries(NATIONAL_STATES[kind]).find(([, value]) => value === code);
  return found ? (found[0] as NationalState) : null;
}
