import type { Application } from '@jzt/shared/contract/application';
import type { State } from '@jzt/shared/workflow/machine';
import type { application } from '@jzt/shared/workflow/machines/application';
import type { TimelineStep } from '@/components/timeline';

type Status = State<typeof application>;

/** The stations of 查看审核状态: what each is called before and after, and the states that mean it is behind the person. */
interface Station {
  next: string;
  done: string;
  by: readonly Status[];
}
const STATIONS: readonly Station[] = [
  { next: '提交报名', done: '已提交报名', by: ['SUBMITTED'] },
  { next: '待机构审核', done: '机构审核通过', by: ['INST_PASSED'] },
  { next: '社保核查', done: '社保核查通过', by: ['AUTH_PASSED'] },
  { next: '待培训', done: '培训完成', by: ['TRAINED'] },
  { next: '待考试', done: '已考试', by: ['EXAMINED'] },
  { next: '成绩', done: '考试合格', by: ['PASSED'] },
  { next: '证书签发', done: '证书已签发', by: ['CERTIFIED'] },
];

/** Where the exam stands among them. */
const EXAM_AT = 4;

/** The station a state stands at (7: all behind), and how. */
const STANDS: Record<Status, readonly [at: number, how: 'now' | 'bad']> = {
  DRAFT: [0, 'bad'],
  CHECK_PENDING: [0, 'now'],
  SUBMITTED: [1, 'now'],
  INST_RETURNED: [1, 'bad'],
  INST_REJECTED: [1, 'bad'],
  INST_PASSED: [2, 'now'],
  AUTH_CHECK: [2, 'now'],
  AUTH_CHECK_PENDING: [2, 'now'],
  AUTH_REJECTED: [2, 'bad'],
  AUTH_PASSED: [3, 'now'],
  IN_TRAINING: [3, 'now'],
  TRAINED: [4, 'now'],
  SCHEDULED: [4, 'now'],
  EXAMINED: [5, 'now'],
  FAILED: [5, 'bad'],
  PASSED: [6, 'now'],
  BATCHED: [6, 'now'],
  CERTIFIED: [7, 'now'],
  WITHDRAWN: [0, 'bad'],
};

type Told = Pick<Application, 'status' | 'statusZh' | 'timeline' | 'trainedBy'>;

/** Of who was trained by their enterprise and signed up at the counter: no review of an institution's, no insurance bureau, no class (QH-07). */
const ONSITE: readonly Station[] = [{ next: '现场报名', done: '现场报名审核通过', by: ['TRAINED'] }, ...STATIONS.slice(EXAM_AT)];

/** The road from the form to the certificate: where the case is, what comes, why it stopped (QH-22). */
export function roadOf({ status, statusZh, timeline, trainedBy }: Told): TimelineStep[] {
  const reached = (by: readonly Status[]) => timeline.filter((entry) => (by as readonly string[]).includes(entry.to)).pop()?.at;
  const stands = STANDS[status as Status];
  // A state that is newer than this version of the app, or a withdrawn case: only what is certain.
  if (!stands || status === 'WITHDRAWN') return [{ title: statusZh, state: stands ? 'bad' : 'now', at: timeline[timeline.length - 1]?.at }];
  const [at, how] = stands;
  const here = trainedBy ? at - EXAM_AT + 1 : at;
  return (trainedBy ? ONSITE : STATIONS).map((station, index): TimelineStep => {
    if (index < here) return { title: station.done, state: 'done', at: reached(station.by) };
    if (index > here) return { title: station.next, state: 'next' };
    return { title: statusZh, state: how, at: timeline[timeline.length - 1]?.at };
  });
}
