import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { presenceRoutes as api, type PresenceMiss } from '@jzt/shared/contract/presence';
import { Button, Card, Facts, MoreRow, Notice, Page, ReasonSheet, Screen, StatusChip } from '@/components';
import { formatAmount, formatDate, formatTime } from '@/format';
import { useAction, usePages } from '@/hooks';

const REASONS = ['当时在接电话', '手机没电或死机了', '网络断了，没看到核验', '核验时光线太暗'];

/** Checks of who studies that were not passed, and what came of each. */
export default function ChecksPage() {
  const list = usePages(api.listMine, { query: {} });
  const appeal = useAction(api.appeal, { changes: ['presence'] });
  const [about, setAbout] = useState<PresenceMiss>();
  useReachBottom(() => void list.loadMore());
  const send = async (reason: string) => {
    if (!about) return;
    const answer = await appeal.run({ params: { id: about.id }, body: { reason, version: about.version } });
    if (answer) setAbout(undefined);
  };
  return (
    <Page access={['WORKER']}>
      <Notice tone="note">学习中途会不定时确认是不是您本人。没有通过的在这里：那一段没有计时间，核验通过后可以接着学。</Notice>
      <Screen
        state={list}
        isEmpty={() => list.items.length === 0}
        empty={{ title: '没有未通过的核验', hint: '每次都确认了是您本人，学习时间都记上了。' }}
      >
        {() => (
          <>
            {list.items.map((one) => (
              <Miss
                key={one.id}
                one={one}
                onAppeal={() => {
                  appeal.reset();
                  setAbout(one);
                }}
              />
            ))}
            <MoreRow pages={list} />
          </>
        )}
      </Screen>
      <ReasonSheet
        open={about !== undefined}
        onClose={() => setAbout(undefined)}
        title="申诉，请说明当时的情况"
        reasons={REASONS}
        placeholder="培训机构或主管部门会看到这里写的内容"
        confirm="提交申诉"
        busy={appeal.busy}
        error={appeal.error}
        onConfirm={(reason) => void send(reason)}
      />
    </Page>
  );
}

function Miss({ one, onAppeal }: { one: PresenceMiss; onAppeal: () => void }) {
  return (
    <Card title={one.courseTitle} extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}>
      <Facts
        rows={[
          { name: '时间', value: formatTime(one.at) },
          { name: '原因', value: one.reasonZh },
          { name: '没有计入', value: formatAmount(one.voidedSeconds) },
          { name: '我的申诉', value: one.appeal },
          { name: '处理说明', value: one.decisionReason },
          { name: '申诉截止', value: one.status === 'MISSED' ? formatDate(one.appealBy) : undefined },
        ]}
      />
      {one.mayAppeal && (
        <Button kind="plain" size="small" onTap={onAppeal}>
          有异议，申诉
        </Button>
      )}
      {one.status === 'MISSED' && !one.mayAppeal && <Notice tone="note">申诉时间已过，重新核验后可以接着学。</Notice>}
    </Card>
  );
}
