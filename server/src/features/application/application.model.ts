import type { Category } from '@jzt/shared/domain/categories';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Education } from '@jzt/shared/domain/educations';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { OnsitePaper } from '@jzt/shared/domain/onsitePapers';
import type { State } from '@jzt/shared/workflow/machine';
import type { application } from '@jzt/shared/workflow/machines/application';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';

/** What is applied for; `code` is a sub-code, trade or post and is absent where the category has none. */
export interface ApplicationSubject {
  category: Category;
  code?: string;
}

/**
 * 社保核查 of one application (QH-12). ASKING the bureau is being asked · WAITING it could not be reached, asked again at `nextAttemptAt`
 * · MATCH, MISMATCH, NOT_INSURED its answer · BY_HAND an officer concluded while it could not be reached.
 */
export interface InsuranceCheck {
  state: 'ASKING' | 'WAITING' | 'MATCH' | 'MISMATCH' | 'NOT_INSURED' | 'BY_HAND';
  /** Who pays, where the bureau tells. */
  insuredBy?: string;
  checkedAt?: Date;
  /** Attempts that got no answer. */
  attempts: number;
  nextAttemptAt?: Date;
}

/** 报名: one person's way to one certificate. Names and numbers of the person stay with Person. */
export interface Application extends CaseFields {
  status: State<typeof application>;
  /** BM63-2026-000123. */
  number: string;
  /** Of its institution, or of the counter. */
  jurisdiction: Jurisdiction;
  personId: string;
  /** Who trains and examines; absent where the person's own enterprise trained them (QH-07). */
  institutionId?: string;
  trainedBy?: 'ENTERPRISE';
  /** What the officer looked at when they signed up at the counter. */
  papers?: OnsitePaper[];
  /** The confirmed employment it was submitted under (QH-09). */
  enterpriseId?: string;
  employmentId?: string;
  subject: ApplicationSubject;
  education: Education;
  /** Day of the medical examination, where it was asked for (O-10). */
  medicalOn?: LocalDate;
  portraitFileId: string;
  /** SHA-256 of the portrait: the same picture under two names is a reason to look twice. */
  portraitHash: string;
  /** When the person said they had looked themself up on the national portal (CQ-04). */
  selfCheckedAt?: Date;
  submittedAt: Date;
  /** Since when it has been in the queue it stands in now. */
  waitingSince: Date;
  /**
   * How many applications this person had here for this subject before. Unique per person, province and subject, and a new one begins only when all before are over:
   * so at most one is open. It never changes, because an embedded database may keep a unique key that a document has left (design.md section 11).
   */
  round: number;
  /** True until a terminal state. */
  open: boolean;
  /** The law it was submitted under (domain.md section 5). */
  packVersion: string;
  insurance?: InsuranceCheck;
  trainingClassId?: string;
  examPlanId?: string;
  examSessionId?: string;
  passListBatchId?: string;
  certificateId?: string;
}

const insuranceSchema = new Schema<InsuranceCheck>(
  { state: String, insuredBy: String, checkedAt: Date, attempts: Number, nextAttemptAt: Date },
  { _id: false },
);

export const ApplicationModel = caseModel(
  mongoose.model<Application>(
    'Application',
    new Schema<Application>(
      {
        ...caseSchemaFields,
        number: String,
        jurisdiction: String,
        personId: String,
        institutionId: String,
        trainedBy: String,
        papers: { type: [String], default: undefined },
        enterpriseId: String,
        employmentId: String,
        subject: new Schema<ApplicationSubject>({ category: String, code: String }, { _id: false }),
        education: String,
        medicalOn: String,
        portraitFileId: String,
        portraitHash: String,
        selfCheckedAt: Date,
        submittedAt: Date,
        waitingSince: Date,
        round: Number,
        open: Boolean,
        packVersion: String,
        insurance: insuranceSchema,
        trainingClassId: String,
        examPlanId: String,
        examSessionId: String,
        passListBatchId: String,
        certificateId: String,
      },
      { collection: 'applications', versionKey: false, minimize: false },
    ),
  ),
);
