import type { CertificateKind } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { registerRequest } from '@jzt/shared/workflow/machines/registerRequest';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** 补登申请: a certificate that its holder has and no register showed. */
export interface RegisterRequest extends CaseFields {
  status: State<typeof registerRequest>;
  jurisdiction: Jurisdiction;
  personId: string;
  /** As the holder says it; an officer reads the original. */
  kind: CertificateKind;
  trade: string;
  number: string;
  numberKey: string;
  /** How many requests of the person for this number had ended before; unique, so that at most one is open. */
  round: number;
  proofFileId: string;
  waitingSince: Date;
  reason?: string;
  certificateId?: string;
}

export const RegisterRequestModel = caseModel(
  mongoose.model<RegisterRequest>(
    'RegisterRequest',
    new Schema<RegisterRequest>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        personId: String,
        kind: String,
        trade: String,
        number: String,
        numberKey: String,
        round: Number,
        proofFileId: String,
        waitingSince: Date,
        reason: String,
        certificateId: String,
      } as never,
      { collection: 'register_requests', versionKey: false, minimize: false },
    ),
  ),
);
