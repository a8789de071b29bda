import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { presenceRoutes as api, type PresenceMiss } from '@jzt/shared/contract/presence';
import { ACTS } from '@jzt/shared/domain/acts';
import { Button, Card, Facts, MoreRow, Notice, Page, Screen } from '@/components';
import { formatAmount, formatTime } from '@/format';
import { useAction, usePages } from '@/hooks';
import { useReasoned } from '../components/use-reasoned';

const CHANGES = ['presence', 'account'];
const WHY = {
  RESTORE: {
    title: '恢复时长，请写明依据',
    confirm: '恢复时长',
    reasons: ['已电话核实是本人在学', '本人到机构说明，情况属实', '当时平台或网络故障'],
    placeholder: '本人会看到这里写的内容，并记入留痕',
  },
  DISMISS: {
    title: '不予恢复，请写明原因',
    confirm: '不予恢复',
    reasons: ['联系不上本人', '本人承认由他人代学', '说明的情况与记录不符'],
    placeholder: '本人会看到这里写的内容，并记入留痕',
    danger: true,
  },
};

/** 在学核验申诉: the word of who studied, for who trains them or an officer to believe or not. */
export default function AppealsPage() {
  const list = usePages(api.listAppeals, { query: {} });
  const decide = useAction(api.decideAppeal, { changes: CHANGES });
  const { sheet, begin } = useReasoned(WHY, decide, CHANGES, (one: PresenceMiss, decision: keyof typeof WHY, reason) =>
    decide.run({ params: { id: one.id }, body: { decision, reason, version: one.version } }),
  );
  useReachBottom(() => void list.loadMore());
  return (
    <Page access={ACTS.DECIDE_PRESENCE_APPEAL} wide>
      <Notice tone="note">学员没有通过在学核验，那一段没有计时间。请联系本人核实后再作结论；恢复后不再要求为这一次核验。</Notice>
      <Screen
        state={list}
        isEmpty={() => list.items.length === 0}
        empty={{ title: '没有等着核实的申诉', hint: '学员申诉后会出现在这里，等得最久的在最前。' }}
      >
        {() => (
          <>
            {list.items.map((one) => (
              <Card key={one.id} title={one.name}>
                <Facts
                  rows={[
                    { name: '身份证号', value: one.idNumberMasked },
                    { name: '课程', value: one.courseTitle },
                    { name: '核验时间', value: formatTime(one.at) },
                    { name: '没有通过', value: one.reasonZh },
                    { name: '没有计入', value: formatAmount(one.voidedSeconds) },
                    { name: '本人说明', value: one.appeal },
                  ]}
                />
                <View className="officer-acts">
                  <Button kind="danger" size="small" onTap={() => begin(one, 'DISMISS')}>
                    不予恢复
                  </Button>
                  <Button size="small" onTap={() => begin(one, 'RESTORE')}>
                    恢复时长
                  </Button>
                </View>
              </Card>
            ))}
            <MoreRow pages={list} />
          </>
        )}
      </Screen>
      {sheet}
    </Page>
  );
}
