import { useState } from 'react';
import { continuingEducationRoutes as api } from '@jzt/shared/contract/continuingEducation';
import { daysBetween, toLocalDate } from '@jzt/shared/domain/calendar';
import { Button, Card, ListRow, Notice, Page, Screen, StatusChip } from '@/components';
import { formatDate } from '@/format';
import { useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { addToCalendar } from '../calendar';
import { deadlinesOf, type Deadline } from './days';

const SOON_DAYS = 30;

/** All dates of a person in one list, the nearest first; each can be put into the phone's calendar. */
export default function DeadlinesPage() {
  const mine = useQuery(api.listMine, {});
  const [said, setSaid] = useState<{ tone: 'ok' | 'warn'; words: string }>();
  const today = toLocalDate(Date.now());
  const put = async (one: Deadline) => {
    const done = await addToCalendar({ on: one.on, title: one.title, detail: one.certificate });
    setSaid(
      done === 'ADDED'
        ? { tone: 'ok', words: `已加到日历：${formatDate(one.on)} ${one.title}` }
        : { tone: 'warn', words: '没有加到日历。请在手机设置里允许微信使用日历，再点一次。' },
    );
  };
  return (
    <Page access={['WORKER']}>
      {said && <Notice tone={said.tone} title={said.words} live />}
      <Screen
        state={mine}
        isEmpty={(data) => deadlinesOf(data.items, today).length === 0}
        empty={{
          title: '没有要记的日期',
          hint: '有证书要继续教育或延期时，日期会按先后列在这里。',
          action: <Button onTap={() => void open(routes.tab.wallet)}>看我的证书</Button>,
        }}
      >
        {(data) =>
          deadlinesOf(data.items, today).map((one) => {
            const days = daysBetween(today, one.on);
            return (
              <Card key={one.key}>
                <ListRow
                  title={`${formatDate(one.on)} ${one.title}`}
                  hint={one.certificate}
                  value={<StatusChip tone={days <= SOON_DAYS ? 'warn' : 'note'}>{days === 0 ? '就是今天' : `还有${days}天`}</StatusChip>}
                  onTap={() => void open(routes.life.education, { id: one.certificateId })}
                />
                <Button kind="plain" size="small" label={`把${one.title}加到日历`} onTap={() => void put(one)}>
                  加到日历
                </Button>
              </Card>
            );
          })
        }
      </Screen>
    </Page>
  );
}
