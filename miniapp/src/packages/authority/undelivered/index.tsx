import { useReachBottom } from '@tarojs/taro';
import { inboxRoutes as api, type UndeliveredNotice } from '@jzt/shared/contract/inbox';
import { Button, Card, ErrorNotice, Facts, MoreRow, Notice, Page, Screen } from '@/components';
import { formatDate, formatTime } from '@/format';
import { useAction, usePages } from '@/hooks';
import { OFFICERS } from '../officers';

/** One message that did not reach its person, why, and a way to send it once more. */
function UndeliveredCard({ one, onSent }: { one: UndeliveredNotice; onSent: () => void }) {
  const resend = useAction(api.resend, { changes: ['inbox', 'account'] });
  const send = async () => {
    if (await resend.run({ params: { id: one.id } })) onSent();
  };
  return (
    <Card title={one.title}>
      <Facts
        rows={[
          { name: '收件人', value: `${one.name}，${one.phoneMasked}` },
          { name: '没送到的原因', value: one.reasonZh },
          { name: '内容', value: one.body },
          { name: '通知时间', value: formatTime(one.at) },
          ...(one.deadline ? [{ name: '最后办理日期', value: formatDate(one.deadline) }] : []),
          { name: '已尝试', value: `${one.attempts}次` },
        ]}
      />
      <ErrorNotice error={resend.error} />
      {one.canRetry ? (
        <Button block busy={resend.busy} onTap={() => void send()}>
          再发一次
        </Button>
      ) : (
        <Notice tone="warn">办理期限已过，再发没有用了，请直接联系本人。</Notice>
      )}
    </Card>
  );
}

/** 未送达的通知: short messages that did not arrive, or may not have; the words stand in the person's inbox all the same. */
export default function UndeliveredPage() {
  const messages = usePages(api.undelivered, { query: {} });
  useReachBottom(() => void messages.loadMore());
  return (
    <Page access={OFFICERS} wide>
      <Notice tone="note">这些人的站内消息已写好，但短信没有送到。可以再发一次（21点到次日8点之间会等到早上发），或直接联系本人。</Notice>
      <Screen
        state={messages}
        isEmpty={() => messages.items.length === 0}
        empty={{ title: '没有未送达的通知', hint: '短信都送到了。有送不到的会出现在这里。' }}
      >
        {() => (
          <>
            {messages.items.map((one) => (
              <UndeliveredCard key={one.id} one={one} onSent={() => void messages.refetch()} />
            ))}
            <MoreRow pages={messages} />
          </>
        )}
      </Screen>
    </Page>
  );
}
