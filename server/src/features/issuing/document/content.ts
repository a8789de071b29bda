import type { Category } from '@jzt/shared/domain/categories';
import type { Pack } from '@jzt/shared/policy/index';

/** All that a certificate says; the pack has its words (JS-15…JS-18). Dates are `YYYY-MM-DD` in Asia/Shanghai. */
export interface CertificateContent {
  pack: Pack;
  subject: { category: Category; code?: string };
  /** Full name of the issuing institution; required where the pack has institutions issue the kind (QH-36). */
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
