import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { clearingRoutes as api } from '@jzt/shared/contract/clearing';
import { Button, Card, ErrorNotice, ListRow, MoreRow, Notice, Page, Screen, Segments, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { useAction, usePages, useSession } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OnlyBy } from '../components/only-by';
import { OFFICERS } from '../officers';

const SIZES = ['20', '50', '100', '200'] as const;

/** 取消激活清理 (CQ-23): find a batch, look through it, confirm it; holders who complete their check are active again by themselves. */
export default function ClearingsPage() {
  const may = useSession()?.role === 'AUTHORITY_ISSUER';
  const batches = usePages(api.list, { query: {} });
  const preview = useAction(api.preview, { changes: ['clearing'] });
  const [size, setSize] = useState<(typeof SIZES)[number]>('20');
  useReachBottom(() => void batches.loadMore());
  const find = async () => {
    const made = await preview.run({ body: { size: Number(size) } });
    if (made) void open(routes.authority.clearing, { id: made.id });
  };
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">
        实名认证没有完成（没有“已认证”和“已入库”两个标识）的有效证书，分批取消激活。先看名单，再确认；本人完成实名认证后自动恢复。
      </Notice>
      {may ? (
        <Card title="找出下一批">
          <Segments label="一批多少本" segments={SIZES.map((value) => ({ value, title: `${value}本` }))} value={size} onChange={setSize} />
          <ErrorNotice error={preview.error} />
          <Button block busy={preview.busy} onTap={() => void find()}>
            列出名单（还不改动证书）
          </Button>
        </Card>
      ) : (
        <OnlyBy role="AUTHORITY_ISSUER" act="清理" />
      )}
      <Screen
        state={batches}
        isEmpty={() => batches.items.length === 0}
        empty={{ title: '还没有清理批次', hint: '列出名单后，批次会出现在这里。' }}
      >
        {() => (
          <Card title="清理批次">
            {batches.items.map((one) => (
              <ListRow
                key={one.id}
                title={one.batchNumber}
                hint={`${one.count}本，已取消${one.done}本，没有清理${one.spared}本，已恢复${one.back}本。${one.madeBy}，${formatTime(one.madeAt)}`}
                value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                label={`批次${one.batchNumber}，${one.statusZh}，${one.count}本`}
                onTap={() => void open(routes.authority.clearing, { id: one.id })}
              />
            ))}
            <MoreRow pages={batches} />
          </Card>
        )}
      </Screen>
    </Page>
  );
}
