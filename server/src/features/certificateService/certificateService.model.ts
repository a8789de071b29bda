import type { CertificateServiceName, ChangeItem } from '@jzt/shared/contract/certificateService';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import type { State } from '@jzt/shared/workflow/machine';
import type { certificateService } from '@jzt/shared/workflow/machines/certificateService';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Certificate, CertificateSubject } from '../certificate/certificate.model';

/** What is fixed when a business is asked for; names are read from the holder's own record when it is shown or printed. */
export interface ServiceRequest {
  service: CertificateServiceName;
  certificateId: string;
  certificateNumber: string;
  subject: CertificateSubject;
  personId: string;
  jurisdiction: Jurisdiction;
  /** The law it was asked under. */
  packVersion: string;
  ruleIds: string[];
  /** Last valid day when it was asked, and what it is to become. */
  validTo?: LocalDate;
  newValidTo?: LocalDate;
  changes: ChangeItem[];
  portraitFileId?: string;
  reason?: string;
  toProvince?: Jurisdiction;
  /** The time that the certificate had been given when it was asked: what does not end it by a longer one gives it back. */
  kept?: Certificate['kept'];
  /** The continuing education it rests on (QH-26, CQ-11). */
  ceId?: string;
  /** Whose channel it came by (JS-06…08). */
  askedBy: { role: Role; personId: string; name?: string };
  /** The employer that asked. */
  enterpriseId?: string;
  /** The base that asked, and the enterprise in whose name (JS-08). */
  baseId?: string;
  onBehalfOf?: { enterpriseId: string; name: string; creditCode?: string };
}

/** 证书业务: one request, one decision. */
export interface ServiceCase extends CaseFields, ServiceRequest {
  status: State<typeof certificateService>;
  decisionReason?: string;
  /** 退回补正: the last day to send it again. */
  correctBy?: LocalDate;
}

export const ServiceCaseModel = caseModel(
  mongoose.model<ServiceCase>(
    'CertificateService',
    new Schema<ServiceCase>(
      {
        ...caseSchemaFields,
        service: String,
        certificateId: String,
        certificateNumber: String,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        personId: String,
        jurisdiction: String,
        packVersion: String,
        ruleIds: [String],
        validTo: String,
        newValidTo: String,
        changes: { type: [String], default: [] },
        portraitFileId: String,
        reason: String,
        toProvince: String,
        kept: new Schema<NonNullable<ServiceRequest['kept']>>({ until: String }, { _id: false }),
        ceId: String,
        askedBy: new Schema<ServiceRequest['askedBy']>({ role: String, personId: String, name: String } as never, { _id: false }),
        enterpriseId: String,
        baseId: String,
        onBehalfOf: new Schema<NonNullable<ServiceRequest['onBehalfOf']>>(
          { enterpriseId: String, name: String, creditCode: String },
          { _id: false },
        ),
        decisionReason: String,
        correctBy: String,
      } as never,
      { collection: 'certificate_services', versionKey: false, minimize: false },
    ),
  ),
);
