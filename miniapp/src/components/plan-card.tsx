import type { ExamPlanItem } from '@jzt/shared/contract/exam';
import { formatTime } from '@/format';
import { Card } from './card';
import { Facts } from './list-row';
import { StatusChip } from './status-chip';
import './plan-card.scss';

/** A plan in a list; `institution` for the authority, who sees everybody's. */
export function PlanCard({
  plan,
  institution,
  selected,
  onTap,
}: {
  plan: ExamPlanItem;
  institution?: boolean;
  selected?: boolean;
  onTap: () => void;
}) {
  return (
    <Card
      title={plan.name}
      alert={plan.status === 'RETURNED'}
      className={selected ? 'plan-here' : ''}
      extra={<StatusChip status={plan.status}>{plan.statusZh}</StatusChip>}
      label={`${plan.name}，${plan.statusZh}，${plan.candidateCount}名考生`}
      onTap={onTap}
    >
      <Facts
        rows={[
          { name: '证书类型', value: plan.subject.labelZh },
          { name: '时间', value: formatTime(plan.startsAt) },
          { name: '考生', value: `${plan.candidateCount}人` },
          { name: '培训机构', value: institution ? plan.institution?.name : undefined },
          { name: '培训', value: institution && plan.trainedBy ? '企业自主培训，主管部门安排' : undefined },
          { name: '退回原因', value: plan.status === 'RETURNED' ? plan.reason : undefined },
        ]}
      />
    </Card>
  );
}
