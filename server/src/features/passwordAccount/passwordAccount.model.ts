import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import mongoose, { Schema, type Types } from 'mongoose';
import type { Sealed } from '../../platform/crypto';

/** An account with a password: of an enterprise, or of an officer who was given one (JX-02, JX-15). */
export interface PasswordAccount {
  _id: Types.ObjectId;
  /** 纳税人识别号, or the name it was given with; one in the whole installation. */
  account: string;
  /** Whose law says what a password may be. */
  jurisdiction: Jurisdiction;
  /** Who acts: of an enterprise its own entry among the people, of an officer the officer. */
  personId: string;
  role: StaffRole;
  organisationId: string;
  /** Where one-time passwords go; sealed under the account's id. */
  phoneSealed: Sealed;
  /** Of the password that was chosen, see passwordHash.ts. */
  hash?: string;
  /** A one-time password: it opens nothing but the choice of one's own, until then. The chosen one stays good beside it. */
  given?: { hash: string; until: Date };
  createdAt: Date;
}

export const PasswordAccountModel = mongoose.model<PasswordAccount>(
  'PasswordAccount',
  new Schema<PasswordAccount>(
    {
      account: String,
      jurisdiction: String,
      personId: String,
      role: String,
      organisationId: String,
      phoneSealed: String,
      hash: String,
      given: new Schema({ hash: String, until: Date }, { _id: false }),
      createdAt: Date,
    } as never,
    { collection: 'password_accounts', versionKey: false },
  ),
);
