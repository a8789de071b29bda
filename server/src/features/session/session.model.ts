import mongoose, { Schema, type Types } from 'mongoose';

/** One signed-in device: a family of rotating refresh tokens. Only hashes are stored. */
export interface SessionRecord {
  _id: Types.ObjectId;
  personId: string;
  role: string;
  organisationId?: string;
  tokenHash: string;
  /** The token before the newest: used once more within a minute it was a lost reply, later it was theft. */
  previousHash?: string;
  rotatedAt: Date;
  expiresAt: Date;
  endedAt?: Date;
}

export const SessionModel = mongoose.model<SessionRecord>(
  'Session',
  new Schema<SessionRecord>(
    {
      personId: String,
      role: String,
      organisationId: String,
      tokenHash: String,
      previousHash: String,
      rotatedAt: Date,
      expiresAt: Date,
      endedAt: Date,
    },
    { collection: 'sessions', versionKey: false },
  ),
);

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
