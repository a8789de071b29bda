import { useReachBottom } from '@tarojs/taro';
import { deadLetterRoutes as api, type DeadLetter } from '@jzt/shared/contract/deadLetter';
import { Button, Card, ErrorNotice, Facts, MoreRow, Notice, Page, Screen } from '@/components';
import { formatTime } from '@/format';
import { useAction, usePages } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';

/** One thing that keeps failing, with its case's trail and a way to try it at once. */
function StuckCard({ one }: { one: DeadLetter }) {
  const retry = useAction(api.retry, { changes: ['deadLetter'] });
  return (
    <Card title={one.topicZh}>
      <Facts
        rows={[
          { name: '已失败', value: `${one.attempts}次` },
          { name: '第一次失败', value: formatTime(one.firstAt) },
          { name: '下次自动重试', value: formatTime(one.nextAt) },
          { name: '原因', value: one.error },
          { name: '对象编号', value: one.sourceId },
        ]}
      />
      <ErrorNotice error={retry.error} />
      <Button block busy={retry.busy} onTap={() => void retry.run({ params: { id: one.id } })}>
        立即重试
      </Button>
      <Button block kind="quiet" onTap={() => void open(routes.authority.audit, { subject: one.sourceId })}>
        看它的留痕
      </Button>
    </Card>
  );
}

/** 失败待办: what has failed many times; it is tried on by itself, and an officer may have it tried at once. */
export default function StuckPage() {
  const letters = usePages(api.list, { query: {} });
  useReachBottom(() => void letters.loadMore());
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">这些事项失败了很多次，系统还在自动重试。外部系统恢复后会自己办成；一直不成的，请把原因告诉系统管理员。</Notice>
      <Screen state={letters} isEmpty={() => letters.items.length === 0} empty={{ title: '没有失败的事项', hint: '系统运转正常。' }}>
        {() => (
          <>
            {letters.items.map((one) => (
              <StuckCard key={one.id} one={one} />
            ))}
            <MoreRow pages={letters} />
          </>
        )}
      </Screen>
    </Page>
  );
}
