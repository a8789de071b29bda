import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import type { State } from '@jzt/shared/workflow/machine';
import type { invitation } from '@jzt/shared/workflow/machines/invitation';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';

/** 成员邀请: whoever owns the phone may take up the role, once. */
export interface Invitation extends CaseFields {
  status: State<typeof invitation>;
  /** Of the organisation; none of the operator's. */
  jurisdiction?: Jurisdiction;
  organisationId: string;
  role: StaffRole;
  phoneSealed: Sealed;
  phoneIndex: string;
  /** SHA-256 of what its link carries; only the command line makes links. */
  tokenHash?: string;
  /** Absent: the command line. */
  invitedBy?: string;
  expiresAt: Date;
  acceptedBy?: string;
}

export const InvitationModel = caseModel(
  mongoose.model<Invitation>(
    'Invitation',
    new Schema<Invitation>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        organisationId: String,
        role: String,
        phoneSealed: String,
        phoneIndex: String,
        tokenHash: String,
        invitedBy: String,
        expiresAt: Date,
        acceptedBy: String,
      },
      { collection: 'invitations', versionKey: false },
    ),
  ),
);
