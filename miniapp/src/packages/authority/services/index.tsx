import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { certificateServiceRoutes as api } from '@jzt/shared/contract/certificateService';
import { MoreRow, Page, Screen, Split } from '@/components';
import { usePages, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { WaitingRow } from '../components/waiting-row';
import { OFFICERS } from '../officers';
import { ServiceBody } from '../service/service-body';

/** 证书业务: extension, change and every other request, the longest waiting first; a computer shows the case beside the queue. */
export default function ServicesPage() {
  const wide = useWide();
  const queue = usePages(api.queue, { query: {} });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? queue.items[0]?.id;
  useReachBottom(() => void queue.loadMore());
  const list = (
    <Screen
      state={queue}
      isEmpty={() => queue.items.length === 0}
      empty={{ title: '没有等着处理的业务', hint: '有人申请延期、变更、复核、补办、注销、调出，或者同意后没有制成证书时，会出现在这里。' }}
    >
      {() => (
        <>
          {queue.items.map((one) => (
            <WaitingRow
              key={one.id}
              name={`${one.holderName} · ${one.nameZh}`}
              what={one.subject.labelZh}
              more={one.certificateNumber}
              since={one.askedAt}
              state={one.status === 'STUCK' ? { status: one.status, words: one.statusZh } : undefined}
              selected={wide && one.id === current}
              onTap={() => (wide ? setChosen(one.id) : void open(routes.authority.service, { id: one.id }))}
            />
          ))}
          <MoreRow pages={queue} />
        </>
      )}
    </Screen>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={wide && current && <ServiceBody key={current} id={current} />} choose="没有等着处理的业务" />
    </Page>
  );
}
