import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { applicationRoutes as api } from '@jzt/shared/contract/application';
import { organisationRoutes, type Institution } from '@jzt/shared/contract/organisation';
import { Card, MoreRow, Page, Screen, SearchField } from '@/components';
import { usePages, useQuery } from '@/hooks';
import { useSettled } from '@/hooks/use-settled';
import { back, open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import type { Category } from '@jzt/shared/domain/categories';
import { Onsite } from '../components/onsite';
import { handedChoice } from '../handed';
import { useSharing } from '@/sharing';
import { InstitutionCard, shareIdOf } from './institution-card';
import './index.scss';

/** ★选择培训机构 (QH-06, QH-10): the authorised ones only, in an order nobody can buy. */
export default function InstitutionsPage() {
  const { category, code, pick, q: wanted = '' } = usePageParams(routes.application.institutions);
  const [q, setQ] = useState(wanted);
  const settled = useSettled(q.trim());
  const found = usePages(organisationRoutes.listInstitutions, { query: { category, code, q: settled || undefined } });
  const types = useQuery(api.types, {}, { onShow: false });
  const label = types.data?.items.find(({ subject }) => subject.category === category && subject.code === code)?.subject.labelZh;
  useReachBottom(() => void found.loadMore());

  useSharing((of) => {
    const one = found.items.find((each) => shareIdOf(each) === of);
    const title = one ? `${one.name}：培训班次和报名` : `${label ?? '建设从业人员'}培训机构`;
    return {
      title,
      route: routes.application.institutions,
      params: { category: category ?? '', code, q: one?.name ?? (settled || undefined) },
    };
  });
  const choose = (one: Institution) => {
    const institution = { institutionId: one.id, institutionName: one.name };
    handedChoice.set(pick ? institution : { category: category as Category, code, label, ...institution });
    void (pick ? back() : open(routes.application.form));
  };
  return (
    <Page access={['WORKER']}>
      <Card>
        {label && <View className="inst-what">{`报名类型：${label}`}</View>}
        <SearchField
          label="按名称找"
          value={q}
          placeholder="例如：西宁"
          onChange={setQ}
          hint="只列出主管部门授权的机构，按登记先后排列，与费用无关。"
        />
      </Card>
      <Screen
        state={found}
        isEmpty={() => found.items.length === 0}
        empty={
          settled
            ? { title: '没有找到', hint: '请少写几个字再找，或清空后从列表里选。' }
            : { title: '现在没有可选的培训机构', hint: '还没有机构得到这一类培训的授权，请过些时候再来。' }
        }
      >
        {() => (
          <>
            {found.items.map((one) => (
              <InstitutionCard key={one.id} institution={one} category={category} onChoose={() => choose(one)} />
            ))}
            <MoreRow pages={found} />
          </>
        )}
      </Screen>
      <Onsite text={types.data?.onsiteNoticeZh} />
    </Page>
  );
}
