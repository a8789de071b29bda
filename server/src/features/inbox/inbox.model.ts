import mongoose, { Schema, type Types } from 'mongoose';

/** A message in a person's inbox; `entryId` is the outbox entry it came from, so that it is written once. */
export interface InboxRecord {
  _id: Types.ObjectId;
  entryId: string;
  personId: string;
  template: string;
  title: string;
  body: string;
  page?: string;
  at: Date;
  readAt?: Date;
  /** Channels that took the message, kept as proof of delivery (domain.md section 3). */
  deliveredBy: string[];
}

export const InboxModel = mongoose.model<InboxRecord>(
  'InboxMessage',
  new Schema<InboxRecord>(
    {
      entryId: String,
      personId: String,
      template: String,
      title: String,
      body: String,
      page: String,
      at: Date,
      readAt: Date,
      deliveredBy: [String],
    },
    { collection: 'inbox', versionKey: false },
  ),
);
