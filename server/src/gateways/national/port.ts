import { Provide } from '@midwayjs/core';
import type { NationalKind, NationalState } from '@jzt/shared/domain/stateCodes';
import type { CertificateState, SiteTitle } from '@jzt/shared/policy/facts';
import type { NationalReport as NationalChange } from '@jzt/shared/workflow/nationalReport';

export type { NationalChange, NationalKind, NationalState };

/** A certificate that the national platform says this person holds. */
export interface NationalHolding {
  kind: NationalKind;
  /** SAFETY_MGMT: A B C C1 C2 C3; SPECIAL_OP: trade 01–11, 99. */
  subCode: string;
  /** GB/T 2260 province, 6 digits, e.g. 510000. */
  provinceCode: string;
  certificateNo: string;
  /** The platform's own two digits, whose meaning differs per kind, and what they mean for this kind. */
  stateCode: string;
  state: NationalState;
  /** Last valid day, YYYY-MM-DD (Asia/Shanghai). */
  validTo: string;
  /** When it was first obtained, YYYY-MM-DD; platforms of some provinces do not say it. */
  issuedOn?: string;
  /** The holder's enterprise, as the platform names it; SAFETY_MGMT only. */
  creditCode?: string;
  /** 电子证照标识, where it has one. */
  identifier?: string;
}

/** A certificate of the ministry's register of people on site (现场专业人员), which is kept by ID number. */
export interface SiteRecord {
  number: string;
  name: string;
  title: SiteTitle;
  /** 101…115, or SITE_SAFETY_OFFICER. */
  code: string;
  provinceCode: string;
  /** Made by the province's own office (HN-01). */
  issuedByProvince: boolean;
  /** YYYY-MM-DD; `validTo` null where no end is printed. */
  issuedOn: string;
  validTo: string | null;
  state: Extract<CertificateState, 'VALID' | 'VOIDED' | 'CANCELLED'>;
}

/** A change of one certificate to be told to the platform (JS-22). */
export interface NationalUpload {
  /** The outbox row's own id: the platform applies one id once, so it may be sent again until acknowledged (JS-22). */
  requestId: string;
  kind: NationalKind;
  /** Operation and state in this kind's own digits: `nationalReport(kind, event, to)` of the workflow says them. */
  change: NationalChange;
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
  /** The e-certificate identifier of the version this one follows; required where `change.linksPrevious`. */
  previousIdentifier?: string;
  /** The number the certificate had in the other province; required when it is transferred in. */
  previousCertificateNo?: string;
  /**
   * Identifier of this version, once it has one; the platform gives it to new, extended, changed and transferred-in versions, and wants
   * it with every other change.
   */
  identifier?: string;
}

/**
 * ACCEPTED is the acknowledgement of the outbox row. REJECTED is the platform's refusal of the content: sending it again changes nothing,
 * an officer must look.
 */
export type NationalUploadResult =
  { state: 'ACCEPTED'; receiptNo: string; identifier: string } | { state: 'REJECTED'; providerCode: string; messageZh: string };

export interface NationalCodeRequest {
  /** Id of the certificate version that asks; the same id always gets the same code. */
  requestId: string;
  kind: NationalKind;
  certificateNo: string;
  /** Credit code of the issuing authority. */
  issuerCode: string;
  /** The version this one follows: the code keeps its serial and counts on. */
  previousIdentifier?: string;
}

/**
 * The 赋码 step before the layout (O-08, O-09): the 电子证照标识 `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`, its check character
 * already verified.
 */
export type NationalCodeResult = { state: 'GIVEN'; identifier: string } | { state: 'REJECTED'; providerCode: string; messageZh: string };

/** One person with a valid certificate of the same kind and sub-code in two provinces (CQ-24). */
export interface NationalDuplicate {
  name: string;
  idNumber: string;
  kind: NationalKind;
  subCode: string;
  /** Of the province that was asked about. */
  certificateNo: string;
  other: { provinceCode: string; certificateNo: string; validTo: string };
}

/** The holder has chosen to have it cancelled by the province that issued it. */
export interface NationalCancellation {
  /** The platform passes one id on once. */
  requestId: string;
  kind: NationalKind;
  certificateNo: string;
  /** Where it was issued, and who asks. */
  provinceCode: string;
  fromProvinceCode: string;
  name: string;
  idNumber: string;
  reason: string;
}

/** ACCEPTED: passed on to that province; that it is cancelled there is seen in the holdings. */
export type NationalCancellationResult =
  { state: 'ACCEPTED'; receiptNo: string } | { state: 'REJECTED'; providerCode: string; messageZh: string };

/** The national platform of certificates. Every method throws `GatewayDown`; CQ-07: down means CHECK_PENDING. */
@Provide()
export abstract class National {
  /** Everything the platform knows this person to hold, in any province and any state; [] when nothing (CQ-05, CQ-06, CQ-07). */
  abstract lookUpHoldings(person: { idNumber: string; name: string }): Promise<NationalHolding[]>;
  /** Everything the ministry's register of people on site has under this ID number; [] when nothing (HN-03, JX-06). */
  abstract lookUpSiteRecords(idNumber: string): Promise<SiteRecord[]>;
  abstract requestCode(request: NationalCodeRequest): Promise<NationalCodeResult>;
  /** Throws RangeError for what no platform of this kind could take: trade 99 without its name, a photo too large. */
  abstract report(upload: NationalUpload): Promise<NationalUploadResult>;
  /** Everybody who holds the same valid certificate in this province and in another one; [] when nobody (CQ-24). */
  abstract lookUpDuplicates(provinceCode: string): Promise<NationalDuplicate[]>;
  abstract requestCancellation(request: NationalCancellation): Promise<NationalCancellationResult>;
}
