import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import type { Sealed } from '../../platform/crypto';

/** 验证器 of one person: the second factor (ASVS 6.5). The secret is sealed; recovery codes are kept as keyed fingerprints. */
export interface SecondFactorRecord {
  /** Of the person. */
  _id: Types.ObjectId;
  /** Whose officers see a request to reset it: where it was last asked about. */
  jurisdiction?: Jurisdiction;
  /** Absent until the first code has confirmed it. */
  secretSealed?: Sealed;
  enrolledAt?: Date;
  /** The thirty seconds whose code was used last: an older one is never taken again. */
  lastStep: number;
  recovery: string[];
  /** A secret that was shown and waits for its first code. */
  pending?: { secretSealed: Sealed; until: Date };
  /** A colleague is asked to reset it. */
  lost?: { at: Date; role: string; organisationId: string; note: string };
}

export const SecondFactorModel = mongoose.model<SecondFactorRecord>(
  'SecondFactor',
  new Schema<SecondFactorRecord>(
    {
      jurisdiction: String,
      secretSealed: String,
      enrolledAt: Date,
      lastStep: { type: Number, default: 0 },
      recovery: { type: [String], default: [] },
      pending: { type: new Schema({ secretSealed: String, until: Date }, { _id: false }) },
      lost: { type: new Schema({ at: Date, role: String, organisationId: String, note: String }, { _id: false }) },
    } as never,
    { collection: 'second_factors', versionKey: false },
  ),
);
