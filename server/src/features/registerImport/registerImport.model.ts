import type { RegisterRowState } from '@jzt/shared/contract/registerImport';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { registerImport } from '@jzt/shared/workflow/machines/registerImport';
import mongoose, { Schema, type Types } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';

/** 导入批次 of certificates that existed before. */
export interface RegisterImport extends CaseFields {
  status: State<typeof registerImport>;
  jurisdiction: Jurisdiction;
  madeBy: { personId: string; name?: string };
  /** Filled rows of the table. */
  total: number;
}

/** One row of its table, what became of it, and the certificate it became. */
export interface RegisterImportRow {
  _id: Types.ObjectId;
  importId: string;
  /** In the table, from 2. */
  line: number;
  state: RegisterRowState;
  said?: string;
  /** What is written in it, as JSON by column, sealed under this row's id. */
  sealed: Sealed;
  certificateId?: string;
}

export const RegisterImportModel = caseModel(
  mongoose.model<RegisterImport>(
    'RegisterImport',
    new Schema<RegisterImport>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        madeBy: new Schema<RegisterImport['madeBy']>({ personId: String, name: String }, { _id: false }),
        total: Number,
      } as never,
      { collection: 'register_imports', versionKey: false, minimize: false },
    ),
  ),
);

export const RegisterImportRowModel = mongoose.model<RegisterImportRow>(
  'RegisterImportRow',
  new Schema<RegisterImportRow>(
    { importId: String, line: Number, state: String, said: String, sealed: String, certificateId: String } as never,
    { collection: 'register_import_rows', versionKey: false },
  ),
);
