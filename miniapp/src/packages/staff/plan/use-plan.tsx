import { useState } from 'react';
import { examRoutes as api, type Candidate, type ExamPlan } from '@jzt/shared/contract/exam';
import { useConfirm } from '@/components';
import { useAction, usePolling, useQuery } from '@/hooks';

const LOOK_EVERY_MS = 5_000;
const CHANGES = { changes: ['exam', 'account'] };

/** A plan and the acts on it; each answer takes the place of what is shown, a refusal has it asked again. */
export function usePlan(id: string) {
  const query = useQuery(api.viewPlan, { params: { id } });
  const submit = useAction(api.submitPlan, CHANGES);
  const arrange = useAction(api.arrangePlan, CHANGES);
  const start = useAction(api.openPlan, CHANGES);
  const cancel = useAction(api.cancelPlan, CHANGES);
  const practical = useAction(api.recordPractical, CHANGES);
  const [marking, setMarking] = useState<Candidate>();
  const [sheet, setSheet] = useState<'arrange' | 'cancel'>();
  const [dialog, ask] = useConfirm();
  const acts = [submit, arrange, start, cancel, practical];
  // Seats fill and scores come while the exam runs.
  usePolling(query.data?.status === 'RUNNING', LOOK_EVERY_MS, query.refetch);

  const settle = (answer: ExamPlan | undefined): boolean => {
    if (answer) query.put(answer);
    else void query.refetch();
    if (answer) setSheet(undefined);
    return answer !== undefined;
  };
  const fresh = () => acts.forEach((each) => each.reset());
  return {
    query,
    busy: acts.some((each) => each.busy),
    /** Of what is done without a sheet; a sheet shows its own. */
    error: submit.error ?? start.error,
    arrangeAct: arrange,
    cancelAct: cancel,
    sheet,
    openSheet: (which: 'arrange' | 'cancel') => {
      fresh();
      setSheet(which);
    },
    closeSheet: () => setSheet(undefined),
    dialog,
    practicalAct: practical,
    /** Whose practical mark is being entered. */
    marking,
    openPractical: (one: Candidate) => {
      fresh();
      setMarking(one);
    },
    closePractical: () => setMarking(undefined),
    recordPractical: async (plan: ExamPlan, one: Candidate, score: number) => {
      const passes = score >= (plan.practicalMark ?? 0);
      const told = `${one.name}，实操${score}分，${passes ? '考试合格' : '考试不合格'}。登记后不能修改，成绩马上通知本人。`;
      if (!(await ask({ title: '登记这个成绩？', text: told, yes: '登记成绩', no: '再看看' }))) return;
      const answer = await practical.run({ params: { id: one.sessionId ?? '' }, body: { score, version: one.sessionVersion ?? 0 } });
      if (answer) setMarking(undefined);
      await query.refetch();
    },
    submit: async (plan: ExamPlan) => {
      fresh();
      if (
        !(await ask({
          title: '提交主管部门审批？',
          text: `${plan.candidates.length}名考生。提交后不能修改，审批结果会发消息告诉您。`,
          yes: '提交审批',
        }))
      )
        return;
      settle(await submit.run({ params: { id }, body: { version: plan.version } }));
    },
    arrange: async (plan: ExamPlan, place: { room: string; address: string }) =>
      settle(await arrange.run({ params: { id }, body: { version: plan.version, ...place } })),
    start: async (plan: ExamPlan) => {
      fresh();
      if (!(await ask({ title: '现在开考？', text: '开考后，考生可以签到、答题。每人从开始答题起计时。', yes: '开考' }))) return;
      settle(await start.run({ params: { id }, body: { version: plan.version } }));
    },
    cancel: async (plan: ExamPlan, reason: string) => {
      const told =
        plan.status === 'ARRANGED'
          ? `已经通知${plan.candidates.length}名考生，取消后他们会收到消息，回到“培训完成，待安排考试”。`
          : '取消后不能恢复，要考试须重新新建计划。';
      if (!(await ask({ title: '真的要取消这份计划？', text: told, yes: '取消计划', no: '不取消', danger: true }))) return;
      settle(await cancel.run({ params: { id }, body: { version: plan.version, reason } }));
    },
  };
}

export type PlanWork = ReturnType<typeof usePlan>;
