import type { Feature } from '../../platform/feature';
import { Courses } from './course.service';

export const course: Feature = {
  name: 'course',
  parts: [Courses],
};
