import { View } from '@tarojs/components';
import { useState } from 'react';
import { useOutbox } from '@/hooks/use-outbox';
import { formatTime } from '@/format';
import { Button } from './button';
import { ListRow } from './list-row';
import { Sheet } from './sheet';
import { Tap } from './tap';
import './outbox-bar.scss';

/** What was done offline and is not sent yet, always in sight; a tap shows each thing and why one was refused. */
export function OutboxBar() {
  const [open, setOpen] = useState(false);
  const { items, waiting, elsewhere, refused, send, isMine, dismiss } = useOutbox();
  if (items.length === 0) return null;
  const words = [
    waiting > 0 && `${waiting}项等网络恢复后发送`,
    elsewhere > 0 && `${elsewhere}项等您切换回原来的身份后发送`,
    refused > 0 && `${refused}项没有被接受`,
  ]
    .filter(Boolean)
    .join('，');
  return (
    <>
      <Tap className={`jz-outbox ${refused > 0 ? 'jz-outbox-bad' : ''}`} onTap={() => setOpen(true)} label={`${words}，点击查看`}>
        <View>{words}</View>
        <View className="jz-outbox-look">查看</View>
      </Tap>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="等待发送"
        footer={
          waiting > 0 && (
            <Button block kind="plain" onTap={() => void send()}>
              现在发送
            </Button>
          )
        }
      >
        {items.map((item) => (
          <ListRow
            key={item.id}
            title={item.label}
            hint={item.refused ?? `${formatTime(item.at)}保存在手机上，${isMine(item) ? '会自动发送' : '切换回原来的身份后自动发送'}`}
            value={
              item.refused && (
                <Button kind="quiet" size="small" onTap={() => dismiss(item.id)}>
                  知道了
                </Button>
              )
            }
          />
        ))}
      </Sheet>
    </>
  );
}
