import { useState } from 'react';
import { examRoutes as api, type ExamPlan } from '@jzt/shared/contract/exam';
import { eventsFrom, type State } from '@jzt/shared/workflow/machine';
import { examPlan as machine } from '@jzt/shared/workflow/machines/examPlan';
import { ActionError, BottomBar, Button, Notice, ReasonSheet, Screen, useConfirm } from '@/components';
import { PlanFile } from '@/components/plan-file';
import { useAction, usePolling, useQuery, useSession } from '@/hooks';
import { OnlyBy } from '../components/only-by';
import { OwnPlan } from './own-plan';

const LOOK_EVERY_MS = 5_000;
const REASONS = [
  '考试时间与其他考试冲突，请另选时间',
  '考生人数过多，请分场次提交',
  '考试时长不符合要求',
  '考生名单有误，请核对后重新提交',
];

/** A plan with the authority's answer: approved, or returned with a reason (QH-05, QH-15). What was approved is frozen. */
export function PlanBody({ id }: { id: string }) {
  const role = useSession()?.role ?? 'WORKER';
  const query = useQuery(api.viewForAuthority, { params: { id } });
  const decide = useAction(api.decidePlan, { changes: ['exam', 'account'] });
  const [asking, setAsking] = useState(false);
  const [dialog, ask] = useConfirm();
  usePolling(query.data?.status === 'RUNNING', LOOK_EVERY_MS, query.refetch);

  const send = async (plan: ExamPlan, decision: 'APPROVE' | 'RETURN', reason?: string) => {
    const answer = await decide.run({ params: { id }, body: { decision, reason, version: plan.version } });
    if (!answer) return void query.refetch();
    query.put(answer);
    setAsking(false);
  };
  const approve = async (plan: ExamPlan) => {
    decide.reset();
    const sure = await ask({
      title: '批准这份考试计划？',
      text: plan.trainedBy
        ? `企业自主培训的${plan.candidates.length}名考生。批准后内容不能再改，由提交的人安排到一家培训机构的机房。`
        : `${plan.institution?.name ?? ''}，${plan.candidates.length}名考生。批准后内容不能再改，由培训机构安排考场。`,
      yes: '批准',
    });
    if (sure) await send(plan, 'APPROVE');
  };
  return (
    <Screen state={query} skeleton="detail">
      {(plan) => {
        const may = eventsFrom(machine, plan.status as State<typeof machine>, role);
        return (
          <>
            <PlanFile plan={plan} />
            {plan.trainedBy && role === 'AUTHORITY_REVIEWER' && <OwnPlan plan={plan} put={query.put} refetch={query.refetch} />}
            {plan.status === 'SUBMITTED' && !may.includes('approve') && <OnlyBy role="AUTHORITY_REVIEWER" act="考试计划审批" />}
            {may.includes('approve') && !plan.canApprove && (
              <Notice tone="note" title="等另一位审核人员审批">
                这份计划是您编写、提交的，或您是其中的考生，不能由您本人批准或退回。
              </Notice>
            )}
            {plan.bankShortages && plan.bankShortages.length > 0 && (
              <Notice tone="warn" title="题库不够组卷，现在不能批准">
                {`${plan.bankShortages.join('；')}。请先补题、复核并发布题库。`}
              </Notice>
            )}
            {plan.canApprove && (
              <BottomBar above={<ActionError error={asking ? undefined : decide.error} />}>
                <Button
                  kind="plain"
                  onTap={() => {
                    decide.reset();
                    setAsking(true);
                  }}
                >
                  退回修改
                </Button>
                <Button busy={decide.busy} disabled={Boolean(plan.bankShortages?.length)} onTap={() => void approve(plan)}>
                  批准
                </Button>
              </BottomBar>
            )}
            {!plan.canApprove && !asking && <ActionError error={decide.error} />}
            {asking && (
              <ReasonSheet
                open
                onClose={() => setAsking(false)}
                title="退回修改，请写明原因"
                reasons={REASONS}
                placeholder="提交计划的人会看到这里写的内容"
                confirm="退回修改"
                busy={decide.busy}
                error={decide.error}
                onConfirm={(reason) => void send(plan, 'RETURN', reason)}
              />
            )}
            {dialog}
          </>
        );
      }}
    </Screen>
  );
}
