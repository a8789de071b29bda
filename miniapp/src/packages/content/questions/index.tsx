import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { questionRoutes as api, type QuestionItem } from '@jzt/shared/contract/question';
import { CATEGORY_LABELS } from '@jzt/shared/domain/categories';
import { DIFFICULTY_LABELS, QUESTION_KIND_LABELS, QUESTION_POOL_LABELS } from '@jzt/shared/domain/questions';
import { Button, MoreRow, Page, ReasonSheet, ResultsSheet, Screen, StatusChip, useConfirm, type BatchResult } from '@/components';
import { useAction, usePages, useSession, useTicks } from '@/hooks';
import { open, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { DeskTable, type Column } from '../components/desk-table';
import { OFFICERS } from '../officers';
import { Filters, type Asked } from './filters';
import { ImportDialog } from './import-dialog';

const MOST = 50;
const h5 = process.env.TARO_ENV === 'h5';
const REASONS = ['题干说得不清楚', '选项有歧义', '答案不对，请核对规范', '出处或解析不全', '和已有的题重复'];
const COLUMNS: readonly Column<QuestionItem>[] = [
  { title: '题干', width: 'minmax(220px, 4fr)', cell: (one) => one.stem },
  { title: '题型', width: '76px', cell: (one) => QUESTION_KIND_LABELS[one.kind] },
  { title: '知识点', width: 'minmax(90px, 1fr)', cell: (one) => one.topic },
  { title: '难度', width: '56px', cell: (one) => DIFFICULTY_LABELS[one.difficulty] },
  { title: '用途', width: '64px', cell: (one) => QUESTION_POOL_LABELS[one.pool] },
  {
    title: '状态',
    width: 'minmax(130px, 1.4fr)',
    cell: (one) => (
      <>
        <StatusChip status={one.status}>{one.statusZh}</StatusChip>
        {one.changing && <View className="content-count">改动复核前，考试仍用原来的</View>}
        {one.reason && <View className="content-count">{one.reason}</View>}
      </>
    ),
  },
  { title: '出题人', width: '96px', cell: (one) => one.writtenBy },
];

/** The questions of one category: found, written, imported; others' are reviewed here, one or many. */
export default function QuestionsPage() {
  const { category = 'SAFETY_MGMT' } = usePageParams(routes.content.questions);
  const role = useSession()?.role;
  const [asked, setAsked] = useState<Asked>({});
  const questions = usePages(api.list, { query: { category, ...asked } });
  const [importing, setImporting] = useState(false);
  const [returning, setReturning] = useState(false);
  const [results, setResults] = useState<BatchResult[]>();
  const review = useAction(api.review, { changes: ['question', 'questionBank', 'account'] });
  const [dialog, ask] = useConfirm();
  const reviewable = questions.items.filter((one) => one.canReview).map((one) => one.id);
  const ticks = useTicks(reviewable, MOST);
  useReachBottom(() => void questions.loadMore());

  const send = async (decision: 'APPROVE' | 'RETURN', reason?: string) => {
    const items = questions.items.filter((one) => ticks.isTicked(one.id)).map(({ id, version }) => ({ id, version }));
    const answer = await review.run({ body: { items, decision, reason } });
    if (!answer) return;
    setReturning(false);
    setResults(answer.results);
    ticks.clear();
  };
  const approve = async () => {
    const count = ticks.ticked.length;
    if (await ask({ title: `通过${count}道题？`, text: '请确认每道题的答案都核对过。通过后，发布题库时就会用上。', yes: `通过${count}道` }))
      await send('APPROVE');
  };
  return (
    <Page access={OFFICERS} wide title={`${CATEGORY_LABELS[category]}考题`}>
      <Filters asked={asked} onAsk={setAsked} />
      <View className="content-acts">
        {role === 'AUTHORITY_REVIEWER' && <Button onTap={() => void open(routes.content.question, { category })}>出一道题</Button>}
        {role === 'AUTHORITY_REVIEWER' && h5 && (
          <Button kind="plain" onTap={() => setImporting(true)}>
            用表格批量出题
          </Button>
        )}
        {reviewable.length > 0 && (
          <Button kind="plain" onTap={ticks.toggleAll}>
            {ticks.all ? '全不选' : `勾选能复核的${Math.min(reviewable.length, MOST)}道`}
          </Button>
        )}
        {ticks.ticked.length > 0 && (
          <>
            <Button busy={review.busy} onTap={() => void approve()}>{`复核通过（${ticks.ticked.length}道）`}</Button>
            <Button kind="plain" onTap={() => setReturning(true)}>{`退回（${ticks.ticked.length}道）`}</Button>
          </>
        )}
        {questions.data?.total !== undefined && <View className="content-count">{`共${questions.data.total}道`}</View>}
      </View>
      <Screen
        state={questions}
        isEmpty={() => questions.items.length === 0}
        empty={{ title: '没有这样的题', hint: '换一个条件再查，或者出一道新题。' }}
      >
        {() => (
          <>
            <DeskTable
              label="考题"
              items={questions.items}
              columns={COLUMNS}
              nameOf={(one) => one.stem}
              onOpen={(one) => void open(routes.content.question, { id: one.id })}
              ticks={
                reviewable.length > 0 ? { can: (id) => reviewable.includes(id), isTicked: ticks.isTicked, toggle: ticks.toggle } : undefined
              }
            />
            <MoreRow pages={questions} />
          </>
        )}
      </Screen>
      <ReasonSheet
        open={returning}
        onClose={() => setReturning(false)}
        title="退回，请写明原因"
        reasons={REASONS}
        placeholder="出题人会看到这里写的内容"
        confirm="退回"
        busy={review.busy}
        error={review.error}
        onConfirm={(reason) => void send('RETURN', reason)}
      />
      <ResultsSheet
        results={results}
        unit="道题"
        nameOf={(id) => questions.items.find((one) => one.id === id)?.stem ?? '考题'}
        done="已办好"
        onClose={() => setResults(undefined)}
      />
      {h5 && <ImportDialog category={category} open={importing} onClose={() => setImporting(false)} />}
      {dialog}
    </Page>
  );
}
