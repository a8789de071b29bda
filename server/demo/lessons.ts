import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Courses } from '../src/features/course/course.service';
import type { BankQuestion, QuestionKind } from '../src/features/questionBank/questionBank.model';
import { QuestionBanks } from '../src/features/questionBank/questionBank.service';
import type { RunningServer } from '../src/platform/boot';

/** Where the files that are not compiled lie: beside the source, from the repository's root. */
const CONTENT = join(process.cwd(), 'server', 'demo', 'content');

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

const COURSES = [
  { category: 'SAFETY_MGMT', title: '安管人员安全生产培训', requiredHours: '32' },
  { category: 'SPECIAL_OP', title: '特种作业人员安全技术培训', requiredHours: '32' },
  { category: 'SKILLED_WORKER', title: '建筑工人岗前培训', requiredHours: '24' },
  { category: 'QUALITY_TESTER', title: '质量检测人员培训', requiredHours: '24' },
];

const KINDS: Record<string, QuestionKind> = { S: 'SINGLE', M: 'MULTIPLE', J: 'JUDGE' };
const JUDGE_OPTIONS = [
  { key: 'T', text: '对' },
  { key: 'F', text: '错' },
];

/** Reads the bank as a person writes it: a paragraph a question, `*` before what is right. */
export function readQuestions(text: string): Omit<BankQuestion, 'id'>[] {
  const paragraphs = text
    .replace(/^#.*$/gm, '')
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);
  return paragraphs.map((paragraph) => {
    const [head, ...lines] = paragraph.split('\n').map((line) => line.trim());
    const kind = KINDS[head![0]!];
    const stem = head!.slice(1).trim();
    if (!kind || !stem) throw new Error(`question without a kind: ${head}`);
    if (kind === 'JUDGE') return { kind, stem, options: JUDGE_OPTIONS, answer: [lines[0] === '对' ? 'T' : 'F'] };
    const options = lines.map((line, at) => ({
      key: String.fromCharCode(65 + at),
      text: line.replace(/^\*/, ''),
      right: line.startsWith('*'),
    }));
    return {
      kind,
      stem,
      options: options.map(({ key, text: words }) => ({ key, text: words })),
      answer: options.filter((one) => one.right).map((one) => one.key),
    };
  });
}

/** Publishes a course and a question bank for every category the demo province examines; ids of the courses by category. */
export async function loadLessons(server: RunningServer, jurisdiction: Jurisdiction): Promise<Map<string, string>> {
  const [courses, banks] = [await server.get(Courses), await server.get(QuestionBanks)];
  const bank = readQuestions(readFileSync(join(CONTENT, 'questions.txt'), 'utf8'));
  const ids = new Map<string, string>();
  for (const course of COURSES) {
    const { courseId } = await courses.publish({ jurisdiction, ...course, chapters: CHAPTERS });
    ids.set(course.category, courseId.toHexString());
    await banks.publish(
      jurisdiction,
      course.category,
      bank.map((one, at) => ({ ...one, id: `${course.category}-${at + 1}` })),
    );
  }
  return ids;
}
