import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { administrationRoutes as api, type OrganisationItem } from '@jzt/shared/contract/administration';
import { BottomBar, Button, Card, ChoiceField, ListRow, MoreRow, Page, Screen, SearchField, Segments, StatusChip } from '@/components';
import { usePages, useSession } from '@/hooks';
import { useSettled } from '@/hooks/use-settled';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { LOOKERS } from '../administrators';
import './index.scss';

type State = OrganisationItem['status'] | 'ALL';
const STATES: { value: State; title: string }[] = [
  { value: 'ALL', title: '全部' },
  { value: 'REGISTERED', title: '待核准' },
  { value: 'ACTIVE', title: '正常' },
  { value: 'SUSPENDED', title: '已暂停' },
  { value: 'CLOSED', title: '已注销' },
];
type Kind = OrganisationItem['kind'] | 'ALL';
const KINDS: { value: Kind; title: string }[] = [
  { value: 'ALL', title: '全部类型' },
  { value: 'INSTITUTION', title: '培训机构' },
  { value: 'ENTERPRISE', title: '企业' },
  { value: 'BASE', title: '考核基地' },
  { value: 'CE_PLATFORM', title: '线上继续教育平台' },
  { value: 'AUTHORITY', title: '主管部门' },
];

/** 单位名录: looked for by state, kind, city, name or code; a row opens the organisation. */
export default function OrganisationsPage() {
  const system = useSession()?.role === 'SYSTEM_ADMIN';
  const [status, setStatus] = useState<State>('ALL');
  const [kind, setKind] = useState<Kind>('ALL');
  const [city, setCity] = useState('');
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const query = { ...(status !== 'ALL' && { status }), ...(kind !== 'ALL' && { kind }), ...(city && { city }), ...(q && { q }) };
  const found = usePages(api.list, { query });
  useReachBottom(() => void found.loadMore());
  const { cities = [], registers = [] } = (found.data ?? {}) as { cities?: string[]; registers?: string[] };
  const narrowed = Object.keys(query).length > 0;
  return (
    <Page
      access={LOOKERS}
      wide
      footer={
        registers.length > 0 && (
          <BottomBar>
            <Button block onTap={() => void open(routes.admin.register, {})}>
              {system ? '登记主管部门' : '登记单位'}
            </Button>
            {!system && (
              <Button block kind="plain" onTap={() => void open(routes.admin.import)}>
                用表格导入
              </Button>
            )}
          </BottomBar>
        )
      }
    >
      {!system && (
        <Card>
          <Segments<State> label="单位的状态" segments={STATES} value={status} onChange={setStatus} />
          <View className="org-filters">
            <SearchField label="名称或信用代码" value={typed} onChange={setTyped} placeholder="名称的一部分，或完整的信用代码" />
            <ChoiceField<Kind> label="类型" options={KINDS} value={kind} onChange={setKind} />
            <ChoiceField
              label="城市"
              options={[{ value: '', title: '全部城市' }, ...cities.map((value) => ({ value, title: value }))]}
              value={city}
              onChange={setCity}
            />
          </View>
        </Card>
      )}
      <Screen
        state={found}
        isEmpty={() => found.items.length === 0}
        empty={
          narrowed
            ? { title: '没有符合条件的单位', hint: '请换个名称，或放宽状态、类型、城市。' }
            : { title: '还没有登记单位', hint: system ? '先登记一个省的主管部门，再邀请它的管理员。' : '登记后由签发人员核准和授权。' }
        }
      >
        {() => (
          <Card>
            {found.items.map((one) => (
              <ListRow
                key={one.id}
                title={one.name}
                hint={[one.kindZh, one.city, one.creditCode, one.authorisedZh && `授权：${one.authorisedZh}`].filter(Boolean).join(' · ')}
                value={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
                label={`${one.name}，${one.kindZh}，${one.statusZh}`}
                onTap={() => void open(routes.admin.organisation, { id: one.id })}
              />
            ))}
            <MoreRow pages={found} />
          </Card>
        )}
      </Screen>
    </Page>
  );
}
