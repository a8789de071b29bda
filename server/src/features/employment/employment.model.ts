import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { employment } from '@jzt/shared/workflow/machines/employment';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** Which of the two sides acts or asked. */
export type Side = 'WORKER' | 'ENTERPRISE';

/** 聘用关系 of one person and one enterprise, from the request to its end (QH-02, QH-09). */
export interface Employment extends CaseFields {
  status: State<typeof employment>;
  /** The province it is for: one that the enterprise is registered in. */
  jurisdiction: Jurisdiction;
  /** The law there knows one employer at a time. */
  exclusive?: true;
  personId: string;
  enterpriseId: string;
  askedBy: Side;
  /** How many employments these two had in the province before; unique, so that at most one of theirs is open (see Application.round). */
  round: number;
  position: string;
  confirmedAt?: Date;
  endedAt?: Date;
}

export const EmploymentModel = caseModel(
  mongoose.model<Employment>(
    'Employment',
    new Schema<Employment>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        exclusive: Boolean,
        personId: String,
        enterpriseId: String,
        askedBy: String,
        round: Number,
        position: String,
        confirmedAt: Date,
        endedAt: Date,
      },
      { collection: 'employments', versionKey: false, minimize: false },
    ),
  ),
);
