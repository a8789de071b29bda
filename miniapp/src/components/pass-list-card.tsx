import type { PassListBatchItem } from '@jzt/shared/contract/passList';
import { formatTime } from '@/format';
import { Card } from './card';
import { Facts } from './list-row';
import { StatusChip } from './status-chip';
import './plan-card.scss';

/** A pass list among others. */
export function PassListCard({ batch, selected, onTap }: { batch: PassListBatchItem; selected?: boolean; onTap: () => void }) {
  return (
    <Card
      title={batch.examPlanName}
      alert={batch.status === 'SIGN_FAILED'}
      className={selected ? 'plan-here' : ''}
      extra={
        <StatusChip status={batch.status} tone={batch.status === 'CHECKED' ? 'note' : undefined}>
          {batch.statusZh}
        </StatusChip>
      }
      label={`${batch.examPlanName}，${batch.statusZh}，${batch.rowCount}人`}
      onTap={onTap}
    >
      <Facts
        rows={[
          { name: '证书类型', value: batch.subject.labelZh },
          { name: '培训机构', value: batch.institutionName },
          { name: '人数', value: batch.status === 'SIGNING' ? `已签${batch.signedCount}，共${batch.rowCount}人` : `${batch.rowCount}人` },
          { name: '导入', value: `${batch.createdBy}，${formatTime(batch.createdAt)}` },
        ]}
      />
    </Card>
  );
}
