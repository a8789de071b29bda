import mongoose, { Schema, type Types } from 'mongoose';

/** 培训机构 with what it is authorised for, from when to when (QH-06, A-29). */
export interface InstitutionRecord {
  _id: Types.ObjectId;
  name: string;
  address: string;
  phone: string;
  creditCode: string;
  authorisations: { category: string; from: string; to?: string }[];
}

export interface EnterpriseRecord {
  _id: Types.ObjectId;
  name: string;
  creditCode: string;
  address: string;
}

export const InstitutionModel = mongoose.model<InstitutionRecord>(
  'Institution',
  new Schema<InstitutionRecord>(
    {
      name: String,
      address: String,
      phone: String,
      creditCode: String,
      authorisations: { type: [new Schema({ category: String, from: String, to: String }, { _id: false })], default: [] },
    },
    { collection: 'institutions', versionKey: false },
  ),
);

export const EnterpriseModel = mongoose.model<EnterpriseRecord>(
  'Enterprise',
  new Schema<EnterpriseRecord>({ name: String, creditCode: String, address: String }, { collection: 'enterprises', versionKey: false }),
);
