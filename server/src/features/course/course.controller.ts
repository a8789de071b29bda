import { Controller, Inject } from '@midwayjs/core';
import { courseRoutes } from '@jzt/shared/contract/course';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { scope } from './course.policy';
import { Courses } from './course.service';

@Controller('/')
export class CourseController {
  @Inject() private readonly courses: Courses;

  @Handle(courseRoutes.list)
  async list({ caller }: Call<typeof courseRoutes.list>) {
    return {
      items: (await this.courses.list(scope(caller))).map(({ courseId, version, title, category, requiredHours }) => ({
        id: courseId.toHexString(),
        version,
        title,
        category,
        requiredHours,
      })),
    };
  }
}
