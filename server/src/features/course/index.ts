import type { Feature } from '../../platform/feature';
import { CourseController } from './course.controller';
import { Courses } from './course.service';
import { CourseDeskController } from './courseDesk.controller';
import { CourseDesk } from './courseDesk.service';

export const course: Feature = {
  name: 'course',
  parts: [CourseController, Courses, CourseDeskController, CourseDesk],
};
