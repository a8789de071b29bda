import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Courses } from '../src/features/course/course.service';
import type { BankQuestion } from '../src/features/questionBank/questionBank.model';
import { QuestionBanks } from '../src/features/questionBank/questionBank.service';
import type { RunningServer } from '../src/platform/boot';
import { Law } from '../src/platform/law';
import { BANKS, type ExamCategory } from './banks';
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

const TITLES: Record<ExamCategory, string> = {
  SAFETY_MGMT: '安管人员安全生产培训',
  SPECIAL_OP: '特种作业人员安全技术培训',
  SITE_MANAGER: '施工现场专业人员岗位培训',
  SKILLED_WORKER: '建筑工人岗前培训',
  QUALITY_TESTER: '质量检测人员培训',
};

/** What the law of the place examines, and the hours it asks for before. */
export const examinedIn = async (server: RunningServer, jurisdiction: Jurisdiction) => {
  const { kinds } = (await server.get(Law)).in(jurisdiction).pack;
  return (Object.keys(BANKS) as ExamCategory[]).flatMap((category) => {
    const kind = kinds[category];
    return kind?.exam ? [{ category, requiredHours: kind.trainingHours?.value ?? kind.ceHours?.value ?? '0' }] : [];
  });
};

/**
 * Publishes a course and a question bank for every category that a province examines: the same words everywhere, read once.
 * Returns the id of a province's course in a category.
 */
export async function loadLessons(
  server: RunningServer,
  provinces: readonly Jurisdiction[],
): Promise<(jurisdiction: Jurisdiction, category: string) => string> {
  const [courses, banks] = [await server.get(Courses), await server.get(QuestionBanks)];
  const ids = new Map<string, string>();
  const read = new Map<ExamCategory, readonly BankQuestion[]>();
  for (const jurisdiction of provinces) {
    for (const { category, requiredHours } of await examinedIn(server, jurisdiction)) {
      const course = { jurisdiction, category, title: TITLES[category], requiredHours, chapters: CHAPTERS };
      ids.set(`${jurisdiction} ${category}`, (await courses.publish(course)).courseId.toHexString());
      if (!read.has(category)) read.set(category, bankOf(category));
      await banks.publish(jurisdiction, category, read.get(category)!);
    }
  }
  return (jurisdiction, category) => ids.get(`${jurisdiction} ${category}`)!;
}
