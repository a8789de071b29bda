import { View } from '@tarojs/components';
import { useState } from 'react';
import { exchangeRoutes as api, type ExchangeClass } from '@jzt/shared/contract/exchange';
import { ActionError, BottomBar, Button, Card, Notice, Options, Page, Screen } from '@/components';
import { formatDays, formatHours } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { back, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import '../exchange.scss';

/** A class that cannot be chosen is struck out, with the reason (HN-07, HN-14). */
function ClassRow({ one, on, onChoose }: { one: ExchangeClass; on: boolean; onChoose: () => void }) {
  const [refusal] = one.verdict.refusals;
  const short = `这个班学完只有${formatHours(one.hours.total)}，其中专业${formatHours(one.hours.professional)}，不够换证`;
  const said = refusal?.code === 'EXCHANGE_HOURS_SHORT' ? short : refusal && [refusal.message, refusal.nextStep].filter(Boolean).join('，');
  const off = said ?? (one.seatsLeft <= 0 ? '名额已满' : undefined);
  return (
    <View className={off ? 'exchange-off' : ''}>
      <Options
        options={[
          {
            value: one.id,
            title: `${one.name} · ${one.institutionName}`,
            hint: `${formatDays(one.startsOn, one.endsOn)}，${formatHours(one.requiredHours)}，还剩${one.seatsLeft}个名额，${one.address}`,
            off,
          },
        ]}
        value={on ? one.id : undefined}
        onChoose={onChoose}
      />
    </View>
  );
}

/** The holder chooses, nobody else (HN-21). */
export default function ExchangeEnrolPage() {
  const { id = '' } = usePageParams(routes.exchange.enrol);
  const classes = useQuery(api.classes, { params: { id } }, { enabled: Boolean(id) });
  const enrol = useAction(api.enrol, { changes: ['exchange', 'study', 'account'] });
  const [choice, setChoice] = useState<string>();
  const send = async () => {
    if (!choice) return;
    const done = await enrol.run({ params: { id }, body: { classId: choice } });
    if (done) await back();
    else void classes.refetch();
  };
  return (
    <Page
      access={['WORKER']}
      footer={
        <BottomBar above={<ActionError error={enrol.error} />}>
          <Button block busy={enrol.busy} disabled={!choice} onTap={() => void send()}>
            {choice ? '参加这个班' : '请选择培训班'}
          </Button>
        </BottomBar>
      }
    >
      <Notice>由您自己选择，任何单位不得指定。学满学时、考核合格后就可以更新证书。</Notice>
      <Screen
        state={classes}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '现在没有开放的继续教育班', hint: '请过几天再来看，或联系培训机构开班。' }}
      >
        {(data) => (
          <Card title="选择培训班">
            {data.items.map((one) => (
              <ClassRow key={one.id} one={one} on={choice === one.id} onChoose={() => setChoice(one.id)} />
            ))}
          </Card>
        )}
      </Screen>
    </Page>
  );
}
