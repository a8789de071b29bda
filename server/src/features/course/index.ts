import type { Feature } from '../../platform/feature';
import { CourseController } from './course.controller';
import { Courses } from './course.service';

export const course: Feature = {
  name: 'course',
  parts: [CourseController, Courses],
};
