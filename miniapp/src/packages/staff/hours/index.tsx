import { useReachBottom } from '@tarojs/taro';
import { yearlyHoursRoutes as api } from '@jzt/shared/contract/yearlyHours';
import { BottomBar, Button, Card, ListRow, MoreRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { usePages } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';

/** 学时上报 (HN-14…17): the batches that this institution sent, and the way to the next one. */
export default function HoursPage() {
  const batches = usePages(api.reports, { query: {} });
  useReachBottom(() => void batches.loadMore());
  return (
    <Page
      access={['INSTITUTION_STAFF']}
      wide
      footer={
        <BottomBar>
          <Button block onTap={() => void open(routes.staff.hoursForm)}>
            上报一批学时
          </Button>
        </BottomBar>
      }
    >
      <Notice tone="note">每月可以上报两批，只报考核合格的学时；主管部门审核录入后才算。退回的批次改好再报，不另算一批。</Notice>
      <Screen
        state={batches}
        isEmpty={() => batches.items.length === 0}
        empty={{ title: '还没有上报过', hint: '学员考核合格后，点下面的按钮上报。' }}
      >
        {() => (
          <Card>
            {batches.items.map((one) => (
              <ListRow
                key={one.id}
                title={`${one.batchNumber}，${one.rows.length}人`}
                hint={one.reason ? `退回原因：${one.reason}` : formatTime(one.sentAt)}
                value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                label={`${one.batchNumber}，${one.statusZh}`}
                onTap={one.canCorrect ? () => void open(routes.staff.hoursForm, { id: one.id }) : undefined}
              />
            ))}
            <MoreRow pages={batches} />
          </Card>
        )}
      </Screen>
    </Page>
  );
}
