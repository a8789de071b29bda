import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { PassListBatch } from '@jzt/shared/contract/passList';
import { sourceKey } from '@jzt/shared/domain/sources';
import { Button } from './button';
import { Card } from './card';
import { CaseRecord } from './case-record';
import { InParts } from './in-parts';
import { Facts } from './list-row';
import { Notice } from './notice';
import { PersonRow } from './person-row';
import { Progress } from './progress';
import { StatusChip } from './status-chip';
import './pass-list-file.scss';

type Row = PassListBatch['rows'][number];

/** How far the signing is; nothing is published before the last one (QH-20). */
function Signing({ batch }: { batch: PassListBatch }) {
  const share = batch.rows.length > 0 ? Math.floor((batch.signedCount / batch.rows.length) * 100) : 0;
  return (
    <View className="pass-progress">
      <View className="pass-progress-words">{`已签${batch.signedCount}份，共${batch.rows.length}份。全部签完才一起发出。`}</View>
      <Progress percent={share} label="已签" tone="ok" />
    </View>
  );
}

function RowView({ row, onRemove }: { row: Row; onRemove?: (row: Row) => void }) {
  const faulty = row.errors.length > 0;
  const more = (
    <>
      <View className="pass-facts">
        {[row.enterpriseName, row.certificateNumber && `证书编号 ${row.certificateNumber}`].filter(Boolean).join(' · ')}
      </View>
      {row.errors.map((error) => (
        <View className="pass-error" key={error.ruleId + error.code}>
          {error.message}
        </View>
      ))}
      {onRemove && faulty && (
        <Button kind="plain" size="small" label={`移出${row.name}`} onTap={() => onRemove(row)}>
          移出名单
        </Button>
      )}
    </>
  );
  const chip = faulty ? (
    <StatusChip tone="bad">有问题</StatusChip>
  ) : row.signed ? (
    <StatusChip tone="ok">已签</StatusChip>
  ) : row.score !== undefined ? (
    <StatusChip tone="still">{`${row.score}分`}</StatusChip>
  ) : undefined;
  return <PersonRow name={row.name} idNumberMasked={row.idNumberMasked} value={chip} more={more} />;
}

/** A pass list with its rows, the faulty ones first (QH-19); `onRemove` where a row may be taken out. */
export function PassListFile({ batch, head, onRemove }: { batch: PassListBatch; head?: ReactNode; onRemove?: (row: Row) => void }) {
  const rows = [...batch.rows].sort((a, b) => b.errors.length - a.errors.length);
  const faulty = rows.filter((row) => row.errors.length > 0).length;
  return (
    <>
      <Card
        title={batch.examPlanName}
        alert={faulty > 0 || batch.status === 'SIGN_FAILED'}
        extra={
          <StatusChip status={batch.status} tone={batch.status === 'CHECKED' ? 'ok' : undefined}>
            {batch.statusZh}
          </StatusChip>
        }
      >
        {batch.reason && (
          <Notice
            tone={batch.status === 'SIGNING' ? 'warn' : 'bad'}
            title={batch.status === 'SIGN_FAILED' ? '签发失败的原因' : batch.status === 'REJECTED' ? '驳回的原因' : undefined}
          >
            {batch.reason}
          </Notice>
        )}
        {head}
        {(batch.status === 'SIGNING' || batch.status === 'SIGN_FAILED') && <Signing batch={batch} />}
        <Facts
          rows={[
            { name: '证书类型', value: batch.subject.labelZh },
            { name: '培训机构', value: batch.institutionName },
            { name: '导入人', value: batch.createdBy },
            { name: '批准人', value: batch.approvedBy },
            { name: '签章管理单位', value: batch.sealOwnerZh },
            { name: '批次编号', value: batch.number },
          ]}
        />
      </Card>
      <Card title={faulty > 0 ? `名单${rows.length}人，${faulty}人有问题` : `名单${rows.length}人`}>
        <InParts people={rows}>
          {(row) => <RowView key={sourceKey(row.source)} row={row} onRemove={rows.length > 1 ? onRemove : undefined} />}
        </InParts>
      </Card>
      <CaseRecord timeline={batch.timeline} />
    </>
  );
}
