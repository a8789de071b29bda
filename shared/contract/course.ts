import * as z from 'zod/mini';
import { Hours, Id, page, Version } from './common';
import { route } from './route';

/** A course in its newest version: a class that opens now keeps it. */
export const CourseSummary = z.object({ id: Id, version: Version, title: z.string(), category: z.string(), requiredHours: Hours });
export type CourseSummary = z.output<typeof CourseSummary>;

export const courseRoutes = {
  list: route({
    id: 'course.list',
    method: 'GET',
    path: '/api/institution/courses',
    access: ['INSTITUTION_STAFF'],
    summary: '可开班的课程',
    response: page(CourseSummary),
  }),
};
