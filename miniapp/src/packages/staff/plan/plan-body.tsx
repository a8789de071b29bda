import { View } from '@tarojs/components';
import type { ExamPlan } from '@jzt/shared/contract/exam';
import { eventsFrom, type State } from '@jzt/shared/workflow/machine';
import { examPlan as machine } from '@jzt/shared/workflow/machines/examPlan';
import { ActionError, BottomBar, Button, ReasonSheet, Screen } from '@/components';
import { PlanFile } from '@/components/plan-file';
import { formatTime } from '@/format';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { ArrangeSheet } from './arrange-sheet';
import { PracticalSheet } from './practical-sheet';
import { opensAt } from './opening';
import { usePlan, type PlanWork } from './use-plan';
import './plan-body.scss';

const NEXT: Record<string, string> = {
  DRAFT: '核对考生和时间，没有问题就提交审批。',
  SUBMITTED: '已提交，等主管部门审批。结果会发消息告诉您。',
  RETURNED: '请按退回的原因修改，再重新提交。',
  APPROVED: '主管部门已批准。请安排考场，系统会把准考信息发给考生。',
  ARRANGED: '考场已安排，考生已收到通知。到时间请点“开考”。',
  RUNNING: '考试进行中。点“监考”显示考场签到码，为进不了系统的考生签到。',
  CLOSED: '考试已结束。合格的人由主管部门导入名单、签发证书。',
};

function Acts({ plan, work }: { plan: ExamPlan; work: PlanWork }) {
  // The authority's own exam in this room (QH-07) is the authority's to call off.
  const may = eventsFrom(machine, plan.status as State<typeof machine>, 'INSTITUTION_STAFF').filter(
    (one) => one !== 'cancel' || !plan.trainedBy,
  );
  const editable = plan.status === 'DRAFT' || plan.status === 'RETURNED';
  const early = may.includes('open') && Date.now() < opensAt(plan.startsAt);
  const running = plan.status === 'RUNNING';
  if (!running && may.filter((event) => event !== 'close').length === 0) return null;
  return (
    <BottomBar
      above={
        <>
          <ActionError error={work.error} />
          {early && <View className="plan-wait">{`${formatTime(opensAt(plan.startsAt))}起可以开考（考前30分钟内）`}</View>}
        </>
      }
    >
      {running && <Button onTap={() => void open(routes.staff.room, { id: plan.id })}>监考</Button>}
      {may.includes('cancel') && (
        <Button kind="danger" onTap={() => work.openSheet('cancel')}>
          取消计划
        </Button>
      )}
      {editable && (
        <Button kind="plain" onTap={() => void open(routes.staff.planForm, { id: plan.id })}>
          修改
        </Button>
      )}
      {may.includes('submit') && (
        <Button busy={work.busy} onTap={() => void work.submit(plan)}>
          {plan.status === 'RETURNED' ? '重新提交审批' : '提交审批'}
        </Button>
      )}
      {may.includes('arrange') && <Button onTap={() => work.openSheet('arrange')}>安排考场</Button>}
      {may.includes('open') && (
        <Button busy={work.busy} onTap={() => void work.start(plan)}>
          开考
        </Button>
      )}
    </BottomBar>
  );
}

/** A plan with the acts its state allows, on a page of its own or beside the list. */
export function PlanBody({ id }: { id: string }) {
  const work = usePlan(id);
  return (
    <Screen state={work.query} skeleton="detail">
      {(plan) => (
        <>
          <PlanFile
            plan={plan}
            head={NEXT[plan.status] && <View className="plan-next">{NEXT[plan.status]}</View>}
            onPractical={work.openPractical}
          />
          <Acts plan={plan} work={work} />
          <ArrangeSheet plan={plan} work={work} />
          {work.marking && <PracticalSheet key={work.marking.sessionId} plan={plan} one={work.marking} work={work} />}
          <ReasonSheet
            open={work.sheet === 'cancel'}
            onClose={work.closeSheet}
            title="为什么取消这份计划？"
            reasons={['考场有变，不能按时考试', '考试时间要调整', '考生名单有误']}
            placeholder="考生和主管部门会看到"
            confirm="取消计划"
            danger
            busy={work.cancelAct.busy}
            error={work.cancelAct.error}
            onConfirm={(reason) => void work.cancel(plan, reason)}
          />
          {work.dialog}
        </>
      )}
    </Screen>
  );
}
