import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { passListRoutes as api } from '@jzt/shared/contract/passList';
import { ActionError, Button, Card, Facts, MoreRow, Page, Screen, SectionTitle, Split, useConfirm } from '@/components';
import { PassListCard } from '@/components/pass-list-card';
import { useAction, usePages, useQuery, useSession, useWide } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { PassListBody } from '../pass-list/pass-list-body';
import './index.scss';

/** Exams whose passed people stand in no list yet; a reviewer imports them (QH-19). */
function Ready({ onMade }: { onMade: (id: string) => void }) {
  const reviewer = useSession()?.role === 'AUTHORITY_REVIEWER';
  const ready = useQuery(api.ready, {});
  const create = useAction(api.create, { changes: ['passList', 'account'] });
  const [making, setMaking] = useState<string>();
  const [dialog, ask] = useConfirm();
  const items = ready.data?.items ?? [];
  if (items.length === 0) return null;
  const make = async (plan: (typeof items)[number]) => {
    if (
      !(await ask({
        title: '导入合格人员名单？',
        text: `${plan.name}，${plan.passed}人合格。导入后逐人核对，由另一位签发人员批准、签发。`,
        yes: `导入${plan.passed}人`,
      }))
    )
      return;
    setMaking(plan.examPlanId);
    const batch = await create.run({ body: { examPlanId: plan.examPlanId } });
    if (batch) onMade(batch.id);
    else void ready.refetch();
  };
  return (
    <>
      <SectionTitle>等着导入名单的考试</SectionTitle>
      {items.map((plan) => (
        <Card key={plan.examPlanId} title={plan.name}>
          <Facts
            rows={[
              { name: '证书类型', value: plan.subject.labelZh },
              { name: '培训机构', value: plan.institutionName },
              { name: '合格', value: `${plan.passed}人` },
            ]}
          />
          {making === plan.examPlanId && <ActionError error={create.error} />}
          {reviewer ? (
            <View className="lists-act">
              <Button block kind="plain" busy={create.busy && making === plan.examPlanId} onTap={() => void make(plan)}>
                导入合格名单
              </Button>
            </View>
          ) : (
            <View className="jz-row-hint">由审核人员导入名单、逐人核对。</View>
          )}
        </Card>
      ))}
      {dialog}
    </>
  );
}

/** 合格人员名单 (QH-19, QH-20): exams to import, and every list on its way to the certificates. */
export default function PassListsPage() {
  const wide = useWide();
  const lists = usePages(api.list, { query: {} });
  const [chosen, setChosen] = useState<string>();
  const current = chosen ?? lists.items[0]?.id;
  useReachBottom(() => void lists.loadMore());
  const show = (id: string) => (wide ? setChosen(id) : void open(routes.authority.passList, { id }));
  const list = (
    <>
      <Ready onMade={show} />
      <SectionTitle>名单</SectionTitle>
      <Screen
        state={lists}
        isEmpty={() => lists.items.length === 0}
        empty={{ title: '还没有名单', hint: '考试结束、有人合格后，在这里导入名单、核对、批准、签发证书。' }}
      >
        {() => (
          <>
            {lists.items.map((batch) => (
              <PassListCard key={batch.id} batch={batch} selected={wide && batch.id === current} onTap={() => show(batch.id)} />
            ))}
            <MoreRow pages={lists} />
          </>
        )}
      </Screen>
    </>
  );
  return (
    <Page access={OFFICERS} wide>
      <Split list={list} detail={current && <PassListBody key={current} id={current} />} choose="请从左边选一份名单" />
    </Page>
  );
}
