import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { transferIn } from '@jzt/shared/workflow/machines/transferIn';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { CertificateSubject } from '../certificate/certificate.model';

/** 证书调入 (QH-03). */
export interface TransferIn extends CaseFields {
  status: State<typeof transferIn>;
  jurisdiction: Jurisdiction;
  packVersion: string;
  personId: string;
  /** The certificate that the other province has let go: taken in once; of what ended without that, the round is counted on. */
  fromNumber: string;
  fromProvince: string;
  fromIdentifier?: string;
  round: number;
  subject: CertificateSubject;
  /** It goes on to the same day. */
  validTo: LocalDate;
  portraitFileId: string;
  waitingSince: Date;
  reason?: string;
  /** From which day on its certificate may be ordered again. */
  orderFrom?: LocalDate;
  certificateId?: string;
  certificateNumber?: string;
}

export const TransferInModel = caseModel(
  mongoose.model<TransferIn>(
    'TransferIn',
    new Schema<TransferIn>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        fromNumber: String,
        fromProvince: String,
        fromIdentifier: String,
        round: Number,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        validTo: String,
        portraitFileId: String,
        waitingSince: Date,
        reason: String,
        orderFrom: String,
        certificateId: String,
        certificateNumber: String,
      } as never,
      { collection: 'transfer_ins', versionKey: false, minimize: false },
    ),
  ),
);
