import mongoose, { Schema } from 'mongoose';

/** A sign-in code that was sent, known by the ticket that who asked for it has. */
export interface SmsCodeRecord {
  /** Hash of the ticket. */
  _id: string;
  phoneIndex: string;
  codeHash: string;
  attempts: number;
  expiresAt: Date;
}

export const SmsCodeModel = mongoose.model<SmsCodeRecord>(
  'SmsCode',
  new Schema<SmsCodeRecord>(
    { _id: String, phoneIndex: String, codeHash: String, attempts: Number, expiresAt: Date },
    { collection: 'sms_codes', versionKey: false },
  ),
);
