import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { clearing } from '@jzt/shared/workflow/machines/clearing';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

export interface ClearedRow {
  certificateId: string;
  state: 'WAITING' | 'DONE' | 'SPARED' | 'BACK';
  /** When it was found: what of the check was missing. */
  missing: 'CHECK' | 'LEDGER';
  /** Why it was spared. */
  note?: string;
}

/** One batch of the clearing (CQ-23). */
export interface Clearing extends CaseFields {
  status: State<typeof clearing>;
  jurisdiction: Jurisdiction;
  packVersion: string;
  madeBy: { personId: string; name?: string };
  rows: ClearedRow[];
  /** The last certificate that was looked at: the next batch goes on behind it. */
  lookedTo?: string;
}

export const ClearingModel = caseModel(
  mongoose.model<Clearing>(
    'Clearing',
    new Schema<Clearing>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        packVersion: String,
        madeBy: new Schema<Clearing['madeBy']>({ personId: String, name: String }, { _id: false }),
        rows: [new Schema<ClearedRow>({ certificateId: String, state: String, missing: String, note: String }, { _id: false })],
        lookedTo: String,
      } as never,
      { collection: 'clearings', versionKey: false, minimize: false },
    ),
  ),
);
