import type { ClientFault } from '@jzt/shared/contract/clientFault';
import mongoose, { Schema } from 'mongoose';

/** One kind of fault on one day, with how often it was told; forgotten after a month. */
export interface ClientFaultRecord extends ClientFault {
  /** Day and fingerprint. */
  _id: string;
  day: string;
  count: number;
  firstAt: Date;
}

export const ClientFaultModel = mongoose.model<ClientFaultRecord>(
  'ClientFault',
  new Schema<ClientFaultRecord>(
    {
      _id: String,
      day: String,
      count: Number,
      firstAt: Date,
      kind: String,
      message: String,
      stack: String,
      page: String,
      target: String,
      version: String,
    },
    { collection: 'client_faults', versionKey: false },
  ),
);
