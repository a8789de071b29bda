import { Controller, Inject } from '@midwayjs/core';
import { courseRoutes } from '@jzt/shared/contract/course';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Courses } from './course.service';

@Controller('/')
export class CourseController {
  @Inject() private readonly courses: Courses;

  @Handle(courseRoutes.list)
  async list({ caller }: Call<typeof courseRoutes.list>) {
    const items = caller.jurisdiction ? await this.courses.list(caller.jurisdiction) : [];
    return {
      items: items.map(({ courseId, version, title, category, requiredHours }) => ({
        id: courseId.toHexString(),
        version,
        title,
        category,
        requiredHours,
      })),
    };
  }
}
