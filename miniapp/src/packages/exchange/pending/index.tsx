import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { exchangeRoutes as api } from '@jzt/shared/contract/exchange';
import { asApiError, type ApiError } from '@/api';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  ChoiceField,
  ErrorNotice,
  Facts,
  MoreRow,
  Notice,
  Page,
  Screen,
  StatusChip,
  useConfirm,
} from '@/components';
import { openPdf } from '@/documents';
import { formatDate } from '@/format';
import { useAction, usePages } from '@/hooks';
import '../exchange.scss';

const ALL = 'ALL';
const WATCHERS = ['ENTERPRISE_STAFF', 'INSTITUTION_STAFF', 'AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'] as const;

/** 未换证人员名单 (HN-23): nobody left out; the authority filters by the city of the employer. */
export default function PendingPage() {
  const [city, setCity] = useState(ALL);
  const asked = city === ALL ? {} : { city };
  const list = usePages(api.pending, { query: asked });
  const remind = useAction(api.remind, { changes: ['exchange'] });
  const [told, setTold] = useState<string>();
  const [problem, setProblem] = useState<ApiError>();
  const [dialog, ask] = useConfirm();
  useReachBottom(() => void list.loadMore());
  // The answer of this list says more than any page does.
  const data = list.data as
    (NonNullable<typeof list.data> & { total?: number; cities: { city: string; count: number }[]; closesOn?: string }) | undefined;
  const total = data?.total ?? 0;
  const send = async () => {
    const sure = await ask({
      title: `提醒这${total}人？`,
      text: '每人每天最多收到一次。今天已经提醒过的，不会再发。',
      yes: '提醒',
    });
    if (!sure) return;
    const done = await remind.run({ body: asked });
    if (!done) return;
    const more = [done.already && `${done.already}人今天已提醒过`, done.without && `${done.without}人还没有注册账号，请电话通知`];
    setTold([`已提醒${done.told}人`, ...more].filter(Boolean).join('，'));
  };
  const download = async () => {
    setProblem(undefined);
    try {
      await openPdf(api.sheet, { query: asked }, '未换证人员名单.xlsx');
    } catch (error) {
      setProblem(asApiError(error));
    }
  };
  return (
    <Page
      access={WATCHERS}
      wide
      footer={
        total > 0 && (
          <BottomBar above={<ActionError error={remind.error} />}>
            <Button kind="plain" onTap={() => void download()}>
              下载表格
            </Button>
            <Button block busy={remind.busy} onTap={() => void send()}>
              一键提醒
            </Button>
          </BottomBar>
        )
      }
    >
      {told && (
        <Notice tone="ok" title={told} live>
          消息会出现在他们的“消息”里。
        </Notice>
      )}
      <ErrorNotice error={problem} />
      {data && (data.cities.length > 1 || city !== ALL) && (
        <Card>
          <ChoiceField
            label="市县"
            options={[
              { value: ALL, title: '全部市县' },
              ...data.cities.map((each) => ({ value: each.city, title: `${each.city}（${each.count}人）` })),
            ]}
            value={city}
            onChange={setCity}
            hint="按聘用企业所在地"
          />
        </Card>
      )}
      <Screen
        state={list}
        isEmpty={() => list.items.length === 0}
        empty={{ title: '没有未换证的人员', hint: '有人持有可以换证的旧证书而没有换，会列在这里。换证截止后不再列出。' }}
      >
        {() => (
          <>
            <Notice tone="note">
              {`共${total}本证书还没有换发电子证书${data?.closesOn ? `，最后一天${formatDate(data.closesOn)}` : ''}。`}
            </Notice>
            {list.items.map((one) => (
              <Card
                key={one.id}
                title={one.name}
                extra={<StatusChip tone={one.hasAccount ? 'note' : 'warn'}>{one.hasAccount ? one.stageZh : '还没有注册账号'}</StatusChip>}
              >
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: '证书', value: `${one.subject.labelZh}，${one.number}` },
                    { name: '有效期至', value: one.validTo && formatDate(one.validTo) },
                    { name: '聘用企业', value: [one.enterpriseName, one.city].filter(Boolean).join('，') },
                    { name: '提醒', value: one.remindedToday ? '今天已提醒' : undefined },
                  ]}
                />
              </Card>
            ))}
            <MoreRow pages={list} />
          </>
        )}
      </Screen>
      {dialog}
    </Page>
  );
}
