import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { postTransfer } from '@jzt/shared/workflow/machines/postTransfer';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { FaceTries, OpenFace } from '../identity/faceDesk.service';

/** How the person found the course. */
export interface Evaluation {
  stars: number;
  words?: string;
  at: Date;
}

/** 安全员转岗 of one person in one province, from the moment of the choice, which nothing changes (CQ-37). */
export interface PostTransfer extends CaseFields, FaceTries {
  status: State<typeof postTransfer>;
  jurisdiction: Jurisdiction;
  packVersion: string;
  personId: string;
  /** The certificate of the 安全员 that is exchanged. */
  certificateId: string;
  oldNumber: string;
  oldValidTo?: LocalDate;
  post: string;
  portraitFileId: string;
  face?: OpenFace;
  lastMessage?: string;
  /** An officer was asked to look instead of the face check. */
  manualSince?: Date;
  manualReason?: string;
  completedOn?: LocalDate;
  /** The first day on which the new certificate can be looked up (CQ-43); absent while no official calendar says it. */
  resultOn?: LocalDate;
  /** From which day on its certificate may be ordered (again). */
  orderFrom?: LocalDate;
  /** Why none was made. */
  refusedZh?: string;
  newCertificateId?: string;
  newNumber?: string;
  evaluation?: Evaluation;
}

export const PostTransferModel = caseModel(
  mongoose.model<PostTransfer>(
    'PostTransfer',
    new Schema<PostTransfer>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        certificateId: String,
        oldNumber: String,
        oldValidTo: String,
        post: String,
        portraitFileId: String,
        face: new Schema<OpenFace>({ verifyId: String, outSeqNo: String, channel: String }, { _id: false }),
        faceDay: String,
        faceAttempts: Number,
        lastMessage: String,
        manualSince: Date,
        manualReason: String,
        completedOn: String,
        resultOn: String,
        orderFrom: String,
        refusedZh: String,
        newCertificateId: String,
        newNumber: String,
        evaluation: new Schema<Evaluation>({ stars: Number, words: String, at: Date }, { _id: false }),
      } as never,
      { collection: 'post_transfers', versionKey: false, minimize: false },
    ),
  ),
);
