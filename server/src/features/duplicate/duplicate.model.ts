import type { DuplicateChannel } from '@jzt/shared/contract/duplicate';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { NationalKind } from '@jzt/shared/domain/stateCodes';
import type { State } from '@jzt/shared/workflow/machine';
import type { duplicateCase } from '@jzt/shared/workflow/machines/duplicateCase';
import mongoose, { Schema, type Types } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { Sealed } from '../../platform/crypto';
import { outboxField, watchOutbox, type OutboxEntry } from '../../platform/outbox';

/** One attempt to tell the person: the proof that CQ-25 and A-27 ask for. */
export interface Attempt {
  /** Of the message that made it; none of what an officer did. */
  entryId?: string;
  channel: DuplicateChannel;
  at: Date;
  reached: boolean;
  /** There was such a channel at all: who has no phone number was not called in vain. */
  tried: boolean;
  /** The provider's receipt or answer, or the officer's words. */
  note: string;
}

export type ShortMessageSent = Pick<Attempt, 'reached' | 'tried' | 'note'>;

/** 跨省重复持证 of one person (CQ-24…26). Name, ID number and phone are sealed under the case's id. */
export interface DuplicateCase extends CaseFields {
  status: State<typeof duplicateCase>;
  /** CF50-2023-00012. */
  number: string;
  jurisdiction: Jurisdiction;
  packVersion: string;
  /** Absent while the person has no account. */
  personId?: string;
  holderIndex: string;
  /** How many cases of the person in the province had ended before; unique, so that at most one is open. */
  round: number;
  nameSealed: Sealed;
  idNumberSealed: Sealed;
  /** As the list has it. */
  phoneSealed?: Sealed;
  subject: { category: NationalKind; code?: string };
  own: { certificateId: string; number: string; validTo?: LocalDate };
  other: { provinceCode: string; number: string; validTo?: LocalDate };
  /** What the platform said to the request that the other province cancels its own. */
  otherAnswer?: { state: 'ACCEPTED' | 'REJECTED'; note: string };
  /** The national platform knows no such certificate: an officer looks, and nothing is cancelled before. */
  otherMissing?: boolean;
  attempts: Attempt[];
  /** By the message's entry id what came of its SMS, written before it is sent: it is sent once. */
  shortMessages?: Record<string, ShortMessageSent>;
  notifiedOn?: LocalDate;
  /** Last day to choose. */
  deadline?: LocalDate;
  chosen?: 'OWN' | 'OTHER';
  /** After the days to choose were over: it holds up neither the notice nor the cancellation by law. */
  chosenLate?: boolean;
  publishedOn?: LocalDate;
  /** Last day of the public notice. */
  noticeEnds?: LocalDate;
  open: boolean;
  /** From when on somebody has something to do. */
  nextAt: Date;
  /** When it was last looked whether the duplicate is still there. */
  watchedAt: Date;
}

/** A list that was taken in: its rows wait in its outbox, sealed under its id, and become cases one by one. */
export interface DuplicateList {
  _id: Types.ObjectId;
  jurisdiction: Jurisdiction;
  /** Of what it says: the same list is taken in once. */
  contentHash: string;
  from: 'IMPORT' | 'NATIONAL';
  rows: number;
  byPerson: string;
  at: Date;
  outbox: OutboxEntry[];
}

const attemptSchema = new Schema<Attempt>(
  { entryId: String, channel: String, at: Date, reached: Boolean, tried: Boolean, note: String },
  { _id: false },
);
const own = { certificateId: String, number: String, validTo: String };
const other = { provinceCode: String, number: String, validTo: String };

export const DuplicateCaseModel = caseModel(
  mongoose.model<DuplicateCase>(
    'DuplicateCase',
    new Schema<DuplicateCase>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        packVersion: String,
        personId: String,
        holderIndex: String,
        round: Number,
        nameSealed: String,
        idNumberSealed: String,
        phoneSealed: String,
        subject: { category: String, code: String },
        own,
        other,
        otherAnswer: { state: String, note: String },
        otherMissing: Boolean,
        attempts: { type: [attemptSchema], default: [] },
        shortMessages: Schema.Types.Mixed,
        notifiedOn: String,
        deadline: String,
        chosen: String,
        chosenLate: Boolean,
        publishedOn: String,
        noticeEnds: String,
        open: Boolean,
        nextAt: Date,
        watchedAt: Date,
      } as never,
      { collection: 'duplicate_cases', versionKey: false, minimize: true },
    ),
  ),
);

export const DuplicateListModel = mongoose.model<DuplicateList>(
  'DuplicateList',
  new Schema<DuplicateList>(
    { jurisdiction: String, contentHash: String, from: String, rows: Number, byPerson: String, at: Date, outbox: outboxField } as never,
    { collection: 'duplicate_lists', versionKey: false, minimize: false },
  ),
);
watchOutbox(DuplicateListModel);
