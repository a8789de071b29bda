import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import { outboxField, watchOutbox, type OutboxEntry } from '../../platform/outbox';

/** A message of an authority to everybody who acts for an organisation of one city. */
export interface CityNotice {
  _id: Types.ObjectId;
  op?: string;
  jurisdiction: Jurisdiction;
  city: string;
  title: string;
  text: string;
  at: Date;
  byPerson: string;
  byName: string;
  /** People it has reached so far. */
  told: number;
  outbox: OutboxEntry[];
}

export const CityNoticeModel = mongoose.model<CityNotice>(
  'CityNotice',
  new Schema<CityNotice>(
    {
      op: String,
      jurisdiction: String,
      city: String,
      title: String,
      text: String,
      at: Date,
      byPerson: String,
      byName: String,
      told: Number,
      outbox: outboxField,
    } as never,
    { collection: 'city_notices', versionKey: false },
  ),
);
watchOutbox(CityNoticeModel);
