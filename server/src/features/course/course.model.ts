import mongoose, { Schema, type Types } from 'mongoose';

/** A published course: chapters, compulsory and elective, with the hours each grants when wholly learnt (CQ-40, CQ-41). */
export interface CourseRecord {
  _id: Types.ObjectId;
  title: string;
  category: string;
  /** Absent: for every code of the category. */
  codes?: string[];
  /** 需修学时, decimal text (CQ-39). */
  requiredHours: string;
  chapters: { id: string; title: string; compulsory: boolean; hours: string; lessons: LessonRecord[] }[];
}

export interface LessonRecord {
  id: string;
  title: string;
  /** True length in whole seconds; credit never goes beyond it. */
  seconds: number;
  video: string;
}

const lessonSchema = new Schema<LessonRecord>({ id: String, title: String, seconds: Number, video: String }, { _id: false });
const chapterSchema = new Schema(
  { id: String, title: String, compulsory: Boolean, hours: String, lessons: [lessonSchema] },
  { _id: false },
);

export const CourseModel = mongoose.model<CourseRecord>(
  'Course',
  new Schema<CourseRecord>(
    {
      title: String,
      category: String,
      codes: { type: [String], default: undefined },
      requiredHours: String,
      chapters: [chapterSchema],
    } as never,
    { collection: 'courses', versionKey: false },
  ),
);
