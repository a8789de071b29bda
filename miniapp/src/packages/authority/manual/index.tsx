import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { identityRoutes as api } from '@jzt/shared/contract/identity';
import { MoreRow, Notice, Page, Screen, Split } from '@/components';
import { usePages, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { WaitingRow } from '../components/waiting-row';
import { ManualBody } from '../manual-case/manual-body';
import { OFFICERS } from '../officers';

/** 人工核验 (O-18): people whose face could not or would not be checked, longest waiting first. */
export default function ManualPage() {
  const wide = useWide();
  const queue = usePages(api.listManual, { query: {} });
  const [chosen, setChosen] = useState<string>();
  const current = queue.items.find((one) => one.personId === chosen) ?? queue.items[0];
  useReachBottom(() => void queue.loadMore());
  const list = (
    <>
      <Notice tone="note">不做人脸核验的人，由工作人员核对身份证照片。通过后算已认证，请看仔细。</Notice>
      <Screen
        state={queue}
        isEmpty={() => queue.items.length === 0}
        empty={{ title: '没有等着核验的人', hint: '有人申请人工核验时，会出现在这里。' }}
      >
        {() => (
          <>
            {queue.items.map((one) => (
              <WaitingRow
                key={one.personId}
                name={one.name || '还没有填写姓名'}
                what={`申请原因：${one.reason}`}
                more={one.idNumberMasked}
                since={one.since}
                selected={wide && one.personId === current?.personId}
                onTap={() => (wide ? setChosen(one.personId) : void open(routes.authority.manualCase, { id: one.personId }))}
              />
            ))}
            <MoreRow pages={queue} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={current && <ManualBody key={current.personId} one={current} />} choose="没有等着核验的人" />
    </Page>
  );
}
