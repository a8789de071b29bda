import type { Category } from '@jzt/shared/domain/categories';
import { page, told } from '../../route-kit';

export const contentRoutes = {
  /** 题库: of every category that the province examines. */
  banks: told('questionBanks'),
  questions: page<{ category: Category }>('packages/content/questions/index'),
  /** `id`: the question to read, change or review; a new one without. */
  question: page<{ id?: string; category?: Category }>('packages/content/question/index'),
  /** 课程 of the province, one to write, and what a learner will see of it. */
  courses: page('packages/content/courses/index'),
  course: page<{ id: string }>('packages/content/course/index'),
  preview: page<{ id: string }>('packages/content/preview/index'),
  /** 组卷方案. */
  blueprint: page<{ category: Category }>('packages/content/blueprint/index'),
};
