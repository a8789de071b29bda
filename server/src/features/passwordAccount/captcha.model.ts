import mongoose, { Schema, type Types } from 'mongoose';

/** A captcha that was shown and not answered yet. */
export interface CaptchaRecord {
  _id: Types.ObjectId;
  answerHash: string;
  expiresAt: Date;
}

export const CaptchaModel = mongoose.model<CaptchaRecord>(
  'Captcha',
  new Schema<CaptchaRecord>({ answerHash: String, expiresAt: Date }, { collection: 'captchas', versionKey: false }),
);
