/** The certificate kinds the national platform keeps (O-02, O-07). */
export type NationalKind = 'SAFETY_MGMT' | 'SPECIAL_OP';

/** One meaning of a certificate's state, decoded from the platform's code of that kind (the same digits differ per kind, O-02). */
export type NationalState = 'VALID' | 'SUSPENDED' | 'REVOKED' | 'RESCINDED' | 'CANCELLED' | 'EXPIRED' | 'TRANSFERRED_OUT' | 'OTHER';

/** A certificate that the national platform says this person holds. */
export interface NationalHolding {
  kind: NationalKind;
  /** SAFETY_MGMT: A B C C1 C2 C3; SPECIAL_OP: trade 01–11, 99. */
  subCode: string;
  /** GB/T 2260 province, 6 digits, e.g. 510000. */
  provinceCode: string;
  certificateNo: string;
  /** The platform's own two digits, per kind. */
  stateCode: string;
  state: NationalState;
  /** Last valid day, YYYY-MM-DD (Asia/Shanghai). */
  validTo: string;
  /** The holder's enterprise, as the platform names it; SAFETY_MGMT only. */
  creditCode?: string;
}

/** What happened to a certificate; encoded per kind (08 is 变更 for SPECIAL_OP but 转入 for SAFETY_MGMT). */
export type NationalOperation =
  | 'ISSUE'
  | 'EXTEND'
  | 'SUSPEND'
  | 'EXPIRE'
  | 'CANCEL'
  | 'REVOKE'
  | 'RESCIND'
  | 'RESUME'
  | 'CHANGE'
  | 'TRANSFER_OUT'
  | 'TRANSFER_IN'
  | 'UNDO_TRANSFER_OUT';

export interface NationalReport {
  /** The outbox row's own id: the platform applies one id once, so it may be sent again until acknowledged (JS-22). */
  requestId: string;
  operation: NationalOperation;
  kind: NationalKind;
  subCode: string;
  /** The trade's own name, for SPECIAL_OP 99 only; the platform's fixed sentence is put around it. */
  subCodeName?: string;
  certificateNo: string;
  name: string;
  idNumber: string;
  provinceCode: string;
  /** Who issued it, e.g. 青海省住房和城乡建设厅, and its credit code. */
  issuerName: string;
  issuerCode: string;
  /** YYYY-MM-DD: when this certificate was first obtained, when this version was signed, and its first and last valid day. */
  firstIssuedOn: string;
  issuedOn: string;
  validFrom: string;
  validTo: string;
  /** The portrait, JPEG or PNG of at most 50 KB (O-02); the platform wants it where it gives an identifier. */
  photo?: Buffer;
  /** Employer at issue; required for SAFETY_MGMT. */
  enterpriseName?: string;
  creditCode?: string;
  /** The e-certificate identifier of the version this one follows; required by the platform for EXTEND, CHANGE and TRANSFER_IN. */
  previousIdentifier?: string;
  /** The number the certificate had in the other province; required for TRANSFER_IN. */
  previousCertificateNo?: string;
  /** Identifier of this version; required for every operation that is not ISSUE, EXTEND, CHANGE or TRANSFER_IN (those are given one). */
  identifier?: string;
  /** Why, for SUSPEND, REVOKE, RESCIND and CANCEL. */
  reason?: string;
}

/** ACCEPTED is the acknowledgement of the outbox row. REJECTED is the platform's refusal of the content: sending it again changes nothing, an officer must look. */
export type NationalReportResult =
  | { state: 'ACCEPTED'; receiptNo: string; identifier: string }
  | { state: 'REJECTED'; providerCode: string; messageZh: string };

export interface NationalCodeRequest {
  /** Id of the certificate version that asks; the same id always gets the same code. */
  requestId: string;
  kind: NationalKind;
  certificateNo: string;
  /** Credit code of the issuing authority. */
  issuerCode: string;
}

/** The 赋码 step before the layout (O-08, O-09): the 电子证照标识 `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`, its check character already verified. */
export type NationalCodeResult = { state: 'GIVEN'; identifier: string } | { state: 'REJECTED'; providerCode: string; messageZh: string };

/** The national platform of certificates. Every method throws `GatewayDown`; CQ-07: down means CHECK_PENDING. */
export interface National {
  /** Everything the platform knows this person to hold, in any province and any state; [] when nothing (CQ-05, CQ-06, CQ-07). */
  lookUpHoldings(person: { idNumber: string; name: string }): Promise<NationalHolding[]>;
  requestCode(request: NationalCodeRequest): Promise<NationalCodeResult>;
  /** Throws RangeError for what no platform of this kind could take: an operation the kind does not have, a photo too large. */
  report(report: NationalReport): Promise<NationalReportResult>;
}
