import { Singleton } from '@midwayjs/core';
import { notFound } from '../../platform/errors';
import { CourseModel, type CourseRecord } from './course.model';

/** Published courses. They do not change once published, so a study never loses a lesson. */
@Singleton()
export class Courses {
  private readonly cache = new Map<string, CourseRecord>();

  /** Throws NOT_FOUND. */
  async get(id: string): Promise<CourseRecord> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const found = await CourseModel.findById(id).lean<CourseRecord>();
    if (!found) throw notFound('没有找到这门课程');
    this.cache.set(id, found);
    return found;
  }

  list(): Promise<CourseRecord[]> {
    return CourseModel.find().sort({ title: 1 }).lean<CourseRecord[]>();
  }
}
