import mongoose, { Schema } from 'mongoose';

/** A sign-in code that was sent; one open code a phone. */
export interface SmsCodeRecord {
  /** Blind index of the phone. */
  _id: string;
  codeHash: string;
  sentAt: Date;
  attempts: number;
  expiresAt: Date;
}

export const SmsCodeModel = mongoose.model<SmsCodeRecord>(
  'SmsCode',
  new Schema<SmsCodeRecord>(
    { _id: String, codeHash: String, sentAt: Date, attempts: Number, expiresAt: Date },
    { collection: 'sms_codes', versionKey: false },
  ),
);
