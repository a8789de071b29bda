import { useState } from 'react';
import { examRoutes as api } from '@jzt/shared/contract/exam';
import { MoreRow, Page, Screen, Segments, Split } from '@/components';
import { PlanCard } from '@/components/plan-card';
import { usePages, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { PlanBody } from '../plan/plan-body';

type Part = 'SUBMITTED' | 'ALL';

/** 考试计划审批 (QH-05, QH-15): what waits first, and everything else to look up. */
export default function PlansPage() {
  const wide = useWide();
  const [part, setPart] = useState<Part>('SUBMITTED');
  const plans = usePages(api.listForAuthority, { query: part === 'ALL' ? {} : { status: part } });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? plans.items[0]?.id;
  const list = (
    <>
      <Segments<Part>
        label="计划"
        segments={[
          { value: 'SUBMITTED', title: '等着审批' },
          { value: 'ALL', title: '全部' },
        ]}
        value={part}
        onChange={(next) => {
          setPart(next);
          setChosen(undefined);
        }}
      />
      <Screen
        state={plans}
        isEmpty={() => plans.items.length === 0}
        empty={part === 'SUBMITTED' ? { title: '没有等着审批的计划', hint: '培训机构提交后会出现在这里。' } : { title: '还没有考试计划' }}
      >
        {() => (
          <>
            {plans.items.map((plan) => (
              <PlanCard
                key={plan.id}
                plan={plan}
                institution
                selected={wide && plan.id === current}
                onTap={() => (wide ? setChosen(plan.id) : void open(routes.authority.plan, { id: plan.id }))}
              />
            ))}
            <MoreRow pages={plans} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={current && <PlanBody key={current} id={current} />} choose="没有等着审批的计划" />
    </Page>
  );
}
