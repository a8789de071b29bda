import type { DraftChapter } from '@jzt/shared/contract/courseDesk';
import type { Category } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { State } from '@jzt/shared/workflow/machine';
import type { courseDraft } from '@jzt/shared/workflow/machines/courseDraft';
import mongoose, { Schema } from 'mongoose';
import { caseModel, caseSchemaFields, type CaseFields } from '../../platform/cases';
import type { CourseContent } from './course.model';

/** What the authority works on; its id is that of the course whose versions are published from it. */
export interface CourseDraftRecord extends CaseFields, Omit<CourseContent, 'chapters' | 'category'> {
  status: State<typeof courseDraft>;
  jurisdiction: Jurisdiction;
  category: Category;
  chapters: DraftChapter[];
  /** Absent: never published. */
  publishedVersion?: number;
}

const lesson = new Schema({ id: String, title: String, seconds: Number, video: String, poster: String, captions: String }, { _id: false });
const chapter = new Schema(
  { id: String, title: String, compulsory: Boolean, kind: String, hours: String, lessons: [lesson] },
  { _id: false },
);

export const CourseDraftModel = caseModel(
  mongoose.model<CourseDraftRecord>(
    'CourseDraft',
    new Schema<CourseDraftRecord>(
      {
        ...caseSchemaFields,
        jurisdiction: String,
        title: String,
        category: String,
        codes: { type: [String], default: undefined },
        learntFor: String,
        requiredHours: String,
        fee: Number,
        chapters: [chapter],
        publishedVersion: Number,
      } as never,
      { collection: 'course_drafts', versionKey: false },
    ),
  ),
);
