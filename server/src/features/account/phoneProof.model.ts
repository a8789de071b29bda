import mongoose, { Schema } from 'mongoose';
import type { FaceTries, OpenFace } from '../identity/faceDesk.service';

/** That the owner of an account stood behind it a moment ago, on one device: what a change of the phone asks for. */
export interface PhoneProof extends FaceTries {
  /** The person. */
  _id: string;
  sessionId?: string;
  provenAt?: Date;
  by?: 'SMS' | 'FACE';
  face?: OpenFace;
  lastMessage?: string;
}

export const PhoneProofModel = mongoose.model<PhoneProof>(
  'PhoneProof',
  new Schema<PhoneProof>(
    {
      _id: String,
      sessionId: String,
      provenAt: Date,
      by: String,
      face: new Schema<OpenFace>({ verifyId: String, outSeqNo: String, channel: String }, { _id: false }),
      faceDay: String,
      faceAttempts: Number,
      lastMessage: String,
    },
    { collection: 'phone_proofs', versionKey: false },
  ),
);
