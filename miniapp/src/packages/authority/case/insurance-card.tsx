import { View } from '@tarojs/components';
import type { ReviewCase } from '@jzt/shared/contract/review';
import { Card, Facts } from '@/components';
import { formatTime } from '@/format';

/** What the bureau said, or how often it was asked and when it is asked again. */
export function InsuranceCard({ file }: { file: ReviewCase }) {
  const { insurance } = file;
  const waiting = insurance?.state === 'WAITING';
  return (
    <Card title="社保核查" alert={waiting}>
      <Facts
        rows={[
          { name: '状态', value: insurance?.stateZh ?? '还没有开始' },
          { name: '聘用企业', value: file.enterpriseName },
          { name: '社保单位', value: insurance?.insuredBy },
          { name: '核查时间', value: insurance?.checkedAt && formatTime(insurance.checkedAt) },
          { name: '已问', value: waiting ? `${insurance.attempts}次，都没有连上` : undefined },
          { name: '下次自动核查', value: waiting && insurance.nextAttemptAt ? formatTime(insurance.nextAttemptAt) : undefined },
        ]}
      />
      {insurance?.state === 'ASKING' && <View className="jz-row-hint">一般几秒就有结果，这一页会自动更新。</View>}
    </Card>
  );
}
