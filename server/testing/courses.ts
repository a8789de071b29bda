import { Types } from 'mongoose';
import { CourseModel, type CourseRecord } from '../src/features/course/course.model';
import { QuestionModel, type BankQuestion } from '../src/features/questionBank/questionBank.model';

/** A published course of two chapters, three lessons of 30 s, 4.00 hours each chapter. */
export async function course(seed: Partial<Omit<CourseRecord, '_id'>> = {}): Promise<CourseRecord & { id: string }> {
  const lesson = (id: string) => ({ id, title: `小节${id}`, seconds: 30, video: `${id}.mp4` });
  const fields = {
    title: '测试课程',
    category: 'SAFETY_MGMT',
    requiredHours: '8',
    chapters: [
      { id: 'c1', title: '第一章', compulsory: true, hours: '4', lessons: [lesson('c1-1'), lesson('c1-2')] },
      { id: 'c2', title: '第二章', compulsory: true, hours: '4', lessons: [lesson('c2-1')] },
    ],
    ...seed,
  };
  const _id = new Types.ObjectId();
  await CourseModel.create({ _id, ...fields });
  return { _id, id: _id.toHexString(), ...fields };
}

/** A bank that fills a paper; the right option of a single choice reads 「正确」, of a multiple choice 「正确…」, a judgement is true. */
export async function questionBank(category = 'SAFETY_MGMT'): Promise<void> {
  const options = (texts: string[]) => texts.map((text, at) => ({ key: String.fromCharCode(65 + at), text }));
  const bank: BankQuestion[] = [];
  for (let at = 0; at < 25; at++) {
    bank.push({
      _id: `${category}-S${at}`,
      category,
      kind: 'SINGLE',
      stem: `单选${at}`,
      options: options(['错一', '正确', '错二', '错三']),
      answer: ['B'],
    });
    if (at < 6)
      bank.push({
        _id: `${category}-M${at}`,
        category,
        kind: 'MULTIPLE',
        stem: `多选${at}`,
        options: options(['正确一', '错一', '正确二', '错二']),
        answer: ['A', 'C'],
      });
    if (at < 12)
      bank.push({
        _id: `${category}-J${at}`,
        category,
        kind: 'JUDGE',
        stem: `判断${at}`,
        options: [
          { key: 'T', text: '对' },
          { key: 'F', text: '错' },
        ],
        answer: ['T'],
      });
  }
  await QuestionModel.insertMany(bank);
}
