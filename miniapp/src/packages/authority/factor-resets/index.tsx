import { View } from '@tarojs/components';
import { useState } from 'react';
import { secondFactorRoutes as api, type FactorReset } from '@jzt/shared/contract/secondFactor';
import { ActionError, Button, Card, Facts, Notice, Page, ReasonSheet, Screen } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery, useSession } from '@/hooks';
import { OFFICERS } from '../officers';
import './index.scss';

type Decision = { one: FactorReset; decision: 'RESET' | 'REFUSE' };

/** Colleagues who have lost their authenticator: who they are is made sure of first, by eye or by a known telephone. */
export default function FactorResetsPage() {
  const who = useSession();
  const asked = useQuery(api.listResets, {});
  const decide = useAction(api.decideReset, { changes: ['secondFactor', 'account'] });
  const [deciding, setDeciding] = useState<Decision>();
  const send = async (reason: string) => {
    const { one, decision } = deciding!;
    const answer = await decide.run({ params: { id: one.id }, body: { decision, askedAt: one.askedAt, reason } });
    setDeciding(undefined);
    if (answer) asked.put(answer);
    else await asked.refetch();
  };
  return (
    <Page access={OFFICERS}>
      <Notice tone="warn" title="先核实本人，再重置">
        请当面，或打单位通讯录里的电话核实。只凭消息里写的号码不能证明是本人。重置后，对方的全部登录会退出。
      </Notice>
      <ActionError error={decide.error} />
      <Screen
        state={asked}
        isEmpty={({ items }) => items.length === 0}
        empty={{ title: '没有同事请求重置', hint: '同事丢了验证器，会出现在这里。' }}
      >
        {({ items }) =>
          items.map((one) => (
            <Card key={one.id} title={one.name}>
              <Facts
                rows={[
                  { name: '身份', value: one.roleZh },
                  { name: '请求时间', value: formatTime(one.askedAt) },
                  { name: '对方写的', value: one.note },
                ]}
              />
              {one.id === who?.personId ? (
                <View>这是您本人的请求，要由其他同事处理。</View>
              ) : (
                <View className="reset-acts">
                  <Button block kind="danger" busy={decide.busy} onTap={() => setDeciding({ one, decision: 'RESET' })}>
                    已核实，重置
                  </Button>
                  <Button block kind="plain" busy={decide.busy} onTap={() => setDeciding({ one, decision: 'REFUSE' })}>
                    不是本人，拒绝
                  </Button>
                </View>
              )}
            </Card>
          ))
        }
      </Screen>
      <ReasonSheet
        open={deciding !== undefined}
        onClose={() => setDeciding(undefined)}
        title={deciding?.decision === 'RESET' ? '怎样核实的' : '拒绝的原因'}
        reasons={deciding?.decision === 'RESET' ? ['已当面核实', '已打单位电话核实'] : ['没有联系上本人', '本人说没有申请']}
        confirm={deciding?.decision === 'RESET' ? '重置验证器' : '拒绝请求'}
        placeholder="会写入操作留痕"
        danger={deciding?.decision === 'RESET'}
        busy={decide.busy}
        onConfirm={(reason) => void send(reason.slice(0, 100))}
      />
    </Page>
  );
}
