import { Button, Page, Screen, StateBlock } from '@/components';
import { useHiddenOnCapture, useKeepScreenOn } from '@/hooks';
import { open, replace, usePageParams } from '@/navigation';
import { routes } from '@/routes';
import { Desk } from './desk';
import { useAnswering } from './use-answering';
import { useStay } from './use-stay';
import './index.scss';

function Exam({ id }: { id: string }) {
  const exam = useAnswering(id);
  const { paper, error } = exam;
  useStay(exam.leaving);
  if (paper) return <Desk paper={paper} exam={exam} />;
  if (!error)
    return (
      <Screen state={{ state: 'loading', isOld: false, busy: true, refetch: exam.begin, put: () => undefined }} skeleton="detail">
        {() => null}
      </Screen>
    );
  if (error.code === 'EXAM_OVER')
    return (
      <StateBlock
        kind="empty"
        title={error.messageZh}
        action={<Button onTap={() => void replace(routes.exam.score, { id })}>查看成绩</Button>}
      />
    );
  return (
    <StateBlock
      kind={error.isUnanswered ? 'offline' : error.isDenied ? 'denied' : 'error'}
      title={error.isUnanswered ? '现在连不上' : error.messageZh}
      hint={error.isUnanswered ? '已经答的题都在这台设备上，不会丢。请举手告诉监考人员，网络恢复后继续。' : undefined}
      action={
        error.isUnanswered ? (
          <Button onTap={() => void exam.begin()}>重新连接</Button>
        ) : (
          <Button kind="plain" onTap={() => void replace(routes.exam.ticket, { id })}>
            返回准考信息
          </Button>
        )
      }
    />
  );
}

/** 答题 (QH-16, QH-32, design.md section 7): no title bar, so that nobody leaves by a slip. */
export default function AnswerPage() {
  useKeepScreenOn();
  useHiddenOnCapture();
  const { id } = usePageParams(routes.exam.answer);
  return (
    <Page access={['WORKER']} wide bare>
      {id ? (
        <Exam id={id} />
      ) : (
        <StateBlock
          kind="empty"
          title="没有选考试"
          hint="请从“学习”里打开考试。"
          action={<Button onTap={() => void open(routes.tab.study)}>去“学习”</Button>}
        />
      )}
    </Page>
  );
}
