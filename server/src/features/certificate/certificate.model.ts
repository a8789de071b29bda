import type { Category, CertificateKind } from '@jzt/shared/domain/categories';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Source } from '@jzt/shared/domain/sources';
import type { SiteTitle } from '@jzt/shared/policy/index';
import type { State } from '@jzt/shared/workflow/machine';
import type { certificate } from '@jzt/shared/workflow/machines/certificate';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';
import { sourceSchema } from '../../platform/source';
import type { Replacing } from '../../platform/succession';

export interface CertificateSubject {
  category: Category;
  code?: string;
}

/**
 * All that a certificate says, fixed before it is rendered: every retry prints the same bytes.
 * Name, ID number and token are sealed under the certificate's id.
 */
export interface CertificateText {
  source: Source;
  /** The certificates of one source, from 1: a second one under it is another revision. */
  revision: number;
  personId: string;
  institutionId?: string;
  /** The law it is issued under. */
  packVersion: string;
  kind: CertificateKind;
  subject: CertificateSubject;
  /** As printed, with the brackets of its format. */
  number: string;
  nameSealed: Sealed;
  idNumberSealed: Sealed;
  sex?: 'M' | 'F';
  postName?: string;
  enterpriseName?: string;
  creditCode?: string;
  portraitFileId: string;
  issuedBy: 'AUTHORITY' | 'INSTITUTION';
  issuerZh: string;
  issuedOn: LocalDate;
  /** Absent where the kind has no end (QH-33). */
  validTo?: LocalDate;
  /** The QR's random token, and its hash by which a scan finds the certificate. */
  tokenSealed: Sealed;
  tokenHash: string;
  /** A paper of the same name is given out beside it (JS-02). */
  paperToo?: true;
  /** Taken in from another province (QH-03): its number there, and by which identifier the nation knows it. */
  transferredFrom?: { number: string; identifier?: string };
  /** Where the sealed PDF lies, or will lie. */
  fileId: string;
}

/** What the national platform said to one report (JS-22). REJECTED: an officer must look, sending again changes nothing. */
export interface NationalReceipt {
  requestId: string;
  event: string;
  state: 'ACCEPTED' | 'REJECTED';
  /** Receipt number, or the platform's code and words. */
  answer: string;
  at: Date;
}

/** What an earlier edition was. */
export type Edition = Pick<Certificate, 'fileId' | 'fileSha256' | 'identifier' | 'issuedOn' | 'validTo' | 'packVersion'>;

/** What only a certificate that we made is sure to have. */
type Made = 'personId' | 'portraitFileId' | 'fileId';

/**
 * 证书: exists from the moment the whole of its batch is sealed (QH-20), or was recorded as one that somebody had before (source REGISTER):
 * such a one has no file of ours, and may have a holder whom nobody knows here yet.
 */
export interface Certificate extends CaseFields, Omit<CertificateText, Made>, Partial<Pick<CertificateText, Made>> {
  status: State<typeof certificate>;
  jurisdiction: Jurisdiction;
  /** The number as it is looked up. */
  numberKey: string;
  /** The pass list it stood on; absent where none was needed. */
  batchId?: string;
  /** 电子证照标识, for the kinds the nation knows (O-09). */
  identifier?: string;
  fileSha256?: string;
  /** The holder did their part in time and an office has it; `until`: it has decided, and this is the last day of the time to go on. */
  kept?: { until?: LocalDate };
  /** The business under way (延期, 变更 …): only its end moves the certificate out of that state. */
  serviceId?: string;
  /** Reminders that were sent or are not needed any more, and the last day that they were looked for. */
  reminded?: string[];
  remindedOn?: LocalDate;
  /** The last day on which the holder was reminded to exchange it (HN-23). */
  exchangeRemindedOn?: LocalDate;
  /** Of one that was recorded: blind index of the holder's ID number, by which it finds them after their real-name check. */
  holderIndex?: string;
  /** Of one that was recorded: what it is made of; absent, electronic. */
  medium?: 'PAPER' | 'ELECTRONIC';
  /** Of one that a table brought in: the import, which may be taken back. */
  importId?: string;
  /** Of one that was recorded: the title printed on it, where it is not that of its kind, and which of the site titles that is (CQ-16, HN-05). */
  printedTitle?: string;
  siteTitle?: SiteTitle;
  /** The one whose place it took: named by the write that brought this one into being, which thereby ended the other. */
  replaces?: Replacing;
  /** Before the present edition, the oldest first. */
  earlier?: Edition[];
  nationalReceipts: NationalReceipt[];
}

const receiptSchema = new Schema<NationalReceipt>(
  { requestId: String, event: String, state: String, answer: String, at: Date },
  { _id: false },
);

const editionSchema = new Schema<Edition>(
  { fileId: String, fileSha256: String, identifier: String, issuedOn: String, validTo: String, packVersion: String },
  { _id: false },
);

export const CertificateModel = caseModel(
  mongoose.model<Certificate>(
    'Certificate',
    new Schema<Certificate>(
      {
        ...caseSchemaFields,
        source: sourceSchema,
        revision: Number,
        personId: String,
        institutionId: String,
        packVersion: String,
        kind: String,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        number: String,
        nameSealed: String,
        idNumberSealed: String,
        sex: String,
        postName: String,
        enterpriseName: String,
        creditCode: String,
        portraitFileId: String,
        issuedBy: String,
        issuerZh: String,
        issuedOn: String,
        validTo: String,
        tokenSealed: String,
        tokenHash: String,
        paperToo: Boolean,
        transferredFrom: new Schema<NonNullable<CertificateText['transferredFrom']>>(
          { number: String, identifier: String },
          { _id: false },
        ),
        fileId: String,
        jurisdiction: String,
        numberKey: String,
        batchId: String,
        identifier: String,
        fileSha256: String,
        kept: new Schema<NonNullable<Certificate['kept']>>({ until: String }, { _id: false }),
        serviceId: String,
        reminded: { type: [String], default: undefined },
        remindedOn: String,
        exchangeRemindedOn: String,
        holderIndex: String,
        medium: String,
        importId: String,
        printedTitle: String,
        siteTitle: String,
        replaces: new Schema<Replacing>({ certificateId: String, event: String, reason: String }, { _id: false }),
        earlier: { type: [editionSchema], default: [] },
        nationalReceipts: { type: [receiptSchema], default: [] },
      } as never,
      { collection: 'certificates', versionKey: false, minimize: false },
    ),
  ),
);
