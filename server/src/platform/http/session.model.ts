import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';

/** One signed-in device: a family of rotating refresh tokens, which are made from what stands here and from a key that does not. */
export interface SessionRecord {
  _id: Types.ObjectId;
  personId: string;
  role: string;
  organisationId?: string;
  /** Of the newest token, from 1. */
  generation: number;
  salt: string;
  startedAt: Date;
  rotatedAt: Date;
  expiresAt: Date;
  endedAt?: Date;
  /** Where it was signed in, in words for the person. */
  deviceZh?: string;
  /** The password account it was opened with: it acts in the role of that account and in no other. */
  accountId?: string;
  /** The province of that account. */
  accountIn?: Jurisdiction;
  mustChangePassword?: boolean;
  /** When the second factor was last shown. */
  provedAt?: Date;
}

export const SessionModel = mongoose.model<SessionRecord>(
  'Session',
  new Schema<SessionRecord>(
    {
      personId: String,
      role: String,
      organisationId: String,
      generation: Number,
      salt: String,
      startedAt: Date,
      rotatedAt: Date,
      expiresAt: Date,
      endedAt: Date,
      deviceZh: String,
      accountId: String,
      accountIn: String,
      mustChangePassword: Boolean,
      provedAt: Date,
    },
    { collection: 'sessions', versionKey: false },
  ),
);
