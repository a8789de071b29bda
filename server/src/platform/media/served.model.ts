import mongoose, { Schema } from 'mongoose';
import type { Range } from './ranges';

/** Bytes of one video that went out to one person in one lesson of one course. */
export interface Served {
  /** `viewingKey`. */
  _id: string;
  ranges: Range[];
  /** Grows with every write. */
  writes: number;
  /** It is forgotten long after nobody has watched. */
  at: Date;
}

export const ServedModel = mongoose.model<Served>(
  'ServedMedia',
  new Schema<Served>({ _id: String, ranges: Schema.Types.Mixed, writes: Number, at: Date } as never, {
    collection: 'served_media',
    versionKey: false,
  }),
);
