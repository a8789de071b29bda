import type { FilingPart } from '@jzt/shared/contract/filing';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { SITE_POSTS } from '@jzt/shared/domain/posts';
import type { State } from '@jzt/shared/workflow/machine';
import type { enterpriseFiling } from '@jzt/shared/workflow/machines/enterpriseFiling';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';

export type Post = keyof typeof SITE_POSTS;

/** 安全员换证 of one person, filed by an enterprise. The person need not have an account; name and ID number are sealed under the filing's id. */
export interface Filing extends CaseFields {
  status: State<typeof enterpriseFiling>;
  /** HZ36-2026-000001 */
  number: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  enterpriseId: string;
  enterpriseName: string;
  nameSealed: Sealed;
  nameIndex: string;
  idNumberSealed: Sealed;
  idNumberIndex: string;
  /** Of the certificate in the register that is exchanged (JX-06). */
  oldNumber?: string;
  post?: Post;
  files: Partial<Record<FilingPart, string>>;
  /** The province has seen it: from the first submission on. */
  sent?: true;
  /** Who is told: the account that submitted it last. */
  submittedBy?: string;
  /** How many times it was approved: the revision of its certificate. */
  approvals: number;
  /** Whose certificate it will be; set with the approval. */
  personId?: string;
  certificateId?: string;
  certificateNo?: string;
  /** The number as it is looked up. */
  certificateKey?: string;
  /** Why no certificate could be made of the approval. */
  notMade?: string;
  retiredNumbers: string[];
}

export const FilingModel = caseModel(
  mongoose.model<Filing>(
    'Filing',
    new Schema<Filing>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        packVersion: String,
        enterpriseId: String,
        enterpriseName: String,
        nameSealed: String,
        nameIndex: String,
        idNumberSealed: String,
        idNumberIndex: String,
        oldNumber: String,
        post: String,
        files: { type: new Schema({ idFront: String, idBack: String, letter: String, portrait: String }, { _id: false }), default: {} },
        sent: Boolean,
        submittedBy: String,
        approvals: Number,
        personId: String,
        certificateId: String,
        certificateNo: String,
        certificateKey: String,
        notMade: String,
        retiredNumbers: { type: [String], default: [] },
      } as never,
      { collection: 'filings', versionKey: false, minimize: false },
    ),
  ),
);
