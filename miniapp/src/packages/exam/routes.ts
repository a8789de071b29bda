import { page, told } from '../../route-kit';

export const examRoutes = {
  /** 准考信息: when, where, which seat; check-in; the result afterwards. */
  ticket: told('examTicket'),
  /** 答题, after check-in. */
  answer: page<{ id: string }>('packages/exam/answer/index'),
  /** 成绩, at once after 交卷 (QH-17). */
  score: page<{ id: string }>('packages/exam/score/index'),
};
