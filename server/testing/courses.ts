import { Types } from 'mongoose';
import { CourseModel, type CourseContent, type CourseRecord } from '../src/features/course/course.model';
import { QuestionBankModel, type BankQuestion } from '../src/features/questionBank/questionBank.model';
import { HERE } from './people';

/** A published course of two chapters, three lessons of 24 s, 4.00 hours each chapter. */
export async function course(seed: Partial<CourseContent> = {}): Promise<CourseRecord & { id: string }> {
  const lesson = (id: string) => ({ id, title: `小节${id}`, seconds: 24, video: 'helmet.mp4' });
  const fields = {
    jurisdiction: HERE,
    title: '测试课程',
    category: 'SAFETY_MGMT',
    requiredHours: '8',
    chapters: [
      { id: 'c1', title: '第一章', compulsory: true, hours: '4', lessons: [lesson('c1-1'), lesson('c1-2')] },
      { id: 'c2', title: '第二章', compulsory: true, hours: '4', lessons: [lesson('c2-1')] },
    ],
    ...seed,
  };
  const courseId = new Types.ObjectId();
  const record = { _id: new Types.ObjectId(), courseId, version: 1, publishedAt: new Date(), ...fields };
  await CourseModel.create(record);
  return { id: courseId.toHexString(), ...record };
}

/** Questions that fill a paper; the right option of a single choice reads 「正确」, of a multiple choice 「正确…」, a judgement is true. */
export function questions(words = ''): BankQuestion[] {
  const options = (texts: string[]) => texts.map((text, at) => ({ key: String.fromCharCode(65 + at), text }));
  const judge = [
    { key: 'T', text: '对' },
    { key: 'F', text: '错' },
  ];
  const made = (count: number, of: (at: number) => Omit<BankQuestion, 'id'>, letter: string): BankQuestion[] =>
    Array.from({ length: count }, (_, at) => ({ id: `${letter}${at}`, ...of(at) }));
  return [
    ...made(
      25,
      (at) => ({ kind: 'SINGLE', stem: `${words}单选${at}`, options: options(['错一', '正确', '错二', '错三']), answer: ['B'] }),
      'S',
    ),
    ...made(
      6,
      (at) => ({ kind: 'MULTIPLE', stem: `${words}多选${at}`, options: options(['正确一', '错一', '正确二', '错二']), answer: ['A', 'C'] }),
      'M',
    ),
    ...made(12, (at) => ({ kind: 'JUDGE', stem: `${words}判断${at}`, options: judge, answer: ['T'] }), 'J'),
  ];
}

/** The first version of a category's bank. */
export async function questionBank(category = 'SAFETY_MGMT', jurisdiction = HERE): Promise<void> {
  await QuestionBankModel.create({
    _id: new Types.ObjectId(),
    jurisdiction,
    category,
    version: 1,
    publishedAt: new Date(),
    questions: questions(),
  });
}
