import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import mongoose, { Schema, type Types } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';
import { outboxField, watchOutbox, type OutboxEntry } from '../../platform/outbox';

/** In their own name, or for an organisation: an officer, too, is always a member of an authority. */
export type Membership = { role: 'WORKER'; organisationId?: undefined } | { role: StaffRole; organisationId: string };

/**
 * 人员: one per ID number (domain.md section 1.1). Its case status is the real-name state (Identity machine).
 * Phone, name and ID number are sealed; the blind indexes find them again.
 */
export interface Person extends CaseFields {
  phoneSealed?: Sealed;
  phoneIndex?: string;
  openid?: string;
  nameSealed?: Sealed;
  idNumberSealed?: Sealed;
  idNumberIndex?: string;
  /** Read off the ID number once it is confirmed; needed in queues without opening the number. */
  sex?: 'M' | 'F';
  birthDate?: string;
  memberships: Membership[];
  /** The province they were led to by an entry code (CQ-27) or chose last. */
  served?: { jurisdiction: Jurisdiction; by: 'ENTRY' | 'CHOICE'; at: Date };
  /** An enterprise's account, which is nobody in person: what it is called. */
  deskName?: string;
  /** Known by a filing and never signed in: the number is not claimed, the account of the same person takes over what is theirs. */
  unclaimed?: true;
  agreedAt?: Date;
  /** Subscribe-message grants left, by template id. */
  grants: Map<string, number> | Record<string, number>;
  portraitFileId?: string;
  /** Accounts of the same person that came into this one, and when the last did. */
  joined?: string[];
  joinedAt?: Date;
  /** Never stored: the account is gone, and this stands in its place for those who still point at it. */
  erased?: true;
  identity: {
    cardFileId?: string;
    cardBackFileId?: string;
    readingSealed?: Sealed;
    lastMessage?: string;
    faceAttempts: number;
    faceDay?: string;
    verifyId?: string;
    outSeqNo?: string;
    faceExpiresAt?: Date;
    faceChannel?: 'WEAPP' | 'H5';
    manualReason?: string;
    manualSince?: Date;
    /** Whose officers look at it. */
    jurisdiction?: Jurisdiction;
    /** Since when it is known that another account holds the number. */
    heldSince?: Date;
    verifiedAt?: Date;
    ledgeredAt?: Date;
  };
}

const identitySchema = new Schema<Person['identity']>(
  {
    cardFileId: String,
    cardBackFileId: String,
    readingSealed: String,
    lastMessage: String,
    faceAttempts: { type: Number, default: 0 },
    faceDay: String,
    verifyId: String,
    outSeqNo: String,
    faceExpiresAt: Date,
    faceChannel: String,
    manualReason: String,
    manualSince: Date,
    jurisdiction: String,
    heldSince: Date,
    verifiedAt: Date,
    ledgeredAt: Date,
  },
  { _id: false },
);

export const PersonModel = caseModel(
  mongoose.model<Person>(
    'Person',
    new Schema<Person>(
      {
        ...caseSchemaFields,
        phoneSealed: String,
        phoneIndex: String,
        openid: String,
        nameSealed: String,
        idNumberSealed: String,
        idNumberIndex: String,
        sex: String,
        birthDate: String,
        memberships: { type: [new Schema({ role: String, organisationId: String }, { _id: false })], default: [] },
        served: new Schema<NonNullable<Person['served']>>({ jurisdiction: String, by: String, at: Date }, { _id: false }),
        deskName: String,
        unclaimed: Boolean,
        agreedAt: Date,
        grants: { type: Schema.Types.Mixed, default: {} },
        portraitFileId: String,
        joined: { type: [String], default: undefined },
        joinedAt: Date,
        identity: { type: identitySchema, default: () => ({ faceAttempts: 0 }) },
      },
      { collection: 'persons', versionKey: false, minimize: false },
    ),
  ),
);

/**
 * What stays of an erased account: its id, when it went, and what must still follow. A document of its own, because the person's must be
 * deleted: an embedded database may keep the unique keys of one that is only emptied, and nobody could register that phone again.
 */
export interface Tombstone {
  _id: Types.ObjectId;
  erasedAt: Date;
  outbox: OutboxEntry[];
}

export const TombstoneModel = mongoose.model<Tombstone>(
  'Tombstone',
  new Schema<Tombstone>({ erasedAt: Date, outbox: outboxField } as never, { collection: 'erased_persons', versionKey: false }),
);
watchOutbox(TombstoneModel);
