import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { passListRoutes as api } from '@jzt/shared/contract/passList';
import { MoreRow, Page, Screen, Split } from '@/components';
import { PassListCard } from '@/components/pass-list-card';
import { usePages, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { PassListBody } from '../pass-list/pass-list-body';

/** 由本机构发放的证书 (QH-35, QH-36): the lists that the authority has filed, and those on the way there. */
export default function PassListsPage() {
  const wide = useWide();
  const lists = usePages(api.listForInstitution, { query: {} });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? lists.items[0]?.id;
  useReachBottom(() => void lists.loadMore());
  const list = (
    <Screen
      state={lists}
      isEmpty={() => lists.items.length === 0}
      empty={{
        title: '没有要发放的证书',
        hint: '技术工人、质量检测人员考试合格，主管部门备案名单后，由本机构在这里盖章发证。其他证书由主管部门签发。',
      }}
    >
      {() => (
        <>
          {lists.items.map((batch) => (
            <PassListCard
              key={batch.id}
              batch={batch}
              selected={wide && batch.id === current}
              onTap={() => (wide ? setChosen(batch.id) : void open(routes.staff.passList, { id: batch.id }))}
            />
          ))}
          <MoreRow pages={lists} />
        </>
      )}
    </Screen>
  );
  return (
    <Page access={['INSTITUTION_STAFF']} wide>
      <Split list={list} detail={current && <PassListBody key={current} id={current} />} choose="请从左边选一份名单" />
    </Page>
  );
}
