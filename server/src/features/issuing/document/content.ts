/** A line of the certificate that is filled from the holder's case. */
export type FieldKey = 'postName' | 'name' | 'sex' | 'idNumber' | 'certificateNo' | 'enterpriseName' | 'validTo';

/** The three inks of a certificate kind, `#rrggbb`: `dark` for the title and rules, `mid` and `light` for the guilloche. */
export interface Palette {
  dark: string;
  mid: string;
  light: string;
}

/** One kind of certificate as print data (JS-15…JS-18); `{issuer}` and `{region}` are filled in from the province. */
export interface CertificateTemplate {
  /** Title lines, top to bottom; the last one is the large one. */
  title: readonly string[];
  /** Printed centred under the title, before the holder's fields. */
  heading?: { key: FieldKey; label: string };
  fields: readonly { key: FieldKey; label: string }[];
  statement: string;
  /** Who issues and whose round seal stands on it (QH-20 the authority, QH-36 the institution). */
  sealOwner: 'AUTHORITY' | 'INSTITUTION';
  palette: Palette;
}

/** What a province puts on its certificates. */
export interface ProvincePrint {
  /** As in the statement, e.g. 江苏省. */
  regionName: string;
  /** 发证单位 and the text around the round seal. */
  authorityName: string;
  /** Last line of the page: where else the certificate can be checked (JS-18). */
  portalLine: string;
}

/** All that a certificate says. Dates are `YYYY-MM-DD` in Asia/Shanghai. */
export interface CertificateContent {
  template: CertificateTemplate;
  province: ProvincePrint;
  /** Full name of the issuing institution; required when the template's seal is the institution's (QH-36). */
  institutionName?: string;
  holder: {
    name: string;
    sex?: '男' | '女';
    /** Full number: the paper certificate this one stands for shows it too (JS-15…17). */
    idNumber: string;
    /** JPEG or PNG of any size; cropped to 5 × 7. */
    portrait: Buffer;
  };
  certificateNo: string;
  postName?: string;
  enterpriseName?: string;
  issuedOn: string;
  validTo?: string;
  /** What the QR holds: see `encodeVerifyLink`. */
  verifyLink: string;
}
