import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';

/** Something that lessons are made of; a video comes in pieces and is READY once the whole was found to be one. */
export interface Media {
  _id: Types.ObjectId;
  kind: 'VIDEO' | 'POSTER' | 'CAPTIONS';
  status: 'UPLOADING' | 'READY';
  jurisdiction: Jurisdiction;
  personId: string;
  name: string;
  bytes: number;
  createdOp?: string;
  /** Of a video: which pieces are there. */
  received: number[];
  /** Of a video, read from the file; of captions, where the last one ends. */
  seconds?: number;
  /** Of `/media/…`. */
  address?: string;
  createdAt: Date;
  updatedAt: Date;
}

export const MediaModel = mongoose.model<Media>(
  'Media',
  new Schema<Media>(
    {
      kind: String,
      status: String,
      jurisdiction: String,
      personId: String,
      name: String,
      bytes: Number,
      createdOp: String,
      received: [Number],
      seconds: Number,
      address: String,
      createdAt: Date,
      updatedAt: Date,
    } as never,
    { collection: 'media_uploads', versionKey: false },
  ),
);

/** One piece, until the whole is there. */
export interface MediaPiece {
  /** `upload:at` */
  _id: string;
  mediaId: string;
  content: Buffer;
}

export const MediaPieceModel = mongoose.model<MediaPiece>(
  'MediaPiece',
  new Schema<MediaPiece>({ _id: String, mediaId: String, content: Buffer }, { collection: 'media_pieces', versionKey: false }),
);
