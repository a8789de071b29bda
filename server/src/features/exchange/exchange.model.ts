import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { selfExchange } from '@jzt/shared/workflow/machines/selfExchange';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** 换证 of one old certificate by its holder (HN-01…09). */
export interface Exchange extends CaseFields {
  status: State<typeof selfExchange>;
  jurisdiction: Jurisdiction;
  packVersion: string;
  personId: string;
  /** As printed, and as it is looked up. */
  oldNumber: string;
  oldKey: string;
  /** How many exchanges of this certificate were closed before. */
  round: number;
  /** Of the old certificate; in a file check as the holder says it. */
  post?: string;
  /** The old certificate in our register, once it is found or its file accepted. */
  certificateId?: string;
  oldValidTo?: LocalDate;
  /** Last day of exchanges, and of showing the originals (HN-04, HN-06). */
  closesOn?: LocalDate;
  fileCheckTo?: LocalDate;
  /** Waits for an office since then. */
  waitingSince?: Date;
  originalsSeenOn?: LocalDate;
  /** The register is asked again from then on. */
  checkFrom?: Date;
  education?: string;
  portraitFileId?: string;
  institutionId?: string;
  providerName?: string;
  classId?: string;
  className?: string;
  classStartsOn?: LocalDate;
  classEndsOn?: LocalDate;
  startedOn?: LocalDate;
  /** All hours of the course are learnt; whether enough of them are professional is asked beside. */
  studiedOn?: LocalDate;
  examPlanId?: string;
  examSessionId?: string;
  passedOn?: LocalDate;
  /** From which day on its certificate may be ordered again. */
  orderFrom?: LocalDate;
  /** Why it was closed, or why no certificate was made yet. */
  reason?: string;
  newCertificateId?: string;
  newNumber?: string;
}

export const ExchangeModel = caseModel(
  mongoose.model<Exchange>(
    'Exchange',
    new Schema<Exchange>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        oldNumber: String,
        oldKey: String,
        round: Number,
        post: String,
        certificateId: String,
        oldValidTo: String,
        closesOn: String,
        fileCheckTo: String,
        waitingSince: Date,
        originalsSeenOn: String,
        checkFrom: Date,
        education: String,
        portraitFileId: String,
        institutionId: String,
        providerName: String,
        classId: String,
        className: String,
        classStartsOn: String,
        classEndsOn: String,
        startedOn: String,
        studiedOn: String,
        examPlanId: String,
        examSessionId: String,
        passedOn: String,
        orderFrom: String,
        reason: String,
        newCertificateId: String,
        newNumber: String,
      } as never,
      { collection: 'exchanges', versionKey: false, minimize: false },
    ),
  ),
);
