import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { sameSource, type Source } from '@jzt/shared/domain/sources';
import type { State } from '@jzt/shared/workflow/machine';
import type { passListBatch } from '@jzt/shared/workflow/machines/passListBatch';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import { sourceSchema } from '../../platform/source';
import type { CertificateSubject } from '../certificate/certificate.model';
import type { IssuingRow } from '../issuing/issuingRow';
import { makingFields, rowFields, type MakingTry } from '../issuing/making.service';

/** Why a row stops the batch (QH-19). CHECK_PENDING: an outside system has not answered, which is neither yes nor no. */
export interface RowFault {
  ruleId: string;
  code: string;
  message: string;
}

/** One passed person. What the signing has done for them so far is written here, step by step. */
export interface PassListRow extends IssuingRow {
  personId: string;
  enterpriseName?: string;
  score?: number;
  faults: RowFault[];
}

/** Who had it signed, and how far that has come. */
export interface BatchSigning extends MakingTry {
  byPerson: string;
  byRole: string;
}

/** 合格人员名单批次 (QH-19, QH-20, QH-35). */
export interface PassListBatch extends CaseFields {
  status: State<typeof passListBatch>;
  /** PC63-2026-00012. */
  number: string;
  /** Of its exam. */
  jurisdiction: Jurisdiction;
  examPlanId: string;
  institutionId: string;
  subject: CertificateSubject;
  packVersion: string;
  rows: PassListRow[];
  removed: { source: Source; personId: string; reason: string; byPerson?: string; at: Date }[];
  /**
   * Everybody it was made with, for ever. The key is the source with the number of batches it had been in before, and
   * unique: of two batches made
   * at once, one wins. Whom the batch still holds is told by `rows` and the state, see `holds`.
   */
  claims: { source: Source; key: string }[];
  reason?: string;
  signing?: BatchSigning;
}

const faultSchema = new Schema<RowFault>({ ruleId: String, code: String, message: String }, { _id: false });
const rowSchema = new Schema(
  {
    source: sourceSchema,
    personId: String,
    enterpriseName: String,
    score: Number,
    faults: { type: [faultSchema], default: [] },
    ...rowFields,
  },
  { _id: false },
);
const removedSchema = new Schema({ source: sourceSchema, personId: String, reason: String, byPerson: String, at: Date }, { _id: false });
const claimSchema = new Schema({ source: sourceSchema, key: String }, { _id: false });
const signingSchema = new Schema<BatchSigning>({ ...makingFields, byPerson: String, byRole: String }, { _id: false });

export const PassListBatchModel = caseModel(
  mongoose.model<PassListBatch>(
    'PassListBatch',
    new Schema<PassListBatch>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        examPlanId: String,
        institutionId: String,
        subject: new Schema<CertificateSubject>({ category: String, code: String }, { _id: false }),
        packVersion: String,
        rows: { type: [rowSchema], default: [] },
        removed: { type: [removedSchema], default: [] },
        claims: { type: [claimSchema], default: [] },
        reason: String,
        signing: signingSchema,
      } as never,
      { collection: 'pass_list_batches', versionKey: false, minimize: false },
    ),
  ),
);

/** Does the batch hold this source, so that no other may? */
export const holds = (batch: Pick<PassListBatch, 'status' | 'rows'>, source: Source): boolean =>
  batch.status !== 'REJECTED' && batch.rows.some((row) => sameSource(row.source, source));
