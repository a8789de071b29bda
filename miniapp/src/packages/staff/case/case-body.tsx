import { View } from '@tarojs/components';
import { Card, Facts, Screen, StateBlock } from '@/components';
import { CaseFile } from '@/components/case-file';
import { formatTime } from '@/format';
import type { ReviewDesk } from './use-review-desk';

/** The case in hand, or that there is none left. */
export function CaseBody({ desk }: { desk: ReviewDesk }) {
  if (!desk.current) {
    if (desk.queue.state !== 'ready') return <Screen state={desk.queue}>{() => null}</Screen>;
    return <StateBlock kind="empty" title="都审完了" hint="新的报名到了会出现在这里，也会发消息告诉您。" />;
  }
  return (
    <Screen state={desk.query} skeleton="detail">
      {(file) => (
        <>
          <CaseFile file={file} waiting={file.status === 'SUBMITTED'} onPhoto={desk.seen.mark}>
            {file.insurance && (
              <Card title="社保核查">
                <Facts
                  rows={[
                    { name: '结果', value: file.insurance.stateZh },
                    { name: '时间', value: file.insurance.checkedAt && formatTime(file.insurance.checkedAt) },
                  ]}
                />
              </Card>
            )}
          </CaseFile>
          {file.status === 'SUBMITTED' && (
            <View className="jz-end">{desk.left > 0 ? `审完这份，还有${desk.left}份等着` : '这是最后一份'}</View>
          )}
        </>
      )}
    </Screen>
  );
}
