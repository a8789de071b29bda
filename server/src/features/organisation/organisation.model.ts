import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { OrganisationKind } from '@jzt/shared/domain/organisations';
import type { Authorisation } from '@jzt/shared/policy/facts';
import mongoose, { Schema, type Types } from 'mongoose';

/** 单位 of any kind. Who acts for it, and in which role, stands with the person (`memberships`). */
export interface OrganisationRecord {
  _id: Types.ObjectId;
  kind: OrganisationKind;
  /** Where it belongs: one province; of an enterprise, every province that it is registered in, the first one first. */
  jurisdictions: Jurisdiction[];
  name: string;
  address: string;
  phone?: string;
  /** One organisation a kind and code; an enterprise that also trains is two. */
  creditCode?: string;
  /** Blind index of the phone that registered it with an account of its own (JX-02). */
  registrantIndex?: string;
  /** What it may train or assess, from when to when (QH-06, A-29). */
  authorisations: Authorisation[];
}

export interface InstitutionRecord extends OrganisationRecord {
  kind: 'INSTITUTION';
  phone: string;
  creditCode: string;
}

export interface EnterpriseRecord extends OrganisationRecord {
  kind: 'ENTERPRISE';
  creditCode: string;
}

const authorisationSchema = new Schema<Authorisation>({ category: String, code: String, from: String, to: String } as never, {
  _id: false,
});

export const OrganisationModel = mongoose.model<OrganisationRecord>(
  'Organisation',
  new Schema<OrganisationRecord>(
    {
      kind: String,
      jurisdictions: [String],
      name: String,
      address: String,
      phone: String,
      creditCode: String,
      registrantIndex: String,
      authorisations: { type: [authorisationSchema], default: [] },
    } as never,
    { collection: 'organisations', versionKey: false },
  ),
);
