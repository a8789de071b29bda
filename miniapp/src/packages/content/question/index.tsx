import { useState } from 'react';
import { questionRoutes as api, type QuestionView } from '@jzt/shared/contract/question';
import { eventsFrom } from '@jzt/shared/workflow/machine';
import { question as machine } from '@jzt/shared/workflow/machines/question';
import {
  ActionError,
  BottomBar,
  Button,
  Card,
  Notice,
  Page,
  ReasonSheet,
  Screen,
  StatusChip,
  Timeline,
  stepsOf,
  useConfirm,
} from '@/components';
import { useAction, useQuery, useSession } from '@/hooks';
import { back, replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { OFFICERS } from '../officers';
import { QuestionForm } from './question-form';
import { QuestionShown } from './question-shown';

const CHANGES = ['question', 'questionBank', 'account'];
const WITHDRAWN = ['规范已经修订', '题目有错误', '和其他题重复', '不再考这个知识点'];

function Existing({ id }: { id: string }) {
  const role = useSession()?.role ?? 'WORKER';
  const query = useQuery(api.view, { params: { id } });
  const [editing, setEditing] = useState(false);
  const [ending, setEnding] = useState<'RETURN' | 'WITHDRAW'>();
  const edit = useAction(api.edit, { changes: CHANGES });
  const review = useAction(api.review, { changes: CHANGES });
  const discard = useAction(api.discard, { changes: CHANGES });
  const withdraw = useAction(api.withdraw, { changes: CHANGES });
  const [dialog, ask] = useConfirm();
  const [refusal, setRefusal] = useState<string>();
  const decide = async ({ version }: QuestionView, decision: 'APPROVE' | 'RETURN', reason?: string) => {
    const answer = await review.run({ body: { items: [{ id, version }], decision, reason } });
    const [result] = answer?.results ?? [];
    if (!result) return;
    setRefusal(result.ok ? undefined : result.message);
    setEnding(undefined);
    void query.refetch();
  };
  const end = async ({ version }: QuestionView, reason: string) => {
    const answer = await withdraw.run({ params: { id }, body: { version, reason } });
    if (!answer) return;
    query.put(answer);
    setEnding(undefined);
  };
  const giveUp = async ({ version }: QuestionView) => {
    if (!(await ask({ title: '放弃这次修改？', text: '改的内容不再保留，题目回到正在使用的版本。', yes: '放弃修改', danger: true })))
      return;
    const answer = await discard.run({ params: { id }, body: { version } });
    if (answer) query.put(answer);
  };
  return (
    <Screen state={query} skeleton="detail">
      {(one) => {
        const may = eventsFrom(machine, one.status, role);
        if (editing)
          return (
            <QuestionForm
              category={one.category}
              begin={one.content}
              busy={edit.busy}
              error={edit.error}
              onCancel={() => setEditing(false)}
              onSend={async (content) => {
                const answer = await edit.run({ params: { id }, body: { content, version: one.version } });
                if (!answer) return;
                query.put(answer);
                setEditing(false);
              }}
            />
          );
        return (
          <>
            {refusal && (
              <Notice tone="bad" live>
                {refusal}
              </Notice>
            )}
            {one.reason && <Notice tone="warn" title={`${one.statusZh}：${one.reason}`} />}
            <QuestionShown
              category={one.category}
              content={one.content}
              extra={<StatusChip status={one.status}>{one.statusZh}</StatusChip>}
              title={one.changing ? '改成这样' : '考题'}
            />
            {one.inUse && one.changing && (
              <QuestionShown category={one.category} content={one.inUse} title="考试现在用的（改动复核前不变）" />
            )}
            {one.earlier.map((old) => (
              <QuestionShown key={old.revision} category={one.category} content={old.content} title={`第${old.revision}版（已被替换）`} />
            ))}
            <Card title="经过">
              <Timeline steps={stepsOf(one.timeline)} />
            </Card>
            {one.status === 'PENDING' && !one.canReview && <Notice tone="note">这道题要由没有参与编写的另一位人员复核。</Notice>}
            <BottomBar above={<ActionError error={review.error ?? discard.error ?? (ending ? undefined : withdraw.error)} />}>
              {may.includes('edit') && (
                <Button kind="plain" onTap={() => setEditing(true)}>
                  修改
                </Button>
              )}
              {one.changing && may.includes('discard') && (
                <Button kind="plain" busy={discard.busy} onTap={() => void giveUp(one)}>
                  放弃修改
                </Button>
              )}
              {may.includes('withdraw') && (
                <Button kind="plain" onTap={() => setEnding('WITHDRAW')}>
                  停用
                </Button>
              )}
              {one.canReview && (
                <>
                  <Button kind="plain" onTap={() => setEnding('RETURN')}>
                    退回
                  </Button>
                  <Button busy={review.busy} onTap={() => void decide(one, 'APPROVE')}>
                    复核通过
                  </Button>
                </>
              )}
            </BottomBar>
            <ReasonSheet
              open={ending !== undefined}
              onClose={() => setEnding(undefined)}
              title={ending === 'RETURN' ? '退回，请写明原因' : '停用这道题，请写明原因'}
              reasons={ending === 'RETURN' ? ['题干说得不清楚', '选项有歧义', '答案不对，请核对规范'] : WITHDRAWN}
              confirm={ending === 'RETURN' ? '退回' : '停用'}
              danger={ending === 'WITHDRAW'}
              placeholder="会留在这道题的经过里"
              busy={review.busy || withdraw.busy}
              error={ending === 'RETURN' ? review.error : withdraw.error}
              onConfirm={(reason) => void (ending === 'RETURN' ? decide(one, 'RETURN', reason) : end(one, reason))}
            />
            {dialog}
          </>
        );
      }}
    </Screen>
  );
}

/** One question: written anew, read, changed, reviewed, withdrawn. */
export default function QuestionPage() {
  const { id, category = 'SAFETY_MGMT' } = usePageParams(routes.content.question);
  const create = useAction(api.create, { changes: CHANGES });
  return (
    <Page access={OFFICERS} wide acting title={id ? '考题' : '出一道题'}>
      {id ? (
        <Existing id={id} />
      ) : (
        <QuestionForm
          category={category}
          busy={create.busy}
          error={create.error}
          onCancel={() => void back()}
          onSend={async (content) => {
            const made = await create.run({ body: { category, content } });
            if (made) await replace(routes.content.question, { id: made.id });
          }}
        />
      )}
    </Page>
  );
}
