import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Source } from '@jzt/shared/domain/sources';
import type { State } from '@jzt/shared/workflow/machine';
import type { issuance } from '@jzt/shared/workflow/machines/issuance';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import { sourceSchema } from '../../platform/source';
import type { IssuingRow } from './issuingRow';
import { makingFields, rowFields, type MakingTry } from './making.service';

/** One certificate of one source being made, without a pass list: one a source and revision. */
export interface Issuance extends CaseFields {
  status: State<typeof issuance>;
  source: Source;
  revision: number;
  jurisdiction: Jurisdiction;
  packVersion: string;
  /** What has been done so far, step by step. */
  row: IssuingRow;
  signing: MakingTry;
  /** Why nothing was made. */
  reason?: string;
}

export const IssuanceModel = caseModel(
  mongoose.model<Issuance>(
    'Issuance',
    new Schema<Issuance>(
      {
        ...caseSchemaFields,
        source: sourceSchema,
        revision: Number,
        jurisdiction: String,
        packVersion: String,
        row: new Schema<IssuingRow>({ source: sourceSchema, ...rowFields }, { _id: false }),
        signing: new Schema<MakingTry>(makingFields, { _id: false }),
        reason: String,
      } as never,
      { collection: 'issuances', versionKey: false, minimize: false },
    ),
  ),
);
