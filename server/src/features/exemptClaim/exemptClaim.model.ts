import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { exemptClaim } from '@jzt/shared/workflow/machines/exemptClaim';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** 安全员C证免试申领 (CQ-15): from the moment it is sent. */
export interface ExemptClaim extends CaseFields {
  status: State<typeof exemptClaim>;
  /** MS50-2023-00012. */
  number: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  personId: string;
  /** How many claims of the person in the province were refused before; unique, so that at most one is open. */
  round: number;
  /** The certificate that it rests on, as our register has it. */
  proofCertificateId: string;
  proofNumber: string;
  proofFileId: string;
  portraitFileId: string;
  waitingSince: Date;
  reason?: string;
  /** From which day on its certificate may be ordered again. */
  orderFrom?: LocalDate;
  certificateId?: string;
  certificateNumber?: string;
}

export const ExemptClaimModel = caseModel(
  mongoose.model<ExemptClaim>(
    'ExemptClaim',
    new Schema<ExemptClaim>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        round: Number,
        proofCertificateId: String,
        proofNumber: String,
        proofFileId: String,
        portraitFileId: String,
        waitingSince: Date,
        reason: String,
        orderFrom: String,
        certificateId: String,
        certificateNumber: String,
      } as never,
      { collection: 'exempt_claims', versionKey: false, minimize: false },
    ),
  ),
);
