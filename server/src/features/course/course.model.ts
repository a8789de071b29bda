import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import mongoose, { Schema, type Types } from 'mongoose';
import { writtenOnce } from '../../platform/published';

/** What a course teaches: chapters, compulsory and elective, with the hours each grants when wholly learnt (CQ-40, CQ-41). */
export interface CourseContent {
  jurisdiction: Jurisdiction;
  title: string;
  category: string;
  /** Absent: for every code of the category. */
  codes?: string[];
  /** Learnt by oneself in this kind of case, for the posts in `codes`; absent: in classes. */
  learntFor?: 'POST_TRANSFER';
  /** 需修学时, decimal text (CQ-39). */
  requiredHours: string;
  /** What it costs, in cents; absent: nothing (CQ-21). */
  fee?: number;
  /** `kind`: 专业 of the post or 公共 to all, where the course tells them apart. */
  chapters: {
    id: string;
    title: string;
    compulsory: boolean;
    kind?: 'PROFESSIONAL' | 'COMMON';
    hours: string;
    lessons: LessonRecord[];
  }[];
}

/** One published version of a course; it never changes. A class and its studies keep the version they began with. */
export interface CourseRecord extends CourseContent {
  _id: Types.ObjectId;
  courseId: Types.ObjectId;
  /** 1, 2, 3 … */
  version: number;
  publishedAt: Date;
}

export interface LessonRecord {
  id: string;
  title: string;
  /** True length in whole seconds; credit never goes beyond it. */
  seconds: number;
  video: string;
  /** Files of `/media/…`, where the lesson has them. */
  poster?: string;
  captions?: string;
}

const lessonSchema = new Schema<LessonRecord>(
  { id: String, title: String, seconds: Number, video: String, poster: String, captions: String },
  { _id: false },
);
const chapterSchema = new Schema(
  { id: String, title: String, compulsory: Boolean, kind: String, hours: String, lessons: [lessonSchema] },
  { _id: false },
);

export const CourseModel = mongoose.model<CourseRecord>(
  'Course',
  writtenOnce(
    new Schema<CourseRecord>(
      {
        jurisdiction: String,
        courseId: Schema.Types.ObjectId,
        version: Number,
        publishedAt: Date,
        title: String,
        category: String,
        codes: { type: [String], default: undefined },
        learntFor: String,
        requiredHours: String,
        fee: Number,
        chapters: [chapterSchema],
      } as never,
      { collection: 'courses', versionKey: false },
    ),
  ),
);
