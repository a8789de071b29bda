import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { continuingEducation } from '@jzt/shared/workflow/machines/continuingEducation';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { CertificateSubject } from '../certificate/certificate.model';

/** 继续教育: one case a certificate and period; a period ends with the last valid day it had then. */
export interface ContinuingEducation extends CaseFields {
  status: State<typeof continuingEducation>;
  certificateId: string;
  /** Last valid day of the certificate when the case was opened. */
  periodEnd: LocalDate;
  personId: string;
  jurisdiction: Jurisdiction;
  /** The law it was signed up under. */
  packVersion: string;
  subject: CertificateSubject;
  certificateNumber: string;
  portraitFileId?: string;
  mode?: 'ONLINE' | 'OFFLINE';
  /** Who trains in a classroom, and the class. */
  institutionId?: string;
  classId?: string;
  className?: string;
  classStartsOn?: LocalDate;
  classEndsOn?: LocalDate;
  /** The approved platform, online. */
  platformId?: string;
  providerName?: string;
  /** All hours are met: the assessment may be planned. */
  studiedOn?: LocalDate;
  examPlanId?: string;
  examSessionId?: string;
  passedOn?: LocalDate;
  /** The extension that was asked for. */
  serviceId?: string;
  /** Why it was sent back. */
  reason?: string;
}

export const ContinuingEducationModel = caseModel(
  mongoose.model<ContinuingEducation>(
    'ContinuingEducation',
    new Schema<ContinuingEducation>(
      {
        ...caseSchemaFields,
        certificateId: String,
        periodEnd: String,
        personId: String,
        jurisdiction: String,
        packVersion: String,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        certificateNumber: String,
        portraitFileId: String,
        mode: String,
        institutionId: String,
        classId: String,
        className: String,
        classStartsOn: String,
        classEndsOn: String,
        platformId: String,
        providerName: String,
        studiedOn: String,
        examPlanId: String,
        examSessionId: String,
        passedOn: String,
        serviceId: String,
        reason: String,
      } as never,
      { collection: 'continuing_educations', versionKey: false, minimize: false },
    ),
  ),
);
