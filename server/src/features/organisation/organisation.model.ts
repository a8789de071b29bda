import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { OrganisationKind } from '@jzt/shared/domain/organisations';
import type { Authorisation } from '@jzt/shared/policy/facts';
import type { State } from '@jzt/shared/workflow/machine';
import type { organisation } from '@jzt/shared/workflow/machines/organisation';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** 单位 of any kind. Who acts for it, and in which role, stands with the person (`memberships`). */
export interface OrganisationRecord extends CaseFields {
  status: State<typeof organisation>;
  kind: OrganisationKind;
  /** Where it belongs: one province; of an enterprise, every province that it is registered in, the first one first. */
  jurisdictions: Jurisdiction[];
  name: string;
  address: string;
  phone?: string;
  /** The prefecture or county it stands in: 西宁市. */
  city?: string;
  /** Last day of a suspension, inclusive; absent while it has no end. */
  suspendedTo?: LocalDate;
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

const authorisationSchema = new Schema<Authorisation>(
  { category: String, code: String, from: String, to: String, ground: String, document: String } as never,
  { _id: false },
);

/** What an organisation begins with that was not entered by an administrator: an enterprise that registered itself (JX-02). */
const born = { type: Date, default: () => new Date() };

export const OrganisationModel = caseModel(
  mongoose.model<OrganisationRecord>(
    'Organisation',
    new Schema<OrganisationRecord>(
      {
        ...caseSchemaFields,
        status: { type: String, default: 'ACTIVE' },
        version: { type: Number, default: 1 },
        createdAt: born,
        updatedAt: born,
        kind: String,
        jurisdictions: [String],
        name: String,
        address: String,
        phone: String,
        city: String,
        suspendedTo: String,
        creditCode: String,
        registrantIndex: String,
        authorisations: { type: [authorisationSchema], default: [] },
      } as never,
      { collection: 'organisations', versionKey: false },
    ),
  ),
);
