import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Courses } from '../src/features/course/course.service';
import { QuestionBanks } from '../src/features/questionBank/questionBank.service';
import type { RunningServer } from '../src/platform/boot';
import type { ExamCategory } from './banks';
import { bankOf } from './questions';

const lesson = (id: string, title: string, video: string) => ({ id, title, seconds: 24, video: `${video}.mp4` });

const CHAPTERS = [
  {
    id: 'c1',
    title: '第一章 个人防护',
    compulsory: true,
    hours: '16',
    lessons: [lesson('c1-1', '1.1 安全帽：第一道防线', 'helmet'), lesson('c1-2', '1.2 安全带：两米以上必须系', 'harness')],
  },
  {
    id: 'c2',
    title: '第二章 脚手架与用电',
    compulsory: true,
    hours: '16',
    lessons: [lesson('c2-1', '2.1 脚手架：上架之前看三处', 'scaffold'), lesson('c2-2', '2.2 临时用电：一机一闸一漏一箱', 'power')],
  },
];

const COURSES: { category: ExamCategory; title: string; requiredHours: string }[] = [
  { category: 'SAFETY_MGMT', title: '安管人员安全生产培训', requiredHours: '32' },
  { category: 'SPECIAL_OP', title: '特种作业人员安全技术培训', requiredHours: '32' },
  { category: 'SKILLED_WORKER', title: '建筑工人岗前培训', requiredHours: '24' },
  { category: 'QUALITY_TESTER', title: '质量检测人员培训', requiredHours: '24' },
];

/** Publishes a course and a question bank for every category the demo province examines; ids of the courses by category. */
export async function loadLessons(server: RunningServer, jurisdiction: Jurisdiction): Promise<Map<string, string>> {
  const [courses, banks] = [await server.get(Courses), await server.get(QuestionBanks)];
  const ids = new Map<string, string>();
  for (const course of COURSES) {
    const { courseId } = await courses.publish({ jurisdiction, ...course, chapters: CHAPTERS });
    ids.set(course.category, courseId.toHexString());
    await banks.publish(jurisdiction, course.category, bankOf(course.category));
  }
  return ids;
}
