import { View } from '@tarojs/components';
import { questionBankRoutes as api, type BankSummary } from '@jzt/shared/contract/questionBank';
import { ActionError, Button, Card, Facts, Notice, Page, Screen, useConfirm } from '@/components';
import { formatTime } from '@/format';
import { useAction, useQuery } from '@/hooks';
import { open } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import '../components/desk-table.scss';

const versionOf = ({ version, publishedAt, publishedBy }: BankSummary): string =>
  version && publishedAt
    ? `第${version}版，${formatTime(publishedAt)}${publishedBy ? ` 由${publishedBy}发布` : ''}`
    : '还没有发布，不能考试';

/** One category: what exams use now, what waits, whether papers can be drawn. */
function BankCard({ bank, publish, busy }: { bank: BankSummary; publish: () => void; busy: boolean }) {
  return (
    <Card title={`${bank.categoryZh}题库`}>
      {bank.shortages.map(({ subjectZh, words }) => (
        <Notice key={subjectZh} tone="warn" title={`${subjectZh}：不够组卷`}>
          {words.join('；')}
        </Notice>
      ))}
      <Facts
        rows={[
          { name: '考试用的', value: versionOf(bank) },
          { name: '使用中', value: `${bank.inUse}道` },
          { name: '待复核', value: `${bank.pending}道` },
          { name: '已退回', value: bank.returned ? `${bank.returned}道` : undefined },
          { name: '已停用', value: bank.withdrawn ? `${bank.withdrawn}道` : undefined },
          { name: '还没发布', value: bank.unpublished ? `${bank.unpublished}处增改` : '没有' },
        ]}
      />
      <View className="content-acts">
        <Button onTap={() => void open(routes.content.questions, { category: bank.category })}>出题和复核</Button>
        <Button kind="plain" onTap={() => void open(routes.content.blueprint, { category: bank.category })}>
          组卷方案
        </Button>
        {bank.unpublished > 0 && (
          <Button kind="plain" busy={busy} onTap={publish}>
            发布题库
          </Button>
        )}
      </View>
    </Card>
  );
}

/** 题库和组卷: a bank for every category that the province examines. */
export default function BanksPage() {
  const banks = useQuery(api.list, {});
  const send = useAction(api.publish, { changes: ['questionBank'] });
  const [dialog, ask] = useConfirm();
  const publish = async (bank: BankSummary) => {
    send.reset();
    const sure = await ask({
      title: `发布${bank.categoryZh}题库第${(bank.version ?? 0) + 1}版？`,
      text: `${bank.unpublished}处增改。以后安排的考试从新版本抽题，已安排好的考试不变。`,
      yes: '发布',
    });
    if (sure && !(await send.run({ body: { category: bank.category, version: bank.version ?? 0 } }))) void banks.refetch();
  };
  return (
    <Page access={OFFICERS} wide>
      <ActionError error={send.error} />
      <Screen
        state={banks}
        isEmpty={({ items }) => items.length === 0}
        empty={{ title: '本省没有考试', hint: '本省的文件没有规定由本平台组织的考试，所以没有题库。' }}
      >
        {({ items }) =>
          items.map((bank) => <BankCard key={bank.category} bank={bank} busy={send.busy} publish={() => void publish(bank)} />)
        }
      </Screen>
      {dialog}
    </Page>
  );
}
