import type { ExamPlanItem } from '@jzt/shared/contract/exam';

/** What the institution has to act on first: a returned plan, an exam under way, one to arrange, one to open, a draft; then what waits for the authority. */
const ORDER = ['RETURNED', 'RUNNING', 'APPROVED', 'ARRANGED', 'DRAFT', 'SUBMITTED'];

export const urgency = ({ status }: Pick<ExamPlanItem, 'status'>): number => {
  const at = ORDER.indexOf(status);
  return at < 0 ? ORDER.length : at;
};

export const isOver = ({ status }: Pick<ExamPlanItem, 'status'>): boolean => status === 'CLOSED' || status === 'CANCELLED';

const WORDS: [string, string][] = [
  ['RETURNED', '份被退回'],
  ['RUNNING', '场正在考'],
  ['APPROVED', '份待安排考场'],
  ['ARRANGED', '场等着开考'],
  ['DRAFT', '份没有提交'],
];

/** How many plans are open, and the most urgent thing about them in a few words. */
export function planWords(plans: readonly Pick<ExamPlanItem, 'status'>[]): { open: number; hint: string; due: boolean } {
  const open = plans.filter((plan) => !isOver(plan));
  const first = WORDS.find(([status]) => open.some((plan) => plan.status === status));
  const hint = first
    ? `${open.filter((plan) => plan.status === first[0]).length}${first[1]}`
    : open.length > 0
      ? '等主管部门审批'
      : '没有在办的计划';
  return { open: open.length, hint, due: first !== undefined };
}
