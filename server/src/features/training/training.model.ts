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

/** 班次 of an institution. Seats are taken one by one by an atomic count. */
export interface TrainingClassRecord {
  _id: Types.ObjectId;
  institutionId: string;
  courseId: Types.ObjectId;
  name: string;
  startsOn: string;
  endsOn: string;
  seats: number;
  seatsLeft: number;
  version: number;
  createdOp?: string;
  createdBy: string;
  createdAt: Date;
}

export const TrainingClassModel = mongoose.model<TrainingClassRecord>(
  'TrainingClass',
  new Schema<TrainingClassRecord>(
    {
      institutionId: String,
      courseId: Schema.Types.ObjectId,
      name: String,
      startsOn: String,
      endsOn: String,
      seats: Number,
      seatsLeft: Number,
      version: Number,
      createdOp: String,
      createdBy: String,
      createdAt: Date,
    },
    { collection: 'training_classes', versionKey: false },
  ),
);
