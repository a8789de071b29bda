import type { HoursRowInput } from '@jzt/shared/contract/yearlyHours';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { ceFinding } from '@jzt/shared/workflow/machines/ceFinding';
import type { ceReportBatch } from '@jzt/shared/workflow/machines/ceReportBatch';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { CertificateSubject } from '../certificate/certificate.model';

export interface ReportedRow extends HoursRowInput {
  certificateId: string;
  personId?: string;
  /** The calendar year in which the assessment was passed. */
  year: number;
}

/** 学时上报批次: one of the two of a month (HN-17). Its hours count once it is ENTERED. */
export interface HoursBatch extends CaseFields {
  status: State<typeof ceReportBatch>;
  institutionId: string;
  institutionName: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  /** `2026-11#2`, the second of November: taken for good by the first sending, so that a third one has no place. */
  slot: string;
  sentBy: string;
  rows: ReportedRow[];
  reason?: string;
}

/** 作废认定 of one certificate and ground. */
export interface Finding extends CaseFields {
  status: State<typeof ceFinding>;
  /** Certificate and ground, for hours with the two years: proposed once. */
  key: string;
  certificateId: string;
  certificateNumber: string;
  subject: CertificateSubject;
  personId?: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  ground: 'SHORT_HOURS' | 'NOT_IN_POST';
  groundZh: string;
  /** The later of the two years that were short. */
  secondYear?: number;
  appealBy: LocalDate;
  appeal?: string;
  evidence: string[];
  decisionReason?: string;
}

const text = { type: [String], default: [] };

export const HoursBatchModel = caseModel(
  mongoose.model<HoursBatch>(
    'CeReportBatch',
    new Schema<HoursBatch>(
      {
        ...caseSchemaFields,
        institutionId: String,
        institutionName: String,
        jurisdiction: String,
        packVersion: String,
        slot: String,
        sentBy: String,
        rows: [
          new Schema<ReportedRow>(
            {
              certificateId: String,
              personId: String,
              certificateNumber: String,
              holderName: String,
              total: String,
              professional: String,
              mode: String,
              assessedOn: String,
              year: Number,
            } as never,
            { _id: false },
          ),
        ],
        reason: String,
      } as never,
      { collection: 'ce_report_batches', versionKey: false, minimize: false },
    ),
  ),
);

export const FindingModel = caseModel(
  mongoose.model<Finding>(
    'CeFinding',
    new Schema<Finding>(
      {
        ...caseSchemaFields,
        key: String,
        certificateId: String,
        certificateNumber: String,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        personId: String,
        jurisdiction: String,
        packVersion: String,
        ground: String,
        groundZh: String,
        secondYear: Number,
        appealBy: String,
        appeal: String,
        evidence: text,
        decisionReason: String,
      } as never,
      { collection: 'ce_findings', versionKey: false, minimize: false },
    ),
  ),
);
