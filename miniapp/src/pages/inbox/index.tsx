import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { inboxRoutes, type InboxMessage } from '@jzt/shared/contract/inbox';
import { Button, Card, MoreRow, Page, Screen, StatusChip } from '@/components';
import { formatTime } from '@/format';
import { useAction, usePages } from '@/hooks';
import { openAddress } from '@/navigation';

/** 消息: everything the platform has told the person; always written here, whatever WeChat or SMS did. */
export default function Inbox() {
  const inbox = usePages(inboxRoutes.list, {});
  const read = useAction(inboxRoutes.read, { changes: ['inbox.list', 'account'] });
  const readAll = useAction(inboxRoutes.readAll, { changes: ['inbox.list', 'account'] });
  useReachBottom(() => void inbox.loadMore());
  const openMessage = (message: InboxMessage) => {
    if (!message.read) void read.run({ params: { id: message.id } });
    if (message.page) void openAddress(message.page);
  };
  return (
    <Page access="SIGNED_IN">
      <Screen
        state={inbox}
        isEmpty={() => inbox.items.length === 0}
        empty={{ title: '还没有消息', hint: '审核结果、考试安排和证书签发都会通知到这里。' }}
      >
        {() => (
          <>
            {inbox.items.some((message) => !message.read) && (
              <Button kind="quiet" size="small" busy={readAll.busy} onTap={() => void readAll.run({})}>
                全部标为已读
              </Button>
            )}
            {inbox.items.map((message) => (
              <Card
                key={message.id}
                title={message.title}
                extra={!message.read && <StatusChip tone="warn">未读</StatusChip>}
                label={`${message.read ? '' : '未读，'}${message.title}，${message.body}`}
                onTap={() => openMessage(message)}
              >
                <View>{message.body}</View>
                <View className="jz-time-at">{formatTime(message.at)}</View>
              </Card>
            ))}
            <MoreRow pages={inbox} />
          </>
        )}
      </Screen>
    </Page>
  );
}
