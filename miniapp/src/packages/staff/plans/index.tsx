import { useState } from 'react';
import { examRoutes as api, type ExamPlanItem } from '@jzt/shared/contract/exam';
import { BottomBar, Button, MoreRow, Notice, Page, Screen, Segments, Split } from '@/components';
import { PlanCard } from '@/components/plan-card';
import { usePages, useQuery, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { PlanBody } from '../plan/plan-body';
import { isOver, urgency } from './urgency';

type Part = 'open' | 'over';

/** 考试计划 (QH-14, QH-15): what this institution has to do first, then what waits for others, then what is over. */
export default function PlansPage() {
  const wide = useWide();
  const plans = usePages(api.listPlans, { query: {} });
  const eligible = useQuery(api.eligible, {});
  const [part, setPart] = useState<Part>('open');
  const [chosen, setChosen] = useState<string>();
  const of = (which: Part): ExamPlanItem[] => plans.items.filter((plan) => isOver(plan) === (which === 'over'));
  const shown = [...of(part)].sort((a, b) => urgency(a) - urgency(b) || a.startsAt.localeCompare(b.startsAt));
  const current = shown.find((plan) => plan.id === chosen)?.id ?? shown[0]?.id;
  const free = eligible.data?.items.length ?? 0;
  const bar = (
    <BottomBar>
      <Button block onTap={() => void open(routes.staff.planForm)}>
        新建考试计划
      </Button>
    </BottomBar>
  );

  const list = (
    <>
      {free > 0 && (
        <Notice tone="warn" title={`${free}人培训完成，等着安排考试`}>
          新建考试计划，选上他们，提交主管部门审批。
        </Notice>
      )}
      <Segments<Part>
        label="计划"
        segments={[
          { value: 'open', title: '在办', count: of('open').length },
          { value: 'over', title: '已结束', count: of('over').length },
        ]}
        value={part}
        onChange={setPart}
      />
      <Screen
        state={plans}
        isEmpty={() => shown.length === 0}
        empty={
          part === 'open' ? { title: '没有在办的考试计划', hint: '学员培训完成后，在这里提交考试计划。' } : { title: '还没有结束的考试' }
        }
      >
        {() => (
          <>
            {shown.map((plan) => (
              <PlanCard
                key={plan.id}
                plan={plan}
                selected={wide && plan.id === current}
                onTap={() => (wide ? setChosen(plan.id) : void open(routes.staff.plan, { id: plan.id }))}
              />
            ))}
            <MoreRow pages={plans} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={['INSTITUTION_STAFF']} wide footer={wide ? undefined : bar}>
      <Split
        list={
          <>
            {list}
            {wide && bar}
          </>
        }
        detail={current && <PlanBody key={current} id={current} />}
        choose="请从左边选一份计划"
      />
    </Page>
  );
}
