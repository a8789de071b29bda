import { Inject, Singleton } from '@midwayjs/core';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Types } from 'mongoose';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { badInput, conflict, isDuplicateKey, notFound } from '../../platform/errors';
import { Law } from '../../platform/law';
import { MediaSeconds } from '../../platform/media/seconds';
import { within, type Scope } from '../../platform/policy';
import { RecentVersions } from '../../platform/published';
import { CourseModel, type CourseContent, type CourseRecord } from './course.model';
import { scope as coursesOf } from './course.policy';

/** Who sees which courses. */
export { coursesOf };

/** Which version of a course a class or a study keeps. */
interface Kept {
  courseId: Types.ObjectId | string;
  courseVersion: number;
}

/** 课程 as published, version by version. */
@Singleton()
export class Courses {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly law: Law;
  @Inject() private readonly media: MediaSeconds;

  private readonly recent = new RecentVersions<CourseRecord>(100);

  /** The version that a class or a study began with. Throws NOT_FOUND. */
  of({ courseId, courseVersion }: Kept): Promise<CourseRecord> {
    return this.recent.get(`${String(courseId)}:${courseVersion}`, async () => {
      const found = await CourseModel.findOne({ courseId: new Types.ObjectId(courseId), version: courseVersion }).lean<CourseRecord>();
      if (!found) throw notFound('没有找到这门课程');
      return found;
    });
  }

  /** The newest version. Throws NOT_FOUND, also for a course outside of the scope. */
  async latest(scope: Scope, courseId: string): Promise<CourseRecord> {
    const found = await this.newest(new Types.ObjectId(courseId), scope);
    if (!found) throw notFound('没有找到这门课程');
    return found;
  }

  /** The newest version of each course of the scope, without its chapters, by title. */
  async list(scope: Scope): Promise<Omit<CourseRecord, 'chapters'>[]> {
    const versions = await CourseModel.find(within(scope, { learntFor: trusted({ $exists: false }) }), { chapters: 0 })
      .sort({ courseId: 1, version: -1 })
      .limit(2000)
      .lean<CourseRecord[]>();
    return versions
      .filter((one, at) => !one.courseId.equals(versions[at - 1]?.courseId))
      .sort((one, other) => (one.title < other.title ? -1 : 1));
  }

  /** What is learnt for the post in this kind of case, in its newest version; undefined where the province has published none. */
  async forCode(
    jurisdiction: Jurisdiction,
    learntFor: NonNullable<CourseContent['learntFor']>,
    code: string,
  ): Promise<CourseRecord | undefined> {
    return (
      (await CourseModel.findOne({ jurisdiction, learntFor, codes: code }).sort({ publishedAt: -1, version: -1 }).lean<CourseRecord>()) ??
      undefined
    );
  }

  /** A new course, or the next version of one: what began with an earlier version keeps that. Throws the law's refusal (A-33, CQ-40, CQ-21), MEDIA_SHORT or COURSE_CHANGED. */
  async publish(content: CourseContent, courseId = new Types.ObjectId()): Promise<CourseRecord> {
    const { pack } = this.law.in(content.jurisdiction);
    if (pack.services.PUBLISH_COURSE) {
      const compulsory = content.chapters.filter((chapter) => chapter.compulsory === true).length;
      const elective = content.chapters.filter((chapter) => chapter.compulsory === false).length;
      const media = content.chapters.map(({ title, hours, lessons }) => ({
        title,
        hours,
        seconds: lessons.reduce((sum, lesson) => sum + lesson.seconds, 0),
      }));
      const course = { chapters: content.chapters.length, compulsory, elective, fee: content.fee ?? 0, media };
      this.law.in(content.jurisdiction).require('PUBLISH_COURSE', { course });
    }
    await this.requireMedia(content);
    const version = ((await this.newest(courseId))?.version ?? 0) + 1;
    const record = { _id: new Types.ObjectId(), courseId, version, publishedAt: this.clock.now(), ...content };
    try {
      await CourseModel.create(record);
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('COURSE_CHANGED', '这门课程刚刚发布了新版本，请刷新后再发布');
      throw error;
    }
    return record;
  }

  /** What a lesson is said to last, its video lasts: of what is not there nobody could ever be credited. */
  private async requireMedia({ chapters }: CourseContent): Promise<void> {
    for (const { title, seconds, video } of chapters.flatMap(({ lessons }) => lessons)) {
      const have = await this.media.length(video);
      if (have !== undefined && have < seconds)
        throw badInput('MEDIA_SHORT', `“${title}”写的时长是${seconds}秒，视频只有${have}秒，请更正时长或更换视频`, { ruleId: 'A-33' });
    }
  }

  private newest(courseId: Types.ObjectId, scope: Scope = {}): Promise<CourseRecord | null> {
    return CourseModel.findOne(within(scope, { courseId }) as never)
      .sort({ version: -1 })
      .lean<CourseRecord>();
  }
}
