import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';

/**
 * The short message that goes with a notice. DUE from `dueAt` on · SENDING handed to the provider, whose answer is not here · SENT it took it,
 * `proof` is its serial number · FAILED it does not arrive, or nobody knows: an officer sees why, and may have it sent once more.
 */
export interface ShortMessage {
  state: 'DUE' | 'SENDING' | 'SENT' | 'FAILED';
  dueAt: Date;
  /** What the provider is asked to fill in. */
  text: string;
  /** After this day it would say something that is over. */
  deadline?: LocalDate;
  attempts: number;
  proof?: string;
  /** A key of FAILURES. */
  failure?: string;
}

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
  /** Of the case that it tells of: its officers look after what does not arrive. Absent where there is no case, and then no officer sees it. */
  jurisdiction?: Jurisdiction;
  sms?: ShortMessage;
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
      jurisdiction: String,
      sms: new Schema<ShortMessage>(
        {
          state: String,
          dueAt: Date,
          text: String,
          deadline: String,
          attempts: Number,
          proof: String,
          failure: String,
        } as never,
        { _id: false },
      ),
    } as never,
    { collection: 'inbox', versionKey: false },
  ),
);
