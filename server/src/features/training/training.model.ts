import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';

/** 班次 of an institution. Seats are taken one by one by an atomic count. */
export interface TrainingClassRecord {
  _id: Types.ObjectId;
  jurisdiction: Jurisdiction;
  institutionId: string;
  courseId: Types.ObjectId;
  courseVersion: number;
  name: string;
  /** Absent: for new certificates. */
  purpose?: 'CE';
  startsOn: string;
  endsOn: string;
  seats: number;
  seatsLeft: number;
  /** Applications that have a seat, or are about to take it; whoever signs up themself is only counted. */
  takenBy?: string[];
  version: number;
  createdOp?: string;
  createdBy: string;
  createdAt: Date;
}

export const TrainingClassModel = mongoose.model<TrainingClassRecord>(
  'TrainingClass',
  new Schema<TrainingClassRecord>(
    {
      jurisdiction: String,
      institutionId: String,
      courseId: Schema.Types.ObjectId,
      courseVersion: Number,
      name: String,
      purpose: String,
      startsOn: String,
      endsOn: String,
      seats: Number,
      seatsLeft: Number,
      takenBy: { type: [String], default: undefined },
      version: Number,
      createdOp: String,
      createdBy: String,
      createdAt: Date,
    },
    { collection: 'training_classes', versionKey: false },
  ),
);
